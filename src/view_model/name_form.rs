//! A form with one name in it: for a first profile, for another one, and for a new name of one's own.

use leptos::prelude::*;

use super::Session;
use crate::backend::{Answer, Command, Failure};
use crate::domain::account::AccountKind;
use crate::domain::id::PersonId;
use crate::domain::name::Name;
use crate::domain::person::Profile;

/// How far the form has got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormState {
    /// It can be filled in.
    Open,
    /// It was handed in.
    Busy,
    /// It was not accepted; what was typed is still there.
    Refused(Failure),
}

/// The form; a clone is the same form.
#[derive(Debug, Clone)]
pub struct NameForm {
    /// What was typed.
    pub text: ArcRwSignal<String>,
    /// How far it has got.
    pub state: ArcRwSignal<FormState>,
    /// What kind of official account is made, if not a person.
    pub kind: ArcRwSignal<Option<AccountKind>>,
    session: Session,
    // One form makes one profile, however often it is handed in.
    id: PersonId,
}

impl NameForm {
    /// A form with a name filled in.
    pub fn new(session: &Session, text: &str) -> Self {
        Self {
            text: ArcRwSignal::new(text.into()),
            state: ArcRwSignal::new(FormState::Open),
            kind: ArcRwSignal::new(None),
            session: session.clone(),
            id: PersonId::random((session.platform.random)()),
        }
    }

    /// Something was typed.
    pub fn typed(&self, text: String) {
        self.text.set(text);
        if self.state.with_untracked(|state| matches!(state, FormState::Refused(_))) {
            self.state.set(FormState::Open);
        }
    }

    /// What is wrong and what to do.
    pub fn error(&self) -> Option<String> {
        match &*self.state.read() {
            FormState::Refused(failure) => Some((self.session.texts().failure)(failure)),
            _ => None,
        }
    }

    /// True while it is handed in.
    pub fn is_busy(&self) -> bool {
        *self.state.read() == FormState::Busy
    }

    /// Checks the name, and hands the form in: `work` does what is to be done with it.
    pub fn submit<W: Future<Output = Result<(), Failure>> + 'static>(&self, work: impl FnOnce(Self, String) -> W) {
        if self.state.with_untracked(|state| *state == FormState::Busy) {
            return;
        }
        let text = self.text.get_untracked();
        if let Err(error) = Name::parse(&text) {
            self.state.set(FormState::Refused(error.into()));
            return;
        }
        self.state.set(FormState::Busy);
        let state = self.state.clone();
        let work = work(self.clone(), text);
        self.session.spawn(async move {
            state.set(match work.await {
                Ok(()) => FormState::Open,
                Err(failure) => FormState::Refused(failure),
            });
        });
    }

    /// Makes the profile.
    pub(super) async fn create(&self, name: String) -> Result<Profile, Failure> {
        let id = self.id.clone();
        let command = match self.kind.get_untracked() {
            Some(kind) => Command::CreateAccount { id, name, kind },
            None => Command::CreateProfile { id, name },
        };
        let Answer::Profile(profile) = self.session.client.run(command).await? else {
            return Err(Failure::Malformed);
        };
        (self.session.platform.persist)();
        Ok(profile)
    }

    /// The tab it belongs to.
    pub(super) fn session(&self) -> &Session {
        &self.session
    }
}
