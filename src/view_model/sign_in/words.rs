//! What the form says: what is wrong, what is going on, what is known of the homeserver.

use leptos::prelude::*;

use super::{Card, Field, Found, Purpose, SignInForm, Wrong};
use crate::backend::Failure;

impl SignInForm {
    /// What is wrong with a field, to be told there.
    pub fn error(&self, field: Field) -> Option<String> {
        self.says(Some(field))
    }

    /// What is wrong with the world, to be told at the button.
    pub fn failed(&self) -> Option<String> {
        self.says(None)
    }

    pub(super) fn says(&self, at: Option<Field>) -> Option<String> {
        let wrong = self.wrong.read();
        let (field, wrong) = wrong.as_ref()?;
        let texts = self.session.texts();
        (*field == at).then(|| match wrong {
            Wrong::Missing(missing) => (texts.sign_in.missing)(*missing).into(),
            Wrong::Failed(Failure::Home(error)) => (texts.sign_in.refused)(error),
            Wrong::Failed(failure) => (texts.failure)(failure),
        })
    }

    /// What the homeserver says of itself, for a reader.
    pub fn card(&self) -> Option<Card> {
        match &*self.found.read() {
            Found::Here(found) => Some(Card::new(found, self.purpose.get(), self.session.texts())),
            _ => None,
        }
    }

    /// True while the homeserver is asked what it is.
    pub fn is_looking(&self) -> bool {
        *self.found.read() == Found::Looking
    }

    /// What is going on, in words.
    pub fn going_on(&self) -> Option<&'static str> {
        let texts = self.session.texts();
        match (self.busy.get(), self.purpose.get()) {
            (true, Purpose::Known) => Some(texts.sign_in.signing_in),
            (true, Purpose::New) => Some(texts.sign_in.creating),
            _ => self.is_looking().then_some(texts.sign_in.looking),
        }
    }
}
