//! Reading a code in a picture: by the browser where it can, else by a worker of our own.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap, ImageData};

use super::scanner;
use crate::domain::scan::Sight;

/// Longest side of what the worker gets of a picture: it looks at no more than this.
const PICTURE_SIDE: f64 = 1600.0;

/// The same of a film, which has to be quick.
const FRAME_SIDE: f64 = 1280.0;

const KIND: &str = "qr_code";

/// Looks at a picture. What the browser does not find the worker may: it also reads light on dark.
pub(super) async fn read_picture(picture: &ImageBitmap) -> Sight {
    if let Some(text) = detect(picture).await.flatten() {
        return Sight::Text(text);
    }
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let pixels = pixels(width, height, PICTURE_SIDE, |context, width, height| {
        context.draw_image_with_image_bitmap_and_dw_and_dh(picture, 0.0, 0.0, width, height)
    });
    by_worker(pixels).await
}

/// Looks at what a film shows right now.
pub(super) async fn read_frame(film: &HtmlVideoElement) -> Sight {
    let (width, height) = (f64::from(film.video_width()), f64::from(film.video_height()));
    if width == 0.0 {
        return Sight::Nothing;
    }
    match detect(film).await {
        Some(found) => found.map_or(Sight::Nothing, Sight::Text),
        None => {
            let pixels = pixels(width, height, FRAME_SIDE, |context, width, height| {
                context.draw_image_with_html_video_element_and_dw_and_dh(film, 0.0, 0.0, width, height)
            });
            by_worker(pixels).await
        }
    }
}

async fn by_worker(pixels: Option<ImageData>) -> Sight {
    let Some(pixels) = pixels else { return Sight::NoPicture };
    match scanner::read(&pixels).await {
        Ok(Some(text)) => Sight::Text(text),
        Ok(None) => Sight::Nothing,
        Err(scanner::Silent) => Sight::Broken,
    }
}

/// By the browser; nothing where it cannot read such codes.
async fn detect(source: &JsValue) -> Option<Option<String>> {
    let class: Function = Reflect::get(&js_sys::global(), &"BarcodeDetector".into()).ok()?.dyn_into().ok()?;
    let kinds = Array::from(&call(&class, "getSupportedFormats", &Array::new()).await?);
    if !kinds.includes(&KIND.into(), 0) {
        return None;
    }
    let options = Object::new();
    let _ = Reflect::set(&options, &"formats".into(), &Array::of1(&KIND.into()));
    let detector = Reflect::construct(&class, &Array::of1(&options)).ok()?;
    let found = Array::from(&call(&detector, "detect", &Array::of1(source)).await?);
    let text = Reflect::get(&found.get(0), &"rawValue".into()).ok().and_then(|text| text.as_string());
    Some(text)
}

async fn call(object: &JsValue, method: &str, arguments: &Array) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = Reflect::apply(&method, object, arguments).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// The pixels of something that can be drawn, made smaller where it is large.
fn pixels(
    width: f64,
    height: f64,
    longest: f64,
    draw: impl FnOnce(&CanvasRenderingContext2d, f64, f64) -> Result<(), JsValue>,
) -> Option<ImageData> {
    let scale = (longest / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).floor().max(1.0), (height * scale).floor().max(1.0));
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let options = Object::new();
    let _ = Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE);
    let context = canvas.get_context_with_context_options("2d", &options).ok()??;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    draw(&context, width, height).ok()?;
    context.get_image_data(0.0, 0.0, width, height).ok()
}
