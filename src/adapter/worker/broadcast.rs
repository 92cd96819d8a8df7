//! Where there are no shared workers: one tab, the holder of a Web Lock, runs the engine in a dedicated worker,
//! and all tabs, itself included, talk to it over a broadcast channel. When that tab goes, the browser gives the lock
//! to another, which starts the next engine.

use std::cell::Cell;
use std::rc::Rc;

use futures::channel::mpsc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, Worker, WorkerOptions, WorkerType};

use super::shared::missing;
use super::supervisor::Connection;
use crate::backend::Failure;
use crate::web::channel::{Broadcast, ENGINE};
use crate::web::lock;

/// This tab's part in running the engine.
#[derive(Default)]
pub(super) struct Leader {
    waiting: Cell<bool>,
    worker: Rc<Cell<Option<Worker>>>,
}

impl Leader {
    /// Connects to the engine of all tabs, and stands ready to run it.
    pub(super) fn connect(&self, url: &str, store: &'static str, tab: &str) -> Result<Connection, Failure> {
        let (arrived, inbound) = mpsc::unbounded();
        let (failed, broken) = mpsc::unbounded();
        let me = tab.to_owned();
        let channel = Broadcast::open(store, move |to, from, bytes| {
            if from == ENGINE && (to == me || to == "*") {
                let _ = arrived.unbounded_send(bytes);
            }
        })
        .map_err(|error| missing(&error))?;
        self.stand_ready(url, store, failed);
        let me = tab.to_owned();
        Ok(Connection { send: Box::new(move |bytes| channel.send(ENGINE, &me, bytes)), inbound, broken })
    }

    fn stand_ready(&self, url: &str, store: &'static str, failed: mpsc::UnboundedSender<Failure>) {
        // The engine of this tab was silent or died: the next one takes its place.
        if let Some(worker) = self.worker.take() {
            worker.terminate();
            return run(url, &self.worker, failed);
        }
        if self.waiting.replace(true) {
            return;
        }
        let (url, worker) = (url.to_owned(), Rc::clone(&self.worker));
        spawn_local(async move {
            if let Some(leads) = lock::hold(&format!("{store}-leader")).await {
                std::mem::forget(leads);
                run(&url, &worker, failed);
            }
        });
    }
}

fn run(url: &str, slot: &Rc<Cell<Option<Worker>>>, failed: mpsc::UnboundedSender<Failure>) {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    match Worker::new_with_options(url, &options) {
        Ok(worker) => {
            let listener = Closure::<dyn FnMut(Event)>::new(move |_event| {
                let reason = "its program could not be loaded, or it failed".into();
                let _ = failed.unbounded_send(Failure::EngineMissing { reason });
            });
            worker.set_onerror(Some(listener.into_js_value().unchecked_ref()));
            slot.set(Some(worker));
        }
        Err(error) => {
            let _ = failed.unbounded_send(missing(&error));
        }
    }
}
