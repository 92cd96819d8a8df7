//! Handing something to another app of the device.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Navigator, ShareData};

/// True where the browser can do this.
pub fn is_there() -> bool {
    navigator().is_some()
}

/// Lets the person choose an app for a link; false if that failed. To choose none is no failure.
pub async fn share(title: &str, link: &str) -> bool {
    let Some(navigator) = navigator() else { return false };
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(link);
    match JsFuture::from(navigator.share_with_data(&data)).await {
        Ok(_) => true,
        Err(error) => error.dyn_ref::<DomException>().is_some_and(|error| error.code() == DomException::ABORT_ERR),
    }
}

fn navigator() -> Option<Navigator> {
    let navigator = web_sys::window()?.navigator();
    Reflect::has(&navigator, &JsValue::from("share")).unwrap_or(false).then_some(navigator)
}
