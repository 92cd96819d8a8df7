//! The page as a whole: title, language, theme, and what `index.html` put there.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlMetaElement, Url};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The folder that the page is in, without query and fragment: where the app is.
pub fn base() -> String {
    let here = document().and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default();
    Url::new_with_base("./", &here).map(|url| url.href()).unwrap_or_default()
}

/// Names the page, in the tab and in the history.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Says which language the page is in.
pub fn set_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // The names of these attributes are valid, so setting them cannot fail.
        let _ = root.set_attribute("lang", tag);
    }
}

/// Chooses light or dark; `None` is whatever the device says.
pub fn set_theme(theme: Option<&str>) {
    let Some(document) = document() else { return };
    if let Some(root) = document.document_element() {
        let _ = match theme {
            Some(theme) => root.set_attribute("data-theme", theme),
            None => root.remove_attribute("data-theme"),
        };
    }
    color_bars(&document, theme);
}

/// Gives the browser's own bars the colour of the theme. The page has one element for light, then one for dark.
fn color_bars(document: &Document, theme: Option<&str>) {
    let Ok(bars) = document.query_selector_all(r#"meta[name="theme-color"]"#) else { return };
    for (at, scheme) in (0..).zip(["light", "dark"]) {
        let media = match theme {
            Some(theme) if theme == scheme => "all".into(),
            Some(_) => "not all".into(),
            None => format!("(prefers-color-scheme: {scheme})"),
        };
        if let Some(bar) = bars.item(at).and_then(|node| node.dyn_into::<Element>().ok()) {
            let _ = bar.set_attribute("media", &media);
        }
    }
}

/// What a `<meta>` element of the page says.
pub fn meta(name: &str) -> Option<String> {
    let meta = document()?.query_selector(&format!("meta[name={name}]")).ok()??;
    Some(meta.dyn_into::<HtmlMetaElement>().ok()?.content())
}

/// Takes an element away.
pub fn remove(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.remove();
    }
}

/// Shows an element that is in the page and hidden.
pub fn unhide(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.set_hidden(false);
    }
}

/// The id of the element that has the focus, if it has an id.
pub fn focused_id() -> Option<String> {
    document()?.active_element().map(|element| element.id()).filter(|id| !id.is_empty())
}

/// Gives an element the focus.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// An element, by its id.
pub fn element(id: &str) -> Option<web_sys::Element> {
    document()?.get_element_by_id(id)
}
