//! The messages of one chat, each with its place among its neighbours.

use leptos::prelude::*;

use super::rows::{Keyed, Rows, put};
use crate::backend::Failure;
use crate::backend::diff::{OutOfStep, VectorDiff};
use crate::domain::id::{MessageId, PersonId};
use crate::domain::message::{Body, Delivery, Message};
use crate::domain::name::Name;
use crate::domain::time::Timestamp;

/// Messages of one person this near to each other belong together.
pub const TOGETHER_MS: i64 = 5 * 60 * 1000;

/// Where a message stands among its neighbours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// It begins what one person says in one go.
    pub first: bool,
    /// It ends what one person says in one go.
    pub last: bool,
    /// It is the first one of its day.
    pub new_day: bool,
}

/// A message in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What was said.
    pub message: Message,
    /// Where it stands.
    pub place: Place,
}

impl Keyed for Entry {
    type Key = MessageId;
    fn key(&self) -> MessageId {
        self.message.id.clone()
    }
}

/// The messages that are loaded; a clone is the same timeline.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The messages, the oldest first.
    pub rows: Rows<Entry>,
    /// True while there are older ones to load.
    pub has_older: ArcRwSignal<bool>,
    /// Why there are none to see.
    pub failure: ArcRwSignal<Option<Failure>>,
    /// Who is writing right now, besides the reader.
    pub typing: ArcRwSignal<Vec<Name>>,
    day: fn(Timestamp) -> i64,
}

impl Timeline {
    /// A timeline that was not told yet; `day` gives the number of a local day.
    pub fn new(day: fn(Timestamp) -> i64) -> Self {
        Self {
            rows: Rows::default(),
            has_older: ArcRwSignal::new(false),
            failure: ArcRwSignal::new(None),
            typing: ArcRwSignal::new(Vec::new()),
            day,
        }
    }

    /// Carries out changes, and finds the new place of each message.
    pub fn apply(&self, diffs: Vec<VectorDiff<Message>>, has_older: bool) -> Result<(), OutOfStep> {
        let entry = |message: Message| Entry { message, place: Place::default() };
        let diffs = diffs.into_iter().map(|change| change.map(entry)).collect();
        let result = self.rows.apply(diffs);
        self.find_places();
        put(&self.has_older, has_older);
        result
    }

    /// The place in the chat of the last message that has one; 0 if none has.
    pub fn last_seq(&self) -> u64 {
        self.rows.with(|rows| rows.iter().rev().find_map(|row| row.value.with(|entry| entry.message.seq))).unwrap_or(0)
    }

    /// How many messages of others came after a place.
    pub fn count_after(&self, seq: u64, me: &PersonId) -> u32 {
        let counts = |Entry { message, .. }: &Entry| {
            message.seq.is_some_and(|at| at > seq) && message.sender != *me && !is_notice(message)
        };
        self.rows.with(|rows| rows.iter().rev().filter(|row| row.value.with_untracked(counts)).count() as u32)
    }

    /// When somebody else last said something.
    pub fn last_of_others(&self, me: &PersonId) -> Option<Timestamp> {
        let theirs = |entry: &Entry| entry.message.sender != *me && !is_notice(&entry.message);
        self.rows
            .with(|rows| rows.iter().rev().find(|row| row.value.with_untracked(theirs)).cloned())
            .map(|row| row.value.with_untracked(|entry| entry.message.at))
    }

    /// The last message of a person that they can still change.
    pub fn last_of(&self, person: &PersonId) -> Option<Message> {
        let fits = |entry: &Entry| entry.message.sender == *person && is_editable(&entry.message);
        self.rows
            .with(|rows| rows.iter().rev().find(|row| row.value.with_untracked(fits)).cloned())
            .map(|row| row.value.with_untracked(|entry| entry.message.clone()))
    }

    fn find_places(&self) {
        let rows = untrack(|| self.rows.get());
        let mark = |at: usize| {
            rows.get(at).map(|row| {
                row.value.with_untracked(|Entry { message, .. }| {
                    let speaker = (!is_notice(message)).then(|| message.sender.clone());
                    (speaker, message.at, (self.day)(message.at))
                })
            })
        };
        let mut before = None;
        let mut here = mark(0);
        for (at, row) in rows.iter().enumerate() {
            let after = mark(at + 1);
            let place = Place {
                first: !together(before.as_ref(), here.as_ref()),
                last: !together(here.as_ref(), after.as_ref()),
                new_day: before.as_ref().map(|mark| mark.2) != here.as_ref().map(|mark| mark.2),
            };
            row.value.maybe_update(|entry| {
                let changed = entry.place != place;
                entry.place = place;
                changed
            });
            before = here;
            here = after;
        }
    }
}

/// True when the words of a message can be changed: its own words, and nobody waits for it to arrive.
pub fn is_editable(message: &Message) -> bool {
    matches!(message.body, Body::Text(_)) && message.delivery == Delivery::Sent
}

/// True when nobody says anything: something happened.
pub fn is_notice(message: &Message) -> bool {
    matches!(message.body, Body::Notice(_) | Body::Tidings(_))
}

type Mark = (Option<PersonId>, Timestamp, i64);

fn together(a: Option<&Mark>, b: Option<&Mark>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.0.is_some() && a.0 == b.0 && a.2 == b.2 && (b.1.0 - a.1.0).abs() <= TOGETHER_MS)
}

#[cfg(test)]
mod tests;
