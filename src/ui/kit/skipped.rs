//! What the browser leaves out because it is far from sight (`content-visibility: auto`), where it says so:
//! the event is `contentvisibilityautostatechange`, at first and whenever that changes.

use leptos::ev::Event;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::js_sys::{Reflect, global};

/// The name of the interface of the event, which not every browser has.
const INTERFACE: &str = "ContentVisibilityAutoStateChangeEvent";

/// Whether what it tells of is left out from now on.
pub fn is_skipped(event: &Event) -> bool {
    Reflect::get(event, &"skipped".into()).is_ok_and(|skipped| skipped.is_truthy())
}

/// True if this browser tells.
pub fn is_told() -> bool {
    Reflect::has(&JsValue::from(global()), &INTERFACE.into()).unwrap_or(false)
}
