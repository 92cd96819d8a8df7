//! Two devices that compare seven pictures.

use leptos::prelude::*;

use crate::backend::Command;
use crate::backend::protocol::HomeCommand;
use crate::domain::emoji::EMOJI;
use crate::domain::id::PersonId;
use crate::domain::safety::Comparison;
use crate::view_model::Session;

/// One of the seven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The picture.
    pub emoji: &'static str,
    /// What it is called.
    pub name: &'static str,
}

/// What there is to see and to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparing {
    /// Somebody wants to compare.
    Asked(String),
    /// The other one is waited for.
    Waiting(&'static str),
    /// The pictures are compared.
    Look(Vec<Picture>),
    /// It is over; `true` when somebody may be listening.
    Over(&'static str, bool),
}

impl Session {
    /// What is being compared, in words.
    pub fn comparing(&self) -> Option<Comparing> {
        let texts = &self.texts().security.comparison;
        let safety = self.safety.read();
        Some(match safety.as_ref()?.comparison.as_ref()? {
            Comparison::Asked { own: true, .. } => Comparing::Asked(texts.asked_own.into()),
            Comparison::Asked { by, .. } => Comparing::Asked((texts.asked)(by.as_str())),
            Comparison::Waiting => Comparing::Waiting(texts.waiting),
            Comparison::Emoji(numbers) => Comparing::Look(pictures(numbers, texts.names)),
            Comparison::Done => Comparing::Over(texts.done, false),
            Comparison::Failed { mismatch: false } => Comparing::Over(texts.failed, false),
            Comparison::Failed { mismatch: true } => Comparing::Over(texts.mismatch, true),
        })
    }

    /// Wants to compare with one's own other devices, or with somebody.
    pub fn compare(&self, with: Option<PersonId>) {
        self.act(Command::Home(HomeCommand::Compare { with }));
    }

    /// Agrees to compare.
    pub fn accept_comparison(&self) {
        self.act(Command::Home(HomeCommand::AcceptComparison));
    }

    /// What both see is the same, or it is not.
    pub fn confirm_comparison(&self, same: bool) {
        self.act(Command::Home(HomeCommand::ConfirmComparison { same }));
    }

    /// Gives it up, or puts away how it ended.
    pub fn cancel_comparison(&self) {
        let going = self.safety.with_untracked(|safety| safety.as_ref().is_some_and(|it| it.comparison.is_some()));
        if going {
            self.act(Command::Home(HomeCommand::CancelComparison));
        }
    }
}

/// A number that is not in the table stands for nothing that could be compared.
fn pictures(numbers: &[u8], names: &'static [&'static str; 64]) -> Vec<Picture> {
    let picture = |number: &u8| {
        let at = usize::from(*number);
        Some(Picture { emoji: EMOJI.get(at)?, name: names.get(at)? })
    };
    numbers.iter().filter_map(picture).collect()
}
