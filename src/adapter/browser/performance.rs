//! Marks of when something could be seen, and of how long it took.

use leptos::prelude::request_animation_frame;

/// Notes the time at which what is in the page now was painted.
pub fn painted(name: &'static str) {
    // The first frame paints; what runs in the second one runs after that.
    request_animation_frame(move || request_animation_frame(move || mark(name)));
}

/// Notes the time now, under a name.
pub fn mark(name: &'static str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}

/// Measures the time since the latest mark of a name, under the same name.
pub fn measure(name: &'static str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.measure_with_start_mark(name, name);
    }
}
