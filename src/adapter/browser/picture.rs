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
    let side = js_sys::parse_float(drawing.get_attribute("viewBox")?.rsplit(' ').next()?);
    let modules = drawing.query_selector("path").ok()??;
    // What a unit of the path is in units of the drawing.
    let module = js_sys::parse_float(modules.get_attribute("transform")?.strip_prefix("scale(")?);
    // A whole number of pixels for each module, so that edges stay sharp.
    let pixels = (LEAST / side * module).ceil();
    let width = pixels * side / module;
    let line = width / 12.0;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height((width + line * lines.len() as f64) as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_text_align("center");
    let shapes = drawing.children();
    context.set_fill_style_str(&style(&shapes.item(0)?, "fill")?);
    context.fill_rect(0.0, 0.0, width, f64::from(canvas.height()));
    for shape in (0..shapes.length()).filter_map(|at| shapes.item(at)) {
        paint_shape(&context, &shape, pixels, module)?;
    }
    context.set_fill_style_str(&style(drawing, "color")?);
    for (at, text) in lines.iter().enumerate() {
        let size = if at == 0 { line * 0.62 } else { line * 0.42 };
        set_font(&context, drawing, size)?;
        let wide = context.measure_text(text).ok()?.width();
        let room = width * 0.88;
        if wide > room {
            set_font(&context, drawing, size * room / wide)?;
        }
        // The quiet zone is room enough above the first line.
        context.fill_text(text, width / 2.0, width + line * (at as f64 + 0.3)).ok()?;
    }
    Some(canvas)
}

fn paint_shape(context: &CanvasRenderingContext2d, shape: &Element, pixels: f64, module: f64) -> Option<()> {
    let scale = pixels / module;
    let number = |name| shape.get_attribute(name).map_or(0.0, |value| js_sys::parse_float(&value) * scale);
    context.set_fill_style_str(&style(shape, "fill")?);
    match shape.tag_name().as_str() {
        "path" => {
            context.save();
            context.scale(pixels, pixels).ok()?;
            context.fill_with_path_2d(&Path2d::new_with_path_string(&shape.get_attribute("d")?).ok()?);
            context.restore();
        }
        "rect" => {
            context.begin_path();
            let (x, y, width, height) = (number("x"), number("y"), number("width"), number("height"));
            context.round_rect_with_f64(x, y, width, height, number("rx")).ok()?;
            context.fill();
        }
        _ => {
            set_font(context, shape, number("font-size"))?;
            context.set_text_baseline("middle");
            context.fill_text(&shape.text_content().unwrap_or_default(), number("x"), number("y")).ok()?;
            context.set_text_baseline("alphabetic");
        }
    }
    Some(())
}

fn set_font(context: &CanvasRenderingContext2d, of: &Element, size: f64) -> Option<()> {
    context.set_font(&format!("600 {}px {}", size as u32, style(of, "font-family")?));
    Some(())
}

/// A property of an element as it is in force.
fn style(element: &Element, name: &str) -> Option<String> {
    web_sys::window()?.get_computed_style(element).ok()??.get_property_value(name).ok()
}
