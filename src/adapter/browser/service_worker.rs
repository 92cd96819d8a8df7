//! The service worker: starting without a network, and new versions that wait until somebody says yes.
//!
//! A new version is taken in one tab and then holds for all: each tab that ran the old one reloads once,
//! since one page and one engine must be of the same version.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

use super::listen::listen;

const SCRIPT: &str = "./sw.js";

/// Registers the worker, and calls `ready` when a new version waits.
pub fn register(ready: impl Fn() + 'static) {
    let Some(container) = container() else { return };
    reload_on_new_version(&container);
    spawn_local(async move {
        // Without it the app works as before, only not without a network.
        let Ok(registration) = JsFuture::from(container.register(SCRIPT)).await else { return };
        watch(registration.into(), Rc::new(ready));
    });
}

/// Lets the waiting version take over; the page reloads when it has.
pub fn activate() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let Ok(registration) = JsFuture::from(container.get_registration()).await else { return };
        if registration.is_undefined() {
            return;
        }
        if let Some(worker) = ServiceWorkerRegistration::from(registration).waiting() {
            let message = Object::new();
            let _ = Reflect::set(&message, &"type".into(), &"activate".into());
            let _ = worker.post_message(&message);
        }
    });
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    // Pages that are not secure, and some private windows, have none.
    let there = Reflect::has(&navigator, &JsValue::from("serviceWorker")).unwrap_or(false);
    there.then(|| navigator.service_worker()).filter(|container| !container.is_undefined())
}

fn reload_on_new_version(container: &ServiceWorkerContainer) {
    // The first worker of all takes over a page that is already of its version.
    let controlled = Cell::new(container.controller().is_some());
    listen(container, "controllerchange", move || {
        if controlled.replace(true)
            && let Some(window) = web_sys::window()
        {
            let _ = window.location().reload();
        }
    });
}

fn watch(registration: ServiceWorkerRegistration, ready: Rc<dyn Fn()>) {
    if registration.waiting().is_some() && registration.active().is_some() {
        ready();
    }
    let target = registration.clone();
    listen(&target, "updatefound", move || {
        let Some(worker) = registration.installing() else { return };
        let (registration, ready, target) = (registration.clone(), Rc::clone(&ready), worker.clone());
        listen(&worker, "statechange", move || {
            // With nothing active before, the new worker is the first one and waits for nobody.
            let installed = target.state() == web_sys::ServiceWorkerState::Installed;
            if installed && registration.active().is_some() {
                ready();
            }
        });
    });
}
