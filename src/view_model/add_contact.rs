//! Writing to somebody whose Matrix address one knows.

use leptos::prelude::*;

use super::Session;
use crate::backend::Failure;
use crate::domain::address::person_at;
use crate::route::Route;

/// The form; a clone is the same form.
#[derive(Debug, Clone)]
pub struct AddressForm {
    /// What was typed.
    pub text: ArcRwSignal<String>,
    /// What is wrong and what to do.
    pub wrong: ArcRwSignal<Option<String>>,
    /// True while the chat is being made.
    pub busy: ArcRwSignal<bool>,
    session: Session,
}

impl AddressForm {
    /// An empty form.
    pub fn new(session: &Session) -> Self {
        Self {
            text: ArcRwSignal::new(String::new()),
            wrong: ArcRwSignal::new(None),
            busy: ArcRwSignal::new(false),
            session: session.clone(),
        }
    }

    /// Something was typed.
    pub fn typed(&self, text: String) {
        self.text.set(text);
        self.wrong.set(None);
    }

    /// Opens the chat with whoever is at the address.
    pub fn write(&self) {
        if self.busy.get_untracked() {
            return;
        }
        let texts = &self.session.texts().code;
        let Some(person) = self.text.with_untracked(|text| person_at(text)) else {
            return self.wrong.set(Some(texts.no_address.into()));
        };
        if self.session.acting.with_untracked(|me| me.as_ref() == Some(&person)) {
            return self.wrong.set(Some(texts.own_address.into()));
        }
        self.busy.set(true);
        let (form, onward) = (self.clone(), self.session.onward());
        self.session.spawn(async move {
            let result = form.session.chat_with(person).await;
            form.busy.set(false);
            match result {
                Ok(chat) => onward.go(Route::Chat(chat)),
                Err(Failure::NotFound) => form.wrong.set(Some(texts.nobody_there.into())),
                Err(failure) => form.wrong.set(Some((form.session.texts().failure)(&failure))),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::{Answer, Command};
    use crate::view_model::fake::{self, Script};

    fn form() -> (AddressForm, Script) {
        let (session, backend) = fake::open_session();
        (AddressForm::new(&session), backend)
    }

    fn start() -> Command {
        Command::StartChat { with: person_at("@mei:tea.example").unwrap() }
    }

    #[test]
    fn an_address_leads_to_its_chat() {
        let (form, mut backend) = form();
        form.typed("https://matrix.to/#/@mei:tea.example".into());
        form.write();
        form.write();
        let chat = fake::chat(1).id;
        backend.answer(start(), Ok(Answer::Chat(chat.clone())));
        backend.expect_nothing();
        assert_eq!(form.session.window.route.get(), Route::Chat(chat));
    }

    #[test]
    fn what_is_no_address_is_told_at_once_and_stays() {
        let (form, mut backend) = form();
        form.typed("mei".into());
        form.write();
        backend.expect_nothing();
        assert!(form.wrong.get().is_some_and(|text| text.contains("@name:server")));
        assert_eq!(form.text.get(), "mei");
        form.session.acting.set(person_at("@ada:tea.example"));
        form.typed("@ada:tea.example".into());
        form.write();
        assert!(form.wrong.get().is_some_and(|text| text.contains("own")));
    }

    #[test]
    fn nobody_at_an_address_is_told_there() {
        let (form, mut backend) = form();
        form.typed("@mei:tea.example".into());
        form.write();
        backend.answer(start(), Err(Failure::NotFound));
        assert!(form.wrong.get().is_some_and(|text| text.contains("Nobody")));
    }
}
