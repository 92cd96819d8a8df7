//! The address of the page: its fragment says where in the app one is.

use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use super::listen::listen;

/// The fragment, with `#` unless it is empty.
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Calls `work` whenever the fragment changes.
pub fn on_change(work: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        listen(&window, "hashchange", work);
    }
}

/// Goes to another fragment; going back leads here again.
pub fn go(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // Refused only by pages that may not be navigated, which then stay where they are.
        let _ = window.location().set_hash(fragment);
    }
}

/// Goes to another fragment, in place of this one.
pub fn replace(fragment: &str) {
    let Some(window) = web_sys::window() else { return };
    let path = window.location().pathname().unwrap_or_default();
    set(&format!("{path}{fragment}"));
}

/// Reads a key of the query and takes the query out of the address, so that a later reload does not obey it again.
pub fn take_query(key: &str) -> Option<String> {
    let location = web_sys::window()?.location();
    let value = UrlSearchParams::new_with_str(&location.search().ok()?).ok()?.get(key)?;
    set(&format!("{}{}", location.pathname().ok()?, location.hash().ok()?));
    Some(value)
}

fn set(url: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(url));
    }
}
