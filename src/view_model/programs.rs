//! The shelf of programs: what is installed, and installing more.

mod about;
mod get;
mod running;
mod share;

use leptos::prelude::*;

use super::Session;
use super::rows::{Keyed, Row};
use super::session::{FromChat, Heard, Notice, Topic};
use crate::backend::shelf::{ShelfAnswer, ShelfCommand, ShelfEvent, answered, ask};
use crate::backend::{Answer, Command, Event, Failure, Watch};
use crate::domain::mini::MAX_PACKAGE_BYTES;
use crate::domain::mini::program::{Program, ProgramId};
use crate::domain::mini::refusal::PackageError;

pub use about::{AboutProgram, Permission};
pub use get::{GetProgram, SHIPPED};
pub use running::{Asked, Choice, Chooses, Phase, Place, RemoteRow, Running, SLOT, Somebody, Wants};
pub use share::{ShareProgram, chats};

/// The file input that packages come through.
pub const INPUT: &str = "install-file";

/// A package that the shelf has taken in.
struct Taken {
    program: ProgramId,
    name: String,
    /// The program was there before.
    update: bool,
}

impl Keyed for Program {
    type Key = ProgramId;
    fn key(&self) -> ProgramId {
        self.id.clone()
    }
}

impl Session {
    /// Asks something of the shelf of whoever acts.
    pub(super) fn shelf(&self, command: &ShelfCommand) -> impl Future<Output = Result<ShelfAnswer, Failure>> + use<> {
        let answer = self.acting.get_untracked().map(|me| self.client.run(ask(&me, command)));
        async move {
            match answer {
                Some(answer) => answered(answer.await),
                None => Err(Failure::NotOpen),
            }
        }
    }

    /// Installs a package, or says in words why not.
    async fn install(&self, file: String, package: Vec<u8>) -> Result<Taken, String> {
        if package.len() > MAX_PACKAGE_BYTES {
            return Err((self.texts().programs.refused)(&PackageError::TooLarge));
        }
        let taken = self.taken(self.shelf(&ShelfCommand::Install { file, package }).await)?;
        // The version before does not come back.
        self.end_parked(&taken.program);
        Ok(taken)
    }

    /// What became of a package on the shelf, or why nothing did, in words.
    fn taken(&self, answer: Result<ShelfAnswer, Failure>) -> Result<Taken, String> {
        let texts = self.texts();
        match answer {
            Ok(ShelfAnswer::Program { program, name, update }) => Ok(Taken { program, name, update }),
            Ok(ShelfAnswer::Refused(error)) => Err((texts.programs.refused)(&error)),
            Ok(ShelfAnswer::Full) => Err(texts.programs.full.into()),
            Ok(_) => Err((texts.failure)(&Failure::Malformed)),
            Err(failure) => Err((texts.failure)(&failure)),
        }
    }

    /// Has the programs of whoever acts told from now on.
    fn watch_shelf(&self) -> impl Future<Output = Result<Answer, Failure>> + use<> {
        self.heed(Topic::Shelf, Self::told_of_shelf);
        let answer = self.acting.get_untracked().map(|me| self.client.run(Command::Watch(Watch::Shelf(me))));
        async move {
            match answer {
                Some(answer) => answer.await,
                None => Err(Failure::NotOpen),
            }
        }
    }

    /// The same where there is no better place to say what failed than above the page.
    pub fn follow_shelf(&self) {
        let (answer, session) = (self.watch_shelf(), self.clone());
        self.spawn(async move {
            if let Err(failure) = answer.await {
                session.alert(&failure);
            }
        });
    }

    fn told_of_shelf(&self, event: Event) {
        let (owner, programs) = match event {
            Event::Shelf { owner, programs } => (owner, programs),
            Event::Updates { card, updates, .. } => {
                let each = updates.into_iter().map(|update| FromChat::Card(card.clone(), Heard::Update(update)));
                return self.shared.update(|shared| shared.extend(each));
            }
            Event::Live { card, data, .. } => {
                return self.shared.update(|shared| shared.push(FromChat::Card(card, Heard::Live(data))));
            }
            Event::Events { chat, events } => {
                return self.shared.update(|shared| shared.push(FromChat::Events(chat, events)));
            }
            _ => return,
        };
        if self.acting.get_untracked().as_ref() != Some(&owner) {
            return;
        }
        // Both ends are of one build: what cannot be read was not sent by the shelf.
        let Ok(diffs) = programs.open::<ShelfEvent>() else { return };
        self.mend(self.programs.apply(diffs), self.programs.is_known(), Watch::Shelf(owner));
    }
}

/// The page; a clone is the same one.
#[derive(Debug, Clone)]
pub struct Programs {
    /// What is looked for.
    pub query: ArcRwSignal<String>,
    /// True while a package is read and checked.
    pub busy: ArcRwSignal<bool>,
    /// What was wrong with the last package.
    pub wrong: ArcRwSignal<Option<String>>,
    /// Why nothing is known.
    pub failure: ArcRwSignal<Option<Failure>>,
    session: Session,
}

impl Programs {
    /// The shelf of whoever acts.
    pub fn new(session: &Session) -> Self {
        Self {
            query: ArcRwSignal::new(String::new()),
            busy: ArcRwSignal::new(false),
            wrong: ArcRwSignal::new(None),
            failure: ArcRwSignal::new(None),
            session: session.clone(),
        }
    }

    /// Begins to follow what is there.
    pub fn look(&self) {
        self.failure.set(None);
        self.session.frames().iter().for_each(|frames| (frames.warm)());
        let (answer, failure) = (self.session.watch_shelf(), self.failure.clone());
        self.session.spawn(async move { failure.set(answer.await.err()) });
    }

    /// True once it is known what is there.
    pub fn is_known(&self) -> bool {
        self.session.programs.is_known()
    }

    /// The programs that fit what is looked for, in order.
    pub fn shown(&self) -> Vec<Row<Program>> {
        let lower = self.session.platform.lower;
        let query = lower(self.query.read().trim());
        let fits = |program: &Program| {
            let manifest = &program.manifest;
            query.is_empty()
                || [manifest.name.as_str(), &manifest.description].iter().any(|it| lower(it).contains(&query))
        };
        self.session.programs.with(|rows| rows.iter().filter(|row| row.value.with(fits)).cloned().collect())
    }

    /// A package was chosen: it is in the input.
    pub fn chosen(&self) {
        let Some(files) = self.session.files() else { return };
        self.wrong.set(None);
        let Some(file) = (files.chosen)(INPUT).into_iter().next() else { return };
        if file.bytes > MAX_PACKAGE_BYTES as u64 {
            (files.forget)(INPUT);
            return self.wrong.set(Some((self.session.texts().programs.refused)(&PackageError::TooLarge)));
        }
        let read = (files.read)(INPUT, 0);
        (files.forget)(INPUT);
        self.busy.set(true);
        let page = self.clone();
        self.session.spawn(async move {
            match read.await {
                Some(content) => page.install(file.name, content.bytes).await,
                None => page.wrong.set(Some(page.session.texts().exchange.not_read.into())),
            }
            page.busy.set(false);
        });
    }

    /// The programs that ship with the app and are not installed.
    pub fn shipped(&self) -> Vec<&'static str> {
        let is_here = |id: &str| self.session.programs.get().iter().any(|row| row.key.as_str() == get::program(id));
        SHIPPED.into_iter().filter(|id| !is_here(id)).collect()
    }

    /// Installs one of them.
    pub fn get(&self, id: &'static str) {
        let Some(frames) = self.session.frames() else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.wrong.set(None);
        self.busy.set(true);
        let package = (frames.fetch)(&get::address(id));
        let page = self.clone();
        self.session.spawn(async move {
            match package.await {
                Some(package) => page.install(format!("{id}.xdc"), package).await,
                None => page.wrong.set(Some(page.session.texts().programs.not_got.into())),
            }
            page.busy.set(false);
        });
    }

    async fn install(&self, file: String, package: Vec<u8>) {
        match self.session.install(file, package).await {
            Ok(Taken { name, update, .. }) => {
                let texts = &self.session.texts().programs;
                let said = if update { texts.updated } else { texts.installed };
                self.session.notice.set(Some(Notice::Status(said(&name))));
            }
            Err(why) => self.wrong.set(Some(why)),
        }
    }
}

#[cfg(test)]
mod tests;
