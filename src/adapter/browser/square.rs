//! A picture that was chosen, as a small square: the middle of it, in an address that holds all of it.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlInputElement, ImageBitmap};

use crate::domain::group::picture::MAX_PICTURE_BYTES;

/// Width and height, in pixels.
const SIDE: u32 = 192;

/// WebP where the browser writes it, else JPEG, each as good as there is room for.
const KINDS: [&str; 2] = ["image/webp", "image/jpeg"];
const QUALITIES: [f64; 3] = [0.85, 0.6, 0.35];

/// Reads the picture in a file input, which is empty after that.
pub async fn read(id: &str) -> Option<String> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let input: HtmlInputElement = document.get_element_by_id(id)?.dyn_into().ok()?;
    let file = input.files()?.get(0)?;
    let bitmap = JsFuture::from(window.create_image_bitmap_with_blob(&file).ok()?).await;
    input.set_value("");
    let bitmap: ImageBitmap = bitmap.ok()?.dyn_into().ok()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(SIDE);
    canvas.set_height(SIDE);
    paint(&canvas, &bitmap)?;
    bitmap.close();
    KINDS.into_iter().flat_map(|kind| QUALITIES.map(|quality| (kind, quality))).find_map(|(kind, quality)| {
        let address = canvas.to_data_url_with_type_and_encoder_options(kind, &JsValue::from(quality)).ok()?;
        // A browser that cannot write a kind writes PNG, which is too large for photographs.
        (address.starts_with(&format!("data:{kind}")) && address.len() <= MAX_PICTURE_BYTES).then_some(address)
    })
}

fn paint(canvas: &HtmlCanvasElement, bitmap: &ImageBitmap) -> Option<()> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let cut = width.min(height);
    let side = f64::from(SIDE);
    // What is transparent in the picture is white: JPEG would make it black.
    context.set_fill_style_str("white");
    context.fill_rect(0.0, 0.0, side, side);
    let (left, top) = ((width - cut) / 2.0, (height - cut) / 2.0);
    context
        .draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            bitmap, left, top, cut, cut, 0.0, 0.0, side, side,
        )
        .ok()
}
