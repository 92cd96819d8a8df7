//! Programs whose page was left: they go on out of sight, and are there at once when somebody comes back.

use leptos::prelude::*;

use super::{FRAME, Phase, Place, Running, SLOT};
use crate::domain::mini::program::ProgramId;
use crate::view_model::Session;

/// So many go on beside the one that is shown; the one that was left first ends.
const MAX_PARKED: usize = 3;

/// What is kept beside the program that is shown.
#[derive(Default)]
pub(super) struct Aside {
    parked: Vec<Running>,
    /// The pages of elsewhere that the person has agreed to open: where, and under which address.
    pub(super) agreed: Vec<(Place, String)>,
}

impl Session {
    /// Ends a program wherever it goes on out of sight.
    pub(in crate::view_model) fn end_parked(&self, program: &ProgramId) {
        let is_it = |it: &mut Running| it.id.get_untracked().as_ref() == Some(program);
        let gone: Vec<_> = self.with_parked(|all| all.extract_if(.., is_it).collect());
        gone.iter().for_each(Running::close);
    }

    /// The programs that go on, the one that was left first at the beginning.
    pub(in crate::view_model) fn with_parked<T>(&self, look: impl FnOnce(&mut Vec<Running>) -> T) -> T {
        self.with_aside(|aside| look(&mut aside.parked))
    }

    /// What is remembered of programs as long as the same person acts in this tab.
    pub(super) fn with_aside<T>(&self, look: impl FnOnce(&mut Aside) -> T) -> T {
        let kept = self.parked.try_update_value(Option::take).flatten();
        let mut all: Box<Aside> = kept.and_then(|it| it.downcast().ok()).unwrap_or_default();
        let seen = look(&mut all);
        self.parked.set_value(Some(all));
        seen
    }
}

impl Running {
    /// The program of a place: one that goes on out of sight, or one that is to be started. Whoever is led to a place
    /// inside of it finds it begun anew there.
    pub fn at(session: &Session, place: Place) -> Self {
        let parked = session.with_parked(|all| Some(all.remove(all.iter().position(|it| it.place == place)?)));
        let led = session.led.try_update_value(Option::take).flatten();
        let inside = led.filter(|(card, _)| place.card().is_some_and(|it| it.message == *card));
        match (parked, inside) {
            (Some(parked), None) => parked,
            (parked, inside) => {
                parked.iter().for_each(Self::close);
                let program = Self::new(session, place);
                program.at.set_value(inside.map(|(_, href)| href));
                program
            }
        }
    }

    /// Somebody looks at it: it comes back as it was left, or it starts.
    pub fn enter(&self) {
        let shown = self.session.frames().zip(self.frame.get_value());
        let is_other = self.version.get_value().zip(self.installed()).is_some_and(|(runs, there)| runs != there);
        self.parked.set_value(false);
        if is_other || !shown.is_some_and(|(frames, frame)| (frames.show)(frame, SLOT, FRAME)) {
            return self.start();
        }
        self.happened("show");
        self.listen();
        // What it heard before it hears again.
        if self.live.try_update_value(std::mem::take) == Some(true) {
            self.join(true);
        }
        if self.follows.try_update_value(std::mem::take) == Some(true) {
            self.follow(true);
        }
        if !self.questions.all.with_untracked(|all| all.is_empty()) {
            self.questions.show();
        }
    }

    /// Somebody leaves its page. What runs goes on, if the browser can; nobody is asked anything meanwhile.
    pub fn leave_page(&self) {
        let kept = self.session.frames().zip(self.frame.get_value());
        let runs = *self.phase.read_untracked() == Phase::Running;
        if !(runs && kept.is_some_and(|(frames, frame)| (frames.park)(frame))) {
            return self.close();
        }
        self.scanned(None);
        self.happened("hide");
        let (was_live, followed) = (self.live.get_value(), self.follows.get_value());
        self.join(false);
        self.follow(false);
        self.live.set_value(was_live);
        self.follows.set_value(followed);
        self.leave();
        self.parked.set_value(true);
        let first = self.session.with_parked(|all| {
            all.push(self.clone());
            (all.len() > MAX_PARKED).then(|| all.remove(0))
        });
        first.iter().for_each(Self::close);
    }

    /// It is over, as the person or the program itself wants it.
    pub fn finish(&self) {
        let was_parked = self.parked.get_value();
        self.close();
        if !was_parked {
            self.session.go(self.place.beneath());
        }
    }

    /// It goes on out of sight no longer.
    pub(super) fn unpark(&self) {
        if self.parked.get_value() {
            self.parked.set_value(false);
            self.session.with_parked(|all| all.retain(|it| it.place != self.place));
        }
    }
}
