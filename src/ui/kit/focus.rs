//! Where the keyboard is.

use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Gives an element the focus as soon as it is in the page.
pub fn focus_when_there<E>(node: NodeRef<E>)
where
    E: ElementType + 'static,
    E::Output: JsCast + AsRef<Element> + Clone + 'static,
{
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            focus(element.as_ref());
        }
    });
}

/// Gives an element the focus.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // Refused only by elements that cannot have the focus.
        let _ = element.focus();
    }
}

/// Brings the element of this id into view, and gives it the focus. False if there is none.
pub fn lead_to(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    // So that it can have the focus at all, from now on.
    let _ = element.set_attribute("tabindex", "-1");
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    focus(&element);
    true
}

/// Gives the heading of a part of the page the focus, unless something in that part has it.
pub fn focus_heading(part: &Element) {
    let active = document().active_element();
    if active.is_some_and(|active| part.contains(Some(&active))) {
        return;
    }
    if let Ok(Some(heading)) = part.query_selector("h1, h2") {
        focus(&heading);
    }
}
