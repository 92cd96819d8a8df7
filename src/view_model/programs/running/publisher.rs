//! Whoever made a program, and how they are reached.

use leptos::prelude::*;

use super::Running;

impl Running {
    /// Where its publisher wants to hear of it.
    pub fn contact(&self) -> Option<String> {
        let row = self.session.programs.row(&self.id.get_untracked()?)?;
        row.value.with_untracked(|it| it.manifest.contact().map(ToOwned::to_owned))
    }

    /// Goes there, out of the app.
    pub fn write_to_publisher(&self, address: &str) {
        self.session.frames().iter().for_each(|frames| (frames.leave)(address));
    }
}
