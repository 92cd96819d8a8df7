//! The timelines of a tab: of the chats that are open, of the one that somebody is about to open, and of those that
//! were open a moment ago or may be opened next.

use std::collections::{HashMap, VecDeque};

use leptos::prelude::*;

use super::Session;
use super::timeline::Timeline;
use crate::backend::protocol::PAGE;
use crate::backend::{Command, Watch};
use crate::domain::id::ChatId;

/// So many that are not open are kept.
const KEPT: usize = 16;

/// Follows a chat.
type Begin = fn(&Session, ChatId);

/// All of them; a copy of a reference.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Timelines {
    told: StoredValue<HashMap<ChatId, Timeline>>,
    /// The chat that somebody is about to open.
    ahead: StoredValue<Option<ChatId>>,
    left: StoredValue<VecDeque<(ChatId, Timeline)>>,
    /// It comes with the part of the program that shows chats: before that is here, nothing is begun ahead of time.
    begin: StoredValue<Option<Begin>>,
}

impl Timelines {
    /// The one that is told of.
    pub(super) fn get(self, chat: &ChatId) -> Option<Timeline> {
        self.told.with_value(|all| all.get(chat).cloned())
    }

    /// Nothing of whoever acted holds any more.
    pub(super) fn forget(self) {
        self.left.update_value(VecDeque::clear);
        // Nobody follows it for whoever comes next.
        if let Some(chat) = self.ahead.try_update_value(Option::take).flatten() {
            self.told.update_value(|all| drop(all.remove(&chat)));
        }
    }

    /// One that is not told of any more. One that was scrolled far up is no faster than a new one.
    fn leave(self, chat: ChatId) {
        let Some(timeline) = self.told.try_update_value(|all| all.remove(&chat)).flatten() else { return };
        let is_short = untrack(|| timeline.rows.with(|rows| rows.len() <= PAGE as usize));
        if !is_short || timeline.failure.with_untracked(Option::is_some) {
            return;
        }
        timeline.typing.set(Vec::new());
        self.left.update_value(|left| {
            left.push_back((chat, timeline));
            if left.len() > KEPT {
                left.pop_front();
            }
        });
    }

    /// Keeps what was read of a chat that is not open. Those that were open stay longer.
    pub(super) fn keep(self, chat: ChatId, timeline: Timeline) {
        drop(self.back(&chat));
        self.left.update_value(|left| {
            if left.len() < KEPT && self.get(&chat).is_none() {
                left.push_front((chat, timeline));
            }
        });
    }

    /// One that is kept.
    fn back(self, chat: &ChatId) -> Option<Timeline> {
        let found = self.left.try_update_value(|left| {
            let at = left.iter().position(|(kept, _)| kept == chat)?;
            left.remove(at)
        });
        found.flatten().map(|(_, timeline)| timeline)
    }
}

impl Session {
    /// Begins to follow the messages of a chat. Those that it had when it was left a moment ago are there at once.
    pub fn watch_timeline(&self, chat: ChatId) -> Timeline {
        self.heed_talk();
        self.timelines.begin.set_value(Some(Self::begin_timeline));
        let is_ahead =
            self.timelines.ahead.try_update_value(|ahead| ahead.take_if(|it| *it == chat)).flatten().is_some();
        if !is_ahead {
            self.begin_timeline(chat.clone());
        }
        // What was just begun is there.
        self.timelines.get(&chat).unwrap_or_else(|| Timeline::new(self.platform.day))
    }

    /// Stops to follow the messages of a chat.
    pub fn leave_timeline(&self, chat: ChatId) {
        self.timelines.leave(chat.clone());
        self.client.tell(Command::Unwatch(Watch::Timeline(chat)));
    }

    /// Somebody is about to open a chat: whoever presses a row means to.
    pub fn prepare(&self, chat: ChatId) {
        let Some(begin) = self.timelines.begin.get_value() else { return };
        if self.timelines.get(&chat).is_none() {
            self.give_up_ahead();
            self.timelines.ahead.set_value(Some(chat.clone()));
            begin(self, chat);
        }
    }

    /// Whoever was about to open a chat did something else.
    pub fn give_up_ahead(&self) {
        if let Some(chat) = self.timelines.ahead.try_update_value(Option::take).flatten() {
            self.leave_timeline(chat);
        }
    }

    fn begin_timeline(&self, chat: ChatId) {
        let timeline = self.timelines.back(&chat).unwrap_or_else(|| Timeline::new(self.platform.day));
        self.timelines.told.update_value(|all| drop(all.insert(chat.clone(), timeline.clone())));
        let answer = self.client.run(Command::Watch(Watch::Timeline(chat)));
        self.spawn(async move {
            if let Err(failure) = answer.await {
                timeline.failure.set(Some(failure));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::client::Wish;
    use crate::backend::diff::VectorDiff;
    use crate::backend::{Event, Update};
    use crate::domain::time::Timestamp;
    use crate::view_model::fake;

    fn chat(n: u8) -> ChatId {
        ChatId::random([n; 16])
    }

    fn watch(n: u8) -> Command {
        Command::Watch(Watch::Timeline(chat(n)))
    }

    fn unwatch(n: u8) -> Command {
        Command::Unwatch(Watch::Timeline(chat(n)))
    }

    #[test]
    fn a_chat_that_was_left_a_moment_ago_shows_at_once_what_it_had() {
        let (session, mut backend) = fake::open_session();
        let first = session.watch_timeline(chat(1));
        backend.tell(Update::Event(Event::Timeline {
            chat: chat(1),
            diffs: vec![VectorDiff::Reset(vec![fake::message(1, 2, Timestamp(1))])],
            has_older: false,
        }));
        assert_eq!(untrack(|| first.rows.with(|rows| rows.len())), 1);
        session.leave_timeline(chat(1));
        let again = session.watch_timeline(chat(1));
        assert_eq!(untrack(|| again.rows.with(|rows| rows.len())), 1);
        backend.skip(&[watch(1), unwatch(1), watch(1)]);
        session.leave_timeline(chat(1));
        session.switch(fake::person(9));
        let fresh = session.watch_timeline(chat(1));
        assert!(!untrack(|| fresh.rows.is_known()), "somebody else sees nothing of it");
    }

    #[test]
    fn a_chat_that_was_about_to_be_opened_is_followed_anew_for_whoever_acts_next() {
        let (session, mut backend) = fake::open_session();
        session.watch_timeline(chat(1));
        session.prepare(chat(2));
        session.switch(fake::person(9));
        session.watch_timeline(chat(2));
        let mut watched = Vec::new();
        while let Some(Wish::Call(call)) = backend.next() {
            watched.push(call.command);
        }
        assert_eq!(watched.iter().filter(|command| **command == watch(2)).count(), 2);
    }

    #[test]
    fn a_chat_that_is_about_to_be_opened_is_followed_once_and_given_up_with_the_next() {
        let (session, mut backend) = fake::open_session();
        session.prepare(chat(1));
        let open = session.watch_timeline(chat(2));
        session.prepare(chat(2));
        session.prepare(chat(3));
        session.prepare(chat(3));
        session.prepare(chat(4));
        session.watch_timeline(chat(4));
        session.give_up_ahead();
        backend.skip(&[watch(2), watch(3), unwatch(3), watch(4)]);
        backend.expect_nothing();
        drop(open);
    }
}
