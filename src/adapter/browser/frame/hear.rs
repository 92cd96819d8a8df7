//! What comes out of a frame. Whatever is in it may have been made to do harm: it is a number, a text and bytes of bounded
//! length, or it is nothing.

use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Date, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::file::MAX_FILE_BYTES;
use crate::domain::mini::host::{CallId, MAX_CALL_BYTES, Request, Said};

/// Most messages of a program in a second.
const MAX_RATE: u32 = 400;

/// Reads what comes from the program.
pub(super) fn listener(hear: Rc<dyn Fn(Said)>) -> impl FnMut(&JsValue) {
    let (mut second, mut count, mut carried, mut over) = (0.0, 0, 0, false);
    move |data| {
        let now = (Date::now() / 1000.0).floor();
        (second, count, carried) = if now == second { (second, count + 1, carried) } else { (now, 1, 0) };
        let parts = data.dyn_ref::<Array>().filter(|parts| (2..=3).contains(&parts.length()));
        let number = parts.and_then(|parts| parts.get(0).as_f64());
        let text = parts.and_then(|parts| parts.get(1).dyn_into::<js_sys::JsString>().ok());
        let (Some(number), Some(text)) = (number, text) else { return };
        let bytes = parts.and_then(|parts| parts.get(2).dyn_into::<ArrayBuffer>().ok());
        // Whatever is in it, it takes memory here: all that comes in one second is two files at most.
        carried += bytes.as_ref().map_or(0, ArrayBuffer::byte_length) as usize;
        let too_long = text.length() as usize > MAX_CALL_BYTES || carried > 2 * MAX_FILE_BYTES;
        if over || count > MAX_RATE || too_long {
            if !over {
                over = true;
                hear(Said::TooMuch);
            }
            return;
        }
        let text = String::from(text);
        let bytes = bytes.map(|bytes| Uint8Array::new(&bytes).to_vec());
        match (number, text.as_str()) {
            (0.0, "load") => hear(Said::Loaded),
            (0.0, "page") => hear(Said::Turned),
            (0.0, "pong") => hear(Said::Alive),
            (0.0, "left") => hear(Said::Gone),
            (0.0, "dark" | "light") => hear(Said::Looks { dark: text == "dark" }),
            (0.0, "live") => hear(Said::Live(bytes.unwrap_or_default())),
            (0.0, word) => {
                if let Some(why) = word.strip_prefix("error:") {
                    hear(Said::Failed(why.chars().filter(|char| !char.is_control()).take(200).collect()));
                } else if let Some(said) = word.strip_prefix("widget:") {
                    hear(Said::Widget(said.into()));
                }
            }
            _ if number.fract() == 0.0 && (1.0..=f64::from(u32::MAX)).contains(&number) => {
                hear(Said::Call(Request { id: number as CallId, call: text, file: bytes }));
            }
            _ => {}
        }
    }
}
