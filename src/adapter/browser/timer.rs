//! Doing something later.

use std::time::Duration;

use leptos::prelude::set_timeout;

/// Does something once, after a while.
pub fn later(wait: Duration, work: Box<dyn FnOnce()>) {
    set_timeout(work, wait);
}
