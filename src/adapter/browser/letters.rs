//! Letters of all scripts: the browser knows them anyway, and its tables weigh nothing.

use js_sys::JsString;

/// A text without capitals.
pub fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}
