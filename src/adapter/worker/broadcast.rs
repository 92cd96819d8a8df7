//! Where there are no shared workers: one tab, the holder of a Web Lock, runs the engine in a dedicated worker,
//! and all tabs, itself included, talk to it over a broadcast channel. When that tab goes, the browser gives the lock
//! to another, which starts the next engine.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use futures::channel::mpsc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, Worker, WorkerOptions, WorkerType};

use super::browser::Place;
use super::shared::missing;
use super::supervisor::Connection;
use crate::backend::Failure;
use crate::web::channel::{Broadcast, ENGINE};
use crate::web::lock::{self, Held};

/// This tab's part in running the engine.
#[derive(Default)]
pub(super) struct Leader(Rc<RefCell<Part>>);

#[derive(Default)]
struct Part {
    waiting: bool,
    leads: Option<Held>,
    worker: Option<Worker>,
}

impl Drop for Part {
    fn drop(&mut self) {
        // Nobody here needs the engine any more; whoever does elsewhere takes the lock and starts the next.
        self.worker.take().inspect(Worker::terminate);
    }
}

impl Leader {
    /// Connects to the engine of all tabs, and stands ready to run it.
    pub(super) fn connect(&self, place: &Place, tab: &str) -> Result<Connection, Failure> {
        let (arrived, inbound) = mpsc::unbounded();
        let (failed, broken) = mpsc::unbounded();
        let me = tab.to_owned();
        let channel = Broadcast::open(&place.store, move |to, from, bytes| {
            if from == ENGINE && (to == me || to == "*") {
                let _ = arrived.unbounded_send(bytes);
            }
        })
        .map_err(|error| missing(&error))?;
        self.stand_ready(place, failed);
        let me = tab.to_owned();
        Ok(Connection { send: Box::new(move |bytes| channel.send(ENGINE, &me, bytes)), inbound, broken })
    }

    fn stand_ready(&self, place: &Place, failed: mpsc::UnboundedSender<Failure>) {
        let mut part = self.0.borrow_mut();
        // The engine of this tab was silent or died: the next one takes its place.
        if let Some(worker) = part.worker.take() {
            worker.terminate();
            part.worker = run(&place.url, &place.store, failed);
            return;
        }
        if std::mem::replace(&mut part.waiting, true) {
            return;
        }
        let (url, store, part) = (place.url.clone(), place.store.clone(), Rc::downgrade(&self.0));
        spawn_local(async move {
            let leads = lock::hold(&format!("{store}-leader")).await;
            if let (Some(leads), Some(part)) = (leads, Weak::upgrade(&part)) {
                let mut part = part.borrow_mut();
                part.leads = Some(leads);
                part.worker = run(&url, &store, failed);
            }
        });
    }
}

fn run(url: &str, store: &str, failed: mpsc::UnboundedSender<Failure>) -> Option<Worker> {
    let options = WorkerOptions::new();
    // It learns from its name which store it keeps.
    options.set_name(store);
    options.set_type(WorkerType::Module);
    match Worker::new_with_options(url, &options) {
        Ok(worker) => {
            let listener = Closure::<dyn FnMut(Event)>::new(move |_event| {
                let reason = "its program could not be loaded, or it failed".into();
                let _ = failed.unbounded_send(Failure::EngineMissing { reason });
            });
            worker.set_onerror(Some(listener.into_js_value().unchecked_ref()));
            Some(worker)
        }
        Err(error) => {
            let _ = failed.unbounded_send(missing(&error));
            None
        }
    }
}
