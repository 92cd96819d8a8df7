//! A shared worker: one engine for all tabs, kept by the browser while any of them lives.

use futures::channel::mpsc;
use js_sys::Reflect;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, SharedWorker, WorkerOptions, WorkerType};

use super::browser::Place;
use super::supervisor::Connection;
use crate::backend::Failure;
use crate::web::channel::over_port;

/// Connects to the shared worker of this address and name, starting it where none runs.
pub(super) fn connect(place: &Place) -> Result<Connection, Failure> {
    let options = WorkerOptions::new();
    options.set_name(&place.store);
    options.set_type(WorkerType::Module);
    let worker = SharedWorker::new_with_worker_options(&place.url, &options).map_err(|error| missing(&error))?;
    let (failed, broken) = mpsc::unbounded();
    let listener = Closure::<dyn FnMut(Event)>::new(move |_event| {
        let reason = "its program could not be loaded".into();
        let _ = failed.unbounded_send(Failure::EngineMissing { reason });
    });
    // The browser tells of a program that cannot be loaded only where it was asked for first.
    for worker in early(&worker, &place.store).iter().chain([&worker]) {
        worker.set_onerror(Some(listener.as_ref().unchecked_ref()));
    }
    let channel = over_port(worker.port());
    let send = Box::new(move |bytes: &[u8]| {
        // Keeps the worker's handle and its listener for as long as the connection.
        let _ = (&worker, &listener);
        (channel.send)(bytes);
    });
    Ok(Connection { send, inbound: channel.inbound, broken })
}

/// The handle with which `public/boot.js` started the same worker before this program was there.
fn early(worker: &SharedWorker, store: &str) -> Option<SharedWorker> {
    let early = Reflect::get(&js_sys::global(), &"teahouseEngine".into()).ok()?;
    let same = Reflect::get(&early, &"store".into()).is_ok_and(|name| name == store);
    if !same {
        return None;
    }
    early.dyn_into().ok().filter(|early| early != worker)
}

/// What a worker's refusal means.
pub(super) fn missing(error: &JsValue) -> Failure {
    Failure::EngineMissing { reason: format!("{error:?}") }
}
