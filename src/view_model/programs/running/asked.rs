//! What a program asks of the person, one thing after the other.

use std::collections::VecDeque;
use std::time::Duration;

use leptos::prelude::*;

use super::Place;
use crate::domain::id::ChatId;
use crate::domain::mini::broker::{Reply, Standing};
use crate::domain::mini::capability::Capability;
use crate::domain::mini::host::{Effect, Request};
use crate::view_model::Platform;

/// So long a question is there before a yes counts: nobody says yes to what came up under their finger.
const READING: Duration = Duration::from_millis(600);
/// Questions that wait for the person; more are refused, and more than one with a file.
const MAX_ASKED: usize = 8;

/// Something that a program asks of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// For what.
    pub capability: Capability,
    /// Why, in the publisher's words.
    pub reason: String,
    /// What will be done.
    pub effect: Effect,
    /// A yes can hold from now on.
    pub always: bool,
    pub(super) request: Request,
}

/// What the person chooses, where a yes alone does not say it all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A chat.
    Chat(ChatId),
    /// Somebody, by their name.
    Contact(String),
}

/// What has to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chooses {
    /// Nothing: a yes says it all.
    Nothing,
    /// A chat.
    Chat,
    /// A contact.
    Contact,
}

impl Asked {
    /// What the person has to choose, where the program is open.
    pub fn chooses(&self, place: &Place) -> Chooses {
        match &self.effect {
            Effect::Send(letter) if letter.here && place.card().is_some() => Chooses::Nothing,
            Effect::Send(_) | Effect::Share => Chooses::Chat,
            Effect::Pick => Chooses::Contact,
            _ => Chooses::Nothing,
        }
    }
}

/// All that waits for the person; a clone is the same.
#[derive(Debug, Clone)]
pub struct Questions {
    /// The first is shown.
    pub all: ArcRwSignal<VecDeque<Asked>>,
    /// True once the first could be read.
    pub readable: ArcRwSignal<bool>,
    /// Counts what was shown: the time to read is that of the one that is there.
    shown: ArcStoredValue<u32>,
    platform: Platform,
}

impl Questions {
    pub(super) fn new(platform: Platform) -> Self {
        let (all, readable, shown) = (ArcRwSignal::default(), ArcRwSignal::new(false), ArcStoredValue::new(0));
        Self { all, readable, shown, platform }
    }

    /// Asks something as soon as nothing else is asked; false if too much waits already.
    pub(super) fn put(&self, asked: Asked) -> bool {
        let brings_file = |it: &Asked| it.request.file.is_some();
        let (waiting, file_waits) = self.all.with_untracked(|all| (all.len(), all.iter().any(brings_file)));
        if waiting >= MAX_ASKED || file_waits && brings_file(&asked) {
            return false;
        }
        self.all.update(|all| all.push_back(asked));
        if waiting == 0 {
            self.show();
        }
        true
    }

    /// The first question comes up, or comes up again.
    pub(super) fn show(&self) {
        self.shown.update_value(|shown| *shown += 1);
        self.readable.set(false);
        let (readable, shown, this) = (self.readable.clone(), self.shown.clone(), self.shown.get_value());
        let read = move || {
            if shown.try_get_value() == Some(this) {
                readable.set(true);
            }
        };
        (self.platform.later)(READING, Box::new(read));
    }

    /// Takes the question that was answered; nothing if it could not have been read before a yes.
    pub(super) fn answered(&self, reply: Reply) -> Option<Asked> {
        let says_no = matches!(reply, Reply::No | Reply::ForGood(Standing::Never));
        if !says_no && !self.readable.get_untracked() {
            return None;
        }
        let asked = self.all.try_update(VecDeque::pop_front).flatten();
        self.show();
        asked
    }

    /// Asks no more whether this may be done.
    pub(super) fn withdraw(&self, effect: &Effect) -> VecDeque<Asked> {
        let (gone, rest): (VecDeque<_>, _) = self.all.get_untracked().into_iter().partition(|it| it.effect == *effect);
        if !gone.is_empty() {
            self.all.set(rest);
            self.show();
        }
        gone
    }

    pub(super) fn clear(&self) {
        self.all.update(VecDeque::clear);
    }
}
