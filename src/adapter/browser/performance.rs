//! Marks of when something could be seen.

use leptos::prelude::request_animation_frame;

/// Notes the time at which what is in the page now was painted.
pub fn painted(name: &'static str) {
    // The first frame paints; what runs in the second one runs after that.
    request_animation_frame(move || request_animation_frame(move || mark(name)));
}

fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}
