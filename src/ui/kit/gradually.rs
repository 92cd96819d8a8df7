//! A long list, drawn in parts: a screenful at once, the rest while the page stays ready to answer.

use std::time::Duration;

use leptos::prelude::*;

/// So many rows are drawn at once: more than any screen shows.
pub const FIRST: usize = 40;
/// So many follow with each frame.
const STEP: usize = 40;

/// How many of so many rows are to be drawn by now. A list that was empty begins anew.
pub fn gradually(count: impl Fn() -> usize + 'static) -> ReadSignal<usize> {
    let (drawn, draw) = signal(FIRST);
    let waiting = StoredValue::new(false);
    Effect::new(move |_| {
        let count = count();
        if count == 0 {
            draw.set(FIRST);
        } else if drawn.get() < count && !waiting.get_value() {
            waiting.set_value(true);
            let more = move || {
                // Whoever left the page in the meantime needs no rows.
                let _ = waiting.try_set_value(false);
                draw.try_update(|drawn| *drawn += STEP);
            };
            // The frame paints what is there; only then there is time for more.
            request_animation_frame(move || set_timeout(more, Duration::ZERO));
        }
    });
    drawn
}
