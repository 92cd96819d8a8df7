//! Fetching the package of a program, when somebody wants it: nothing else of the shell fetches anything.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Url};

use super::document;
use crate::domain::link::is_web;

/// Fetches it; the address is relative to the app's own.
pub async fn fetch(address: &str) -> Option<Vec<u8>> {
    let url = Url::new_with_base(address, &document::base()).ok().filter(|url| is_web(&url.href()))?;
    let asked = web_sys::window()?.fetch_with_str(&url.href());
    let response: Response = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
    let content = if response.ok() { response.array_buffer().ok()? } else { return None };
    Some(Uint8Array::new(&JsFuture::from(content).await.ok()?).to_vec())
}
