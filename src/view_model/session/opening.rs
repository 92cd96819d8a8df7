//! Coming in: opening a profile at the start, later, and after something stood in the way.

use leptos::prelude::*;

use super::{Notice, Phase, Session};
use crate::backend::{Answer, Command, EngineState, Failure, Watch};
use crate::domain::id::{ChatId, PersonId};
use crate::domain::person::Profile;
use crate::route::Route;

impl Session {
    /// Begins, as whoever acted here last time.
    pub fn start(&self, remembered: Option<PersonId>) {
        self.client.tell(Command::Watch(Watch::Profiles));
        let Some(id) = remembered else { return };
        self.phase.set(Phase::Starting);
        self.acting.set(Some(id.clone()));
        let opened = self.open(id);
        let session = self.clone();
        self.spawn(async move {
            match opened.await {
                Ok(profile) => session.enter(profile),
                // The profile is gone: the welcome shows those that are left.
                Err(Failure::NotFound) => session.phase.set(Phase::Welcome),
                Err(failure) => session.phase.set(Phase::Stopped(failure)),
            }
        });
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
    pub fn open(&self, id: PersonId) -> impl Future<Output = Result<Profile, Failure>> + use<> {
        for watch in [Watch::Contacts, Watch::Chats] {
            self.client.tell(Command::Unwatch(watch));
        }
        self.contacts.clear();
        self.chats.clear();
        let answer = self.client.run(Command::Open { profile: id });
        for watch in [Watch::Chats, Watch::Contacts] {
            self.client.tell(Command::Watch(watch));
        }
        let session = self.clone();
        async move {
            match answer.await? {
                Answer::Opened { profile, damaged, abilities } => {
                    session.acting.set(Some(profile.id.clone()));
                    session.abilities.set(abilities);
                    if damaged > 0 {
                        let text = (session.texts().common.damaged)(damaged);
                        session.notice.set(Some(Notice::Alert(text)));
                    }
                    Ok(profile)
                }
                _ => Err(Failure::Malformed),
            }
        }
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
