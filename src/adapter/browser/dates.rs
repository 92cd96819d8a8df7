//! Dates in words, by the browser's own knowledge of languages.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use super::media::languages;
use crate::domain::time::Timestamp;

/// Options of `Intl.DateTimeFormat`, as names and values.
pub type Options = &'static [(&'static str, &'static str)];

const DAY_MS: i64 = 86_400_000;

thread_local! {
    // Making a formatter takes longer than formatting a whole list with it.
    static FORMATTERS: RefCell<HashMap<(&'static str, Options), Function>> = RefCell::new(HashMap::new());
}

/// Writes a point in time in the language of a BCP 47 tag.
pub fn format(tag: &'static str, options: Options, at: Timestamp) -> String {
    let date = JsValue::from_f64(at.0 as f64);
    let formatter = FORMATTERS
        .with_borrow_mut(|known| known.entry((tag, options)).or_insert_with(|| formatter(tag, options)).clone());
    formatter.call1(&JsValue::UNDEFINED, &date).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// The number of the local day; consecutive days have consecutive numbers.
pub fn day(at: Timestamp) -> i64 {
    let offset = Date::new(&JsValue::from_f64(at.0 as f64)).get_timezone_offset();
    (at.0 - offset as i64 * 60_000).div_euclid(DAY_MS)
}

/// The person's own region decides how their language writes a date: 2 pm is `14:00` in most of the world.
fn locales(tag: &str) -> Array {
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let own = languages().into_iter().filter(|own| language(own) == language(tag));
    own.chain([tag.to_owned()]).map(JsValue::from).collect()
}

fn formatter(tag: &str, options: Options) -> Function {
    let object = Object::new();
    for (name, value) in options {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    Intl::DateTimeFormat::new(&locales(tag), &object).format()
}
