//! The clock and chance, the same in a page and in a worker.

use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::time::Timestamp;

/// The time now, by this device's clock.
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}

/// 128 bits of the browser's secure random source.
pub fn random() -> [u8; 16] {
    let mut bits = [0; 16];
    let array = Uint8Array::new_with_length(16);
    let fill = || -> Result<JsValue, JsValue> {
        let crypto = Reflect::get(&js_sys::global(), &"crypto".into())?;
        let fill: Function = Reflect::get(&crypto, &"getRandomValues".into())?.dyn_into()?;
        fill.call1(&crypto, &array)
    };
    if fill().is_ok() {
        array.copy_to(&mut bits);
    } else {
        // Every browser that can run this has the secure source; ids need to be unique, not secret.
        bits = std::array::from_fn(|_| (js_sys::Math::random() * 256.0) as u8);
    }
    bits
}
