//! Small values that outlive the page: for this device, or for this tab. Every access may be refused.

use super::listen::listen;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Storage;

/// How long a value is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// As long as the tab.
    Tab,
    /// Until the site's data is cleared.
    Device,
}

/// A value that was kept.
pub fn read(keep: Keep, key: &str) -> Option<String> {
    storage(keep)?.get_item(key).ok()?
}

/// Keeps a value, if the browser lets it.
pub fn write(keep: Keep, key: &str, value: &str) {
    if let Some(storage) = storage(keep) {
        // A setting that cannot be kept holds until the page is closed; that is no failure to tell about.
        let _ = storage.set_item(key, value);
    }
}

/// Keeps a value no longer.
pub fn remove(keep: Keep, key: &str) {
    if let Some(storage) = storage(keep) {
        // What could not be kept need not be removed.
        let _ = storage.remove_item(key);
    }
}

/// Does something each time another tab has kept something on this device.
pub fn follow(work: Box<dyn Fn()>) {
    if let Some(window) = web_sys::window() {
        listen(&window, "storage", work);
    }
}

/// Asks the browser not to clear this site's data by itself when it needs room.
pub fn persist() {
    let Some(window) = web_sys::window().filter(web_sys::Window::is_secure_context) else { return };
    if let Ok(asked) = window.navigator().storage().persist() {
        spawn_local(async move {
            // Whatever the browser decides, the app goes on the same way.
            let _ = JsFuture::from(asked).await;
        });
    }
}

fn storage(keep: Keep) -> Option<Storage> {
    let window = web_sys::window()?;
    match keep {
        Keep::Tab => window.session_storage(),
        Keep::Device => window.local_storage(),
    }
    .ok()?
}
