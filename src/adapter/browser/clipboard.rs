//! The clipboard, which a browser may refuse at any time.

use std::pin::Pin;

use wasm_bindgen_futures::JsFuture;

/// Puts a text on the clipboard; false if that was refused.
pub fn copy(text: String) -> Pin<Box<dyn Future<Output = bool>>> {
    Box::pin(async move {
        // Pages that are not secure have no clipboard at all.
        match web_sys::window().filter(web_sys::Window::is_secure_context) {
            Some(window) => JsFuture::from(window.navigator().clipboard().write_text(&text)).await.is_ok(),
            None => false,
        }
    })
}
