//! What a program hears of the shell that it did not ask for.

use leptos::prelude::*;

use super::{Phase, Running, Told};
use crate::domain::mini::host::CallId;

/// What answers nothing that was asked.
const NEWS: CallId = 0;

impl Running {
    /// The person goes back: true if the program hears of it, and decides what that is.
    pub fn back(&self) -> bool {
        let hears = self.goes_back.get_untracked() && *self.phase.read_untracked() == Phase::Running;
        if hears {
            self.happened("back");
        }
        hears
    }

    /// Tells it that something has happened.
    pub(super) fn happened(&self, event: &str) {
        self.tell(NEWS, Told::Text(event.into()));
    }
}
