//! Saving something as a file, by a link that is followed once.

use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Saves a file under a name; false if the browser cannot.
pub fn save(content: &Blob, name: &str) -> bool {
    let Ok(address) = Url::create_object_url_with_blob(content) else { return false };
    let link = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("a").ok())
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    let Some(link) = link else { return false };
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken hold of the content by then.
    leptos::prelude::set_timeout(move || drop(Url::revoke_object_url(&address)), std::time::Duration::from_secs(60));
    true
}
