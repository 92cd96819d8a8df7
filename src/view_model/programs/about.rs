//! One program: what it is, what it may do, what it asked for, and taking it away.

use leptos::prelude::*;

use super::super::Session;
use crate::backend::Failure;
use crate::backend::shelf::{ShelfAnswer, ShelfCommand};
use crate::domain::mini::broker::{Line, Standing};
use crate::domain::mini::capability::{Capability, Holds};
use crate::domain::mini::program::{About, Program, ProgramId};
use crate::route::Route;
use crate::view_model::bubble::length;

/// Something that a program may ask for, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// What.
    pub capability: Capability,
    /// In words.
    pub name: &'static str,
    /// Why, in the publisher's words.
    pub reason: String,
    /// What was said for good.
    pub standing: Option<Standing>,
    /// A yes can hold from now on.
    pub always: bool,
}

/// The page; a clone is the same one.
#[derive(Debug, Clone)]
pub struct AboutProgram {
    /// Which program.
    pub id: ProgramId,
    about: ArcRwSignal<Option<About>>,
    session: Session,
}

impl AboutProgram {
    /// The page of a program.
    pub fn new(session: &Session, id: ProgramId) -> Self {
        let page = Self { id, about: ArcRwSignal::new(None), session: session.clone() };
        page.look();
        page
    }

    /// The program, while it is there.
    pub fn program(&self) -> Option<Program> {
        self.session.programs.row(&self.id).map(|row| row.value.get())
    }

    /// What it may ask for.
    pub fn permissions(&self) -> Vec<Permission> {
        let names = self.session.texts().programs.capability;
        let listed = |(capability, reason, standing): &(Capability, String, Option<Standing>)| Permission {
            capability: *capability,
            name: names(*capability),
            reason: reason.clone(),
            standing: *standing,
            always: capability.holds() == Holds::Always,
        };
        self.about.with(|about| about.iter().flat_map(|about| about.wants.iter().map(listed)).collect())
    }

    /// What it asked for, the newest first, in words.
    pub fn log(&self) -> Vec<String> {
        let (texts, clock) = (&self.session.texts().programs, self.session.clock());
        let words = |line: &Line| {
            let became = (texts.became)(line.refused);
            let times = if line.times > 1 { format!(" × {}", line.times) } else { String::new() };
            format!("{} · {}{times} · {became}", clock.full(line.at), (texts.capability)(line.capability))
        };
        self.about.with(|about| about.iter().flat_map(|about| about.log.iter().rev().map(words)).collect())
    }

    /// How much it keeps, in words; nothing as long as it is not known.
    pub fn kept(&self) -> Option<String> {
        self.about.with(|about| about.as_ref().map(|about| self.size(about.kept)))
    }

    /// A size in words.
    pub fn size(&self, bytes: u64) -> String {
        length(bytes)
    }

    /// SHA-256 of its package.
    pub fn hash(&self) -> String {
        self.about.with(|about| about.as_ref().map(|about| about.hash.clone()).unwrap_or_default())
    }

    /// Who signed its package, in words; nothing as long as it is not known.
    pub fn signer(&self) -> Option<String> {
        let words = self.session.texts().programs.signer;
        self.about.with(|about| about.as_ref().map(|about| words(&about.signer)))
    }

    /// Says something for good, or takes it back.
    pub fn permit(&self, capability: Capability, standing: Option<Standing>) {
        self.run(ShelfCommand::Permit { program: self.id.clone(), capability, standing });
    }

    /// Has it stand before the others, or no longer.
    pub fn pin(&self, on: bool) {
        self.run(ShelfCommand::Pin { program: self.id.clone(), on });
    }

    /// Goes back to the version before.
    pub fn go_back(&self) {
        self.session.end_parked(&self.id);
        self.run(ShelfCommand::GoBack { program: self.id.clone() });
    }

    /// Takes away what it kept.
    pub fn empty(&self) {
        // What goes on out of sight still knows what it kept.
        self.session.end_parked(&self.id);
        self.run(ShelfCommand::Empty { program: self.id.clone() });
    }

    /// Takes it away.
    pub fn uninstall(&self) {
        let onward = self.session.onward();
        self.session.end_parked(&self.id);
        let answer = self.session.shelf(&ShelfCommand::Uninstall { program: self.id.clone() });
        let session = self.session.clone();
        self.session.spawn(async move {
            match answer.await {
                Ok(_) => onward.replace(Route::Programs),
                Err(failure) => session.alert(&failure),
            }
        });
    }

    fn run(&self, command: ShelfCommand) {
        let answer = self.session.shelf(&command);
        let page = self.clone();
        self.session.spawn(async move {
            if let Err(failure) = answer.await {
                page.session.alert(&failure);
            }
            page.look();
        });
    }

    fn look(&self) {
        let answer = self.session.shelf(&ShelfCommand::Look { program: self.id.clone() });
        let page = self.clone();
        self.session.spawn(async move {
            match answer.await {
                Ok(ShelfAnswer::About(about)) => page.about.set(Some(*about)),
                // It is gone: the page says so.
                Ok(_) | Err(Failure::NotFound) => page.about.set(None),
                Err(failure) => page.session.alert(&failure),
            }
        });
    }
}
