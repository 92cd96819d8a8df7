//! Keeps the keyboard in a question of the app for as long as one is open.
//!
//! A program can take the focus to itself, even from a modal dialog, which makes everything else inert (seen in Chromium
//! 156). Nobody can have pressed anything in it meanwhile, so a frame that has the focus then is put out of sight until
//! the question is answered: what is not drawn is given no focus.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use super::super::listen::capture;

/// Marks a frame that is out of sight.
pub(super) const GRASPS: &str = "data-grasps";
const FRAMES: &str = ".program__frame";
const ASKED: &str = "dialog:modal";

thread_local! {
    static BEGUN: Cell<bool> = const { Cell::new(false) };
    /// What had the focus last in a question.
    static LAST: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// Begins, the first time.
pub(super) fn keep() {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document().filter(|_| !BEGUN.replace(true)) else { return };
    capture(&document, "focusin", |event| {
        let at = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
        if let Some(at) = at.filter(|at| at.closest(ASKED).is_ok_and(|it| it.is_some())) {
            LAST.set(Some(at));
        }
    });
    let of = document.clone();
    capture(&window, "blur", move |_| take_back(&of));
    let of = document.clone();
    capture(&document, "close", move |_| show_again(&of));
}

fn take_back(document: &Document) {
    let grasps = document.active_element().filter(|it| it.matches(FRAMES).unwrap_or_default());
    let (Some(frame), Ok(Some(question))) = (grasps, document.query_selector(ASKED)) else { return };
    // The name of the attribute is valid, so setting it cannot fail.
    let _ = frame.set_attribute(GRASPS, "");
    let last = LAST.with_borrow(Clone::clone).filter(|last| question.contains(Some(last)));
    let Some(back) = last.or_else(|| question.dyn_into().ok()) else { return };
    // While the browser still moves the focus, it goes nowhere else.
    wasm_bindgen_futures::spawn_local(async move {
        gloo_timers::future::sleep(Duration::ZERO).await;
        if let Some(window) = web_sys::window() {
            let _ = window.focus();
        }
        let _ = back.blur();
        let _ = back.focus();
    });
}

fn show_again(document: &Document) {
    if !matches!(document.query_selector(ASKED), Ok(None)) {
        return;
    }
    let Ok(frames) = document.query_selector_all(&format!("[{GRASPS}]")) else { return };
    let frames = (0..frames.length()).filter_map(|at| frames.item(at)?.dyn_into::<Element>().ok());
    frames.for_each(|frame| drop(frame.remove_attribute(GRASPS)));
}
