//! Pictures that somebody chose or pasted.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ClipboardItem, HtmlInputElement, ImageBitmap};

use super::barcode;
use crate::domain::scan::{Pasted, Sight};

/// Looks for a code in the file that was chosen in a file input, which is empty after that.
pub async fn read(id: &str) -> Sight {
    let input = web_sys::window()
        .and_then(|window| window.document()?.get_element_by_id(id))
        .and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return Sight::NoPicture };
    let file = input.files().and_then(|files| files.get(0));
    // The same file can be chosen once more.
    input.set_value("");
    match file {
        Some(file) => read_blob(&file).await,
        None => Sight::NoPicture,
    }
}

/// What is on the clipboard: a picture before a text.
pub async fn paste() -> Pasted {
    let Some(window) = web_sys::window().filter(web_sys::Window::is_secure_context) else { return Pasted::Refused };
    let clipboard = window.navigator().clipboard();
    let Ok(items) = JsFuture::from(clipboard.read()).await else { return Pasted::Refused };
    let items: Vec<ClipboardItem> =
        js_sys::Array::from(&items).iter().filter_map(|item| item.dyn_into().ok()).collect();
    for (item, kind) in items.iter().flat_map(|item| kinds(item).into_iter().map(move |kind| (item, kind))) {
        if kind.starts_with("image/")
            && let Some(picture) = content(item, &kind).await
        {
            return Pasted::Picture(read_blob(&picture).await);
        }
    }
    for item in &items {
        if let Some(words) = content(item, "text/plain").await {
            let text = JsFuture::from(words.text()).await.ok().and_then(|text| text.as_string());
            return Pasted::Text(text.unwrap_or_default());
        }
    }
    Pasted::Text(String::new())
}

fn kinds(item: &ClipboardItem) -> Vec<String> {
    item.types().iter().filter_map(|kind| kind.as_string()).collect()
}

async fn content(item: &ClipboardItem, kind: &str) -> Option<Blob> {
    JsFuture::from(item.get_type(kind)).await.ok()?.dyn_into().ok()
}

async fn read_blob(blob: &Blob) -> Sight {
    match bitmap(blob).await {
        Some(bitmap) => {
            let sight = barcode::read_picture(&bitmap).await;
            bitmap.close();
            sight
        }
        None => Sight::NoPicture,
    }
}

async fn bitmap(blob: &Blob) -> Option<ImageBitmap> {
    let bitmap: Result<js_sys::Promise, JsValue> = web_sys::window()?.create_image_bitmap_with_blob(blob);
    JsFuture::from(bitmap.ok()?).await.ok()?.dyn_into().ok()
}
