//! What the backend tells, put where it belongs.

use leptos::prelude::{Update as _, *};

use super::Session;
use crate::backend::diff::OutOfStep;
use crate::backend::{Command, Event, Update, Watch};

/// What only some pages watch. They bring what takes it in, so that a first visit does not fetch it.
#[derive(Debug, Clone, Copy)]
pub(in crate::view_model) enum Topic {
    /// The messages of chats.
    Talk,
    /// Groups, their members and their logs.
    Groups,
    /// Who is at a meeting.
    Meeting,
    /// Programs.
    Shelf,
}

/// What takes in what is told, by topic.
pub(super) type Hearers = [Option<fn(&Session, Event)>; 4];

impl Session {
    /// Takes in one update.
    pub(super) fn apply(&self, update: Update) {
        match update {
            Update::Engine(state) => self.engine.set(state),
            Update::Event(event) => self.told(event),
            Update::Left => self.left(),
        }
    }

    fn told(&self, event: Event) {
        match event {
            Event::Profiles(diffs) => self.mend(self.profiles.apply(diffs), self.profiles.is_known(), Watch::Profiles),
            Event::Contacts(diffs) => self.mend(self.contacts.apply(diffs), self.contacts.is_known(), Watch::Contacts),
            Event::Chats(diffs) => self.mend(self.chats.apply(diffs), self.chats.is_known(), Watch::Chats),
            Event::Link(link) => self.link.set(link),
            Event::Safety(safety) => self.safety.set(Some(*safety)),
            Event::Faces(faces) => self.faces.update(|known| {
                for (person, picture) in faces {
                    match picture {
                        Some(picture) => drop(known.insert(person, picture)),
                        None => drop(known.remove(&person)),
                    }
                }
            }),
            event @ (Event::Timeline { .. } | Event::Typing { .. }) => self.hear(Topic::Talk, event),
            event @ (Event::Group(_) | Event::Members { .. } | Event::Log { .. }) => self.hear(Topic::Groups, event),
            event @ Event::Meeting(_) => self.hear(Topic::Meeting, event),
            event @ (Event::Shelf { .. } | Event::Updates { .. } | Event::Live { .. } | Event::Events { .. }) => {
                self.hear(Topic::Shelf, event)
            }
        }
    }

    /// Whoever watches something hears of it; what comes after they left is for nobody.
    fn hear(&self, topic: Topic, event: Event) {
        if let Some(hear) = self.hearers.with_value(|all| all[topic as usize]) {
            hear(self, event);
        }
    }

    /// Has what is told about a topic taken in from now on.
    pub(in crate::view_model) fn heed(&self, topic: Topic, hear: fn(&Self, Event)) {
        self.hearers.update_value(|all| all[topic as usize] = Some(hear));
    }

    /// Has what is told about chats that are followed taken in.
    pub(in crate::view_model) fn heed_talk(&self) {
        self.heed(Topic::Talk, Self::told_of_talk);
    }

    fn told_of_talk(&self, event: Event) {
        let (Event::Timeline { chat, .. } | Event::Typing { chat, .. }) = &event else { return };
        let Some(timeline) = self.timelines.get(chat) else { return };
        match event {
            Event::Timeline { chat, diffs, has_older } => {
                let result = timeline.apply(diffs, has_older);
                self.mend(result, timeline.rows.is_known(), Watch::Timeline(chat));
            }
            Event::Typing { people, .. } => timeline.typing.set(people),
            _ => {}
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
