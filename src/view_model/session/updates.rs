//! What the backend tells, put where it belongs.

use leptos::prelude::*;

use super::Session;
use crate::backend::diff::OutOfStep;
use crate::backend::{Command, Event, Update, Watch};

impl Session {
    /// Takes in one update.
    pub(super) fn apply(&self, update: Update) {
        match update {
            Update::Engine(state) => self.engine.set(state),
            Update::Event(event) => self.told(event),
        }
    }

    fn told(&self, event: Event) {
        match event {
            Event::Profiles(diffs) => self.mend(self.profiles.apply(diffs), self.profiles.is_known(), Watch::Profiles),
            Event::Contacts(diffs) => self.mend(self.contacts.apply(diffs), self.contacts.is_known(), Watch::Contacts),
            Event::Chats(diffs) => self.mend(self.chats.apply(diffs), self.chats.is_known(), Watch::Chats),
            Event::Timeline { chat, diffs, has_older } => {
                let timeline = self.timelines.with_value(|all| all.get(&chat).cloned());
                // What comes after the chat was left is for nobody.
                let Some(timeline) = timeline else { return };
                let result = timeline.apply(diffs, has_older);
                self.mend(result, timeline.rows.is_known(), Watch::Timeline(chat));
            }
            Event::Meeting(diffs) => drop(self.meeting.apply(diffs)),
            Event::Typing { chat, people } => {
                if let Some(timeline) = self.timelines.with_value(|all| all.get(&chat).cloned()) {
                    timeline.typing.set(people);
                }
            }
            Event::Link(link) => self.link.set(link),
            Event::Safety(safety) => self.safety.set(Some(*safety)),
            event => self.told_of_group(event),
        }
    }

    /// A change that does not fit means that one was lost: ask for the whole list again.
    /// Before the list is known it means nothing, since the whole list is on its way.
    pub(in crate::view_model) fn mend(&self, result: Result<(), OutOfStep>, known: bool, watch: Watch) {
        if result.is_err() && known {
            self.client.tell(Command::Unwatch(watch.clone()));
            self.client.tell(Command::Watch(watch));
        }
    }
}
