//! Listening for as long as the page lives.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventTarget};

/// Calls `work` at each event of this kind, until the page is gone.
pub(super) fn listen(target: &EventTarget, kind: &str, work: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(move |_| work());
    // Fails only for a closure that is no function.
    let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Calls `work` with each event of this kind, before anybody else can stop it, until the page is gone.
pub(super) fn capture(target: &EventTarget, kind: &str, work: impl Fn(Event) + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(work);
    let _ = target.add_event_listener_with_callback_and_bool(kind, closure.as_ref().unchecked_ref(), true);
    closure.forget();
}
