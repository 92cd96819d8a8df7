//! Where frames are that nobody looks at. A frame that is taken out of the page ends; one that is moved by
//! `moveBefore` (DOM Standard) goes on.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlIFrameElement};

use super::keyboard::GRASPS;

/// The id of the place.
const PLACE: &str = "program-parking";

/// The place, which is hidden.
pub(super) fn place() -> Option<Element> {
    let document = web_sys::window()?.document()?;
    if let Some(place) = document.get_element_by_id(PLACE) {
        return Some(place);
    }
    let place = document.create_element("div").ok()?;
    place.set_id(PLACE);
    place.set_attribute("hidden", "").ok()?;
    document.body()?.append_child(&place).ok()?;
    Some(place)
}

/// Moves a frame as it is; false if this browser cannot, or if either is not in the page.
pub(super) fn move_into(place: &Element, frame: &HtmlIFrameElement) -> bool {
    // Whatever it was hidden for is over.
    let _ = frame.remove_attribute(GRASPS);
    moves(place).is_some_and(|moves| moves.call2(place, frame, &JsValue::NULL).is_ok())
}

/// How this browser moves what is in the page, if it can.
pub(super) fn moves(place: &Element) -> Option<Function> {
    Reflect::get(place, &"moveBefore".into()).ok()?.dyn_into().ok()
}
