//! A drawing of the page as a picture that can be kept: the same shapes in the same colours, with words beneath.

use futures::channel::oneshot;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CanvasRenderingContext2d, Document, Element, HtmlCanvasElement, Path2d};

/// Least width, in pixels: enough for a poster.
const LEAST: f64 = 1024.0;

/// Paints an SVG element of rectangles, paths and words, and lines of words beneath it, the first one larger.
pub async fn paint(id: &str, lines: &[String]) -> Option<Blob> {
    let document = web_sys::window()?.document()?;
    let drawing = document.get_element_by_id(id)?;
    let canvas = paint_all(&document, &drawing, lines)?;
    let (done, png) = oneshot::channel();
    let take = Closure::once_into_js(move |blob: JsValue| {
        let _ = done.send(blob.dyn_into::<Blob>().ok());
    });
    canvas.to_blob(take.unchecked_ref()).ok()?;
    png.await.ok()?
}

fn paint_all(document: &Document, drawing: &Element, lines: &[String]) -> Option<HtmlCanvasElement> {
    let side = drawing.get_attribute("viewBox")?.rsplit(' ').next()?.parse::<f64>().ok()?;
    // A whole number of pixels for each unit, so that edges stay sharp.
    let scale = (LEAST / side).ceil();
    let width = scale * side;
    let line = width / 12.0;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height((width + line * lines.len() as f64) as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let shapes = drawing.children();
    let ground = style(&shapes.item(0)?, "fill")?;
    context.set_fill_style_str(&ground);
    context.fill_rect(0.0, 0.0, width, f64::from(canvas.height()));
    for shape in (0..shapes.length()).filter_map(|at| shapes.item(at)) {
        paint_shape(&context, &shape, scale)?;
    }
    context.set_fill_style_str(&style(drawing, "color")?);
    for (at, text) in lines.iter().enumerate() {
        let size = if at == 0 { line * 0.62 } else { line * 0.42 };
        let font = style(drawing, "font-family")?;
        context.set_font(&format!("600 {size}px {font}"));
        let wide = context.measure_text(text).ok()?.width();
        let room = width * 0.88;
        if wide > room {
            context.set_font(&format!("600 {}px {font}", size * room / wide));
        }
        // The quiet zone is room enough above the first line.
        context.fill_text(text, width / 2.0, width + line * (at as f64 + 0.3)).ok()?;
    }
    Some(canvas)
}

fn paint_shape(context: &CanvasRenderingContext2d, shape: &Element, scale: f64) -> Option<()> {
    let number = |name| shape.get_attribute(name).and_then(|value| value.parse::<f64>().ok()).unwrap_or(0.0);
    context.set_fill_style_str(&style(shape, "fill")?);
    context.save();
    match shape.tag_name().as_str() {
        "path" => {
            context.scale(scale, scale).ok()?;
            context.fill_with_path_2d(&Path2d::new_with_path_string(&shape.get_attribute("d")?).ok()?);
        }
        "rect" => {
            context.scale(scale, scale).ok()?;
            context.begin_path();
            let (x, y, width, height) = (number("x"), number("y"), number("width"), number("height"));
            context.round_rect_with_f64(x, y, width, height, number("rx")).ok()?;
            context.fill();
        }
        _ => {
            // Not by the scale: a font smaller than a pixel would be drawn coarsely.
            let size = number("font-size") * scale;
            context.set_font(&format!("600 {size}px {}", style(shape, "font-family")?));
            context.set_text_baseline("middle");
            let words = shape.text_content().unwrap_or_default();
            context.set_text_align("center");
            context.fill_text(&words, number("x") * scale, number("y") * scale).ok()?;
        }
    }
    context.restore();
    // Not part of what is saved and restored above: it holds for the words beneath as well.
    context.set_text_align("center");
    Some(())
}

/// A property of an element as it is in force.
fn style(element: &Element, name: &str) -> Option<String> {
    web_sys::window()?.get_computed_style(element).ok()??.get_property_value(name).ok()
}
