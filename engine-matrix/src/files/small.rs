//! The small picture that goes along with a large one, so that nobody has to fetch the large one to see what it is.
//! In an encrypted chat only the sender can make it. The worker does, where the browser decodes beside it.

use std::time::Duration;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use matrix_sdk::attachment::Thumbnail;
use matrix_sdk::ruma::UInt;
use teahouse::domain::file::picture_type;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, ImageBitmap, WorkerGlobalScope};

use super::SMALL;
use crate::runtime::within;

/// A picture of up to so many bytes is small enough itself.
const LITTLE: usize = 64 * 1024;
/// The most points that are decoded for it: four bytes each.
const MOST_POINTS: usize = 100_000_000;
/// How long it may take; without it the picture is sent all the same.
const PATIENCE: Duration = Duration::from_secs(5);
/// WebP where the browser writes it, else JPEG.
const KINDS: [&str; 2] = ["image/webp", "image/jpeg"];
const QUALITY: f64 = 0.8;

// Named here, since another feature of web-sys has everything that depends on it built anew.
#[wasm_bindgen]
extern "C" {
    /// A canvas that is on no page.
    type OffscreenCanvas;
    #[wasm_bindgen(constructor, catch)]
    fn new(width: u32, height: u32) -> Result<OffscreenCanvas, JsValue>;
    #[wasm_bindgen(method, js_name = getContext, catch)]
    fn get_context(this: &OffscreenCanvas, kind: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, js_name = convertToBlob, catch)]
    fn convert_to_blob(this: &OffscreenCanvas, how: &Object) -> Result<Promise, JsValue>;
}

/// What was found out about a picture by decoding it.
pub(crate) struct Seen {
    /// Width and height as it is shown: a camera may have been held upright.
    pub(crate) size: (u32, u32),
    /// The small one, where the large one is large.
    pub(crate) small: Option<Thumbnail>,
}

/// Looks at a picture; nothing if the browser cannot decode it.
pub(crate) async fn look(bytes: &[u8]) -> Option<Seen> {
    let kind = picture_type(bytes)?;
    let said = imagesize::blob_size(bytes).ok()?;
    if said.width.saturating_mul(said.height) > MOST_POINTS {
        return None;
    }
    within(PATIENCE, decoded(bytes, kind)).await.flatten()
}

async fn decoded(bytes: &[u8], kind: &str) -> Option<Seen> {
    let worker: WorkerGlobalScope = js_sys::global().unchecked_into();
    let decoding = worker.create_image_bitmap_with_blob(&blob(bytes, kind)?).ok()?;
    let whole: ImageBitmap = JsFuture::from(decoding).await.ok()?.dyn_into().ok()?;
    let size = (whole.width(), whole.height());
    let small = match scaled(size, SMALL) {
        Some(small) if bytes.len() > LITTLE => drawn(&whole, small).await.filter(|it| it.data.len() < bytes.len()),
        _ => None,
    };
    whole.close();
    Some(Seen { size, small })
}

/// The size of a small picture of the same shape; nothing if it is not larger than that.
fn scaled((width, height): (u32, u32), edge: u32) -> Option<(u32, u32)> {
    let long = width.max(height);
    let scale = |side: u32| u32::try_from(u64::from(side) * u64::from(edge) / u64::from(long)).ok().map(|it| it.max(1));
    if long > edge { Some((scale(width)?, scale(height)?)) } else { None }
}

async fn drawn(whole: &ImageBitmap, (width, height): (u32, u32)) -> Option<Thumbnail> {
    let canvas = OffscreenCanvas::new(width, height).ok()?;
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok().filter(JsValue::is_object)?.unchecked_into();
    for kind in KINDS {
        if kind == "image/jpeg" {
            // It cannot be transparent, and would be black.
            context.set_fill_style_str("white");
            context.fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
        }
        let drawn =
            context.draw_image_with_image_bitmap_and_dw_and_dh(whole, 0.0, 0.0, f64::from(width), f64::from(height));
        drawn.ok()?;
        let written = written(&canvas, kind).await?;
        if picture_type(&written) == Some(kind) {
            return Some(Thumbnail {
                size: UInt::try_from(written.len()).ok()?,
                data: written,
                content_type: kind.parse().ok()?,
                width: width.into(),
                height: height.into(),
            });
        }
    }
    None
}

/// What is on a canvas, as a file. A browser that cannot write a kind writes PNG.
async fn written(canvas: &OffscreenCanvas, kind: &str) -> Option<Vec<u8>> {
    let how = Object::new();
    Reflect::set(&how, &"type".into(), &kind.into()).ok()?;
    Reflect::set(&how, &"quality".into(), &QUALITY.into()).ok()?;
    let written = canvas.convert_to_blob(&how).ok()?;
    let written: Blob = JsFuture::from(written).await.ok()?.dyn_into().ok()?;
    let bytes = JsFuture::from(written.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

fn blob(bytes: &[u8], kind: &str) -> Option<Blob> {
    let how = BlobPropertyBag::new();
    how.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &how).ok()
}
