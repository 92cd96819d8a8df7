//! Whether somebody may be looking at the page.

use std::rc::Rc;

use web_sys::VisibilityState;

use super::listen::listen;

/// Tells whether the page can be seen, now and at each change; a page that goes away cannot.
pub fn follow(work: impl Fn(bool) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let visible = {
        let document = document.clone();
        move || document.visibility_state() != VisibilityState::Hidden
    };
    let work = Rc::new(work);
    work(visible());
    let change = Rc::clone(&work);
    listen(&document, "visibilitychange", move || change(visible()));
    let leave = Rc::clone(&work);
    listen(&window, "pagehide", move || leave(false));
    // A page can come back from the browser's memory as it was.
    listen(&window, "pageshow", move || work(true));
}
