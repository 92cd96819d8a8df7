//! Coming in: opening a profile at the start, later, and after something stood in the way.

use leptos::prelude::*;

use super::{Notice, Phase, Session};
use crate::backend::protocol::HomeCommand;
use crate::backend::{Answer, Command, EngineState, Failure, Watch};
use crate::domain::home::{Abilities, Link};
use crate::domain::id::{ChatId, PersonId};
use crate::domain::person::Profile;
use crate::route::Route;

impl Session {
    /// Begins, as whoever acted here last time.
    pub fn start(&self, remembered: Option<PersonId>) {
        let Some(id) = remembered else { return self.welcome() };
        self.phase.set(Phase::Starting);
        self.acting.set(Some(id.clone()));
        let opened = self.open(id.clone());
        let session = self.clone();
        self.spawn(async move {
            match opened.await {
                Ok(profile) => session.enter(profile),
                // They have left meanwhile, and their engine with them.
                Err(_) if session.acting.get_untracked().as_ref() != Some(&id) => {}
                // The profile is gone: the welcome shows those that are left.
                Err(Failure::NotFound) => session.welcome(),
                Err(failure) => session.phase.set(Phase::Stopped(failure)),
            }
        });
    }

    /// Nobody acts: those who could are shown.
    fn welcome(&self) {
        self.acting.set(None);
        self.phase.set(Phase::Welcome);
        self.watch_profiles();
    }

    /// Begins to follow who can act in this browser, if that is not done already.
    /// Nobody does so without need: it may start the engine of this device.
    pub fn watch_profiles(&self) {
        if !self.all_profiles.get_value() {
            self.all_profiles.set_value(true);
            self.client.tell(Command::Watch(Watch::Profiles));
        }
    }

    /// Stops to follow them, unless whoever acts is one of this device, whose engine knows them anyway.
    pub fn leave_profiles(&self) {
        if self.all_profiles.get_value() && !self.abilities.get_untracked().device {
            self.all_profiles.set_value(false);
            self.client.tell(Command::Unwatch(Watch::Profiles));
        }
    }

    /// Acts as somebody who has just signed in, and shows their chats, or what a code led them to.
    /// If that fails, whoever acted before still does.
    pub fn come_in(&self, profile: Profile) -> impl Future<Output = Result<(), Failure>> + use<> {
        let opened = self.open(profile.id);
        let session = self.clone();
        async move {
            let profile = opened.await?;
            session.correct(session.invitation().unwrap_or(Route::Chats));
            session.enter(profile);
            Ok(())
        }
    }

    /// Ends the session of whoever acts. The next one who can acts from then on, if the list of them is known.
    pub fn sign_out(&self) -> impl Future<Output = Result<(), Failure>> + use<> {
        let answer = self.client.run(Command::Home(HomeCommand::SignOut));
        let session = self.clone();
        async move {
            let gone = session.acting.get_untracked();
            answer.await?;
            session.leave(gone);
            Ok(())
        }
    }

    /// Another tab has ended the session of whoever acts.
    pub(super) fn left(&self) {
        let Some(gone) = self.acting.get_untracked() else { return };
        self.leave(Some(gone));
        self.notice.set(Some(Notice::Status(self.texts().common.left.into())));
    }

    /// Whoever acted is gone from this device; the next one who can acts from then on.
    fn leave(&self, gone: Option<PersonId>) {
        let next = untrack(|| self.profiles.find(|profile| Some(&profile.id) != gone.as_ref()));
        gone.iter().for_each(self.platform.forget);
        self.forget();
        self.correct(Route::Home);
        self.start(next.map(|row| row.key));
    }

    /// Nothing of whoever acted holds any more.
    fn forget(&self) {
        self.contacts.clear();
        self.chats.clear();
        self.programs.clear();
        self.shared.set(Vec::new());
        self.parked.set_value(None);
        self.frames().iter().for_each(|frames| (frames.close_all)());
        self.timelines.forget();
        self.glances.forget();
        self.abilities.set(Abilities::default());
        self.link.set(Link::Live);
        self.safety.set(None);
        self.faces.set(Default::default());
    }

    /// Acts as another profile from now on, and shows its chats.
    pub fn switch(&self, id: PersonId) {
        let to = self.invitation().unwrap_or(Route::Chats);
        self.go(to);
        let opened = self.open(id);
        let session = self.clone();
        self.spawn(async move {
            match opened.await {
                Ok(profile) => session.enter(profile),
                Err(failure) => session.alert(&failure),
            }
        });
    }

    /// Asks the backend to act as a profile, and to tell about its lists.
    /// The commands are given at once; the future only waits for the answer.
    /// If it fails, whoever acted before still does.
    pub fn open(&self, id: PersonId) -> impl Future<Output = Result<Profile, Failure>> + use<> {
        let answer = self.ask_to_open(id);
        let session = self.clone();
        async move {
            match answer.await {
                Ok(Answer::Opened { profile, damaged, abilities }) => {
                    session.acting.set(Some(profile.id.clone()));
                    session.opened(abilities);
                    if damaged > 0 {
                        let text = (session.texts().common.damaged)(damaged);
                        session.notice.set(Some(Notice::Alert(text)));
                    }
                    Ok(profile)
                }
                Ok(_) => Err(Failure::Malformed),
                Err(failure) => {
                    session.stay();
                    Err(failure)
                }
            }
        }
    }

    fn ask_to_open(&self, id: PersonId) -> impl Future<Output = Result<Answer, Failure>> + use<> {
        for watch in [Watch::Contacts, Watch::Chats] {
            self.client.tell(Command::Unwatch(watch));
        }
        self.forget();
        let answer = self.client.run(Command::Open { profile: id });
        for watch in [Watch::Chats, Watch::Contacts] {
            self.client.tell(Command::Watch(watch));
        }
        answer
    }

    fn opened(&self, abilities: Abilities) {
        self.abilities.set(abilities);
        if abilities.device {
            self.watch_profiles();
        }
    }

    /// Somebody else could not be opened: whoever is on the screen still acts.
    fn stay(&self) {
        let Phase::Open(profile) = self.phase.get_untracked() else { return };
        let answer = self.ask_to_open(profile.id);
        let session = self.clone();
        self.spawn(async move {
            if let Ok(Answer::Opened { abilities, .. }) = answer.await {
                session.opened(abilities);
            }
        });
    }

    /// Shows the chat in which somebody who is new here arrives, or what a code led them to.
    pub fn arrive(&self, profile: Profile, chat: ChatId) {
        let invitation = self.invitation();
        self.arriving.set_value(invitation.is_none());
        self.correct(invitation.unwrap_or(Route::Chat(chat)));
        self.enter(profile);
    }

    /// Where a code led somebody who was not in yet.
    fn invitation(&self) -> Option<Route> {
        let outside = *self.phase.read_untracked() == Phase::Welcome;
        self.window.invitation.get_untracked().filter(|_| outside).map(Route::Join)
    }

    /// Shows the place to somebody whose profile is open.
    pub fn enter(&self, profile: Profile) {
        (self.platform.remember)(&profile.id);
        self.outbox.take(&profile.id).into_iter().for_each(|command| self.hand_in_again(command));
        self.phase.set(Phase::Open(profile));
        self.window.invitation.set(None);
        if matches!(self.window.route.get_untracked(), Route::Home | Route::Start) {
            self.correct(Route::Chats);
        }
    }

    /// Carries out what a reload of the page interrupted. What cannot be sent becomes the draft again.
    fn hand_in_again(&self, command: Command) {
        let draft = match &command {
            Command::Send { chat, text, .. } => Some(Command::SetDraft { chat: chat.clone(), text: text.clone() }),
            _ => None,
        };
        let answer = self.run_surely(command);
        let session = self.clone();
        self.spawn(async move {
            let Err(failure) = answer.await else { return };
            draft.into_iter().for_each(|draft| session.client.tell(draft));
            session.alert(&failure);
        });
    }

    /// Why nothing can go on, if that is so.
    pub fn stopped(&self) -> Option<Failure> {
        match (self.engine.get(), self.phase.get()) {
            (EngineState::Stopped(failure), _) | (_, Phase::Stopped(failure)) => Some(failure),
            _ => None,
        }
    }

    /// Tries again after everything stopped.
    pub fn retry(&self) {
        if matches!(self.engine.get_untracked(), EngineState::Stopped(_)) {
            self.engine.set(EngineState::Starting);
            self.client.restart();
        }
        if matches!(self.phase.get_untracked(), Phase::Stopped(_)) {
            self.start(self.acting.get_untracked());
        }
    }
}
