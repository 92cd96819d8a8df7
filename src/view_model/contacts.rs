//! The people one can write to.

use super::Session;
use super::chats::title;
use crate::domain::id::PersonId;
use crate::domain::person::{Contact, Title, is_guide};
use crate::domain::shown::{Names, Where, shown};
use crate::route::Route;
use crate::text::Catalogue;

/// What a row of the list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// What they are called.
    pub name: String,
    /// Who they are.
    pub note: &'static str,
}

impl ContactRow {
    /// Puts a contact in words.
    pub fn new(contact: &Contact, texts: &'static Catalogue) -> Self {
        let note = if is_guide(&contact.id) { texts.contacts.guide_note } else { texts.contacts.on_this_device };
        Self { name: title(&contact.title, texts), note }
    }
}

impl Contact {
    /// What the reader calls them.
    pub fn called(&self, texts: &Catalogue) -> String {
        match &self.title {
            Title::Person(own) => {
                let names = Names { own, alias: None, remark: self.remark.as_ref() };
                shown(&names, Where::Mine).as_str().into()
            }
            other => title(other, texts),
        }
    }
}

impl Session {
    /// Opens the chat with a person.
    pub fn write_to(&self, person: PersonId) {
        let session = self.clone();
        self.spawn(async move {
            match session.chat_with(person).await {
                Ok(chat) => session.go(Route::Chat(chat)),
                Err(failure) => session.alert(&failure),
            }
        });
    }

    /// True when there is nobody but the guide.
    pub fn is_alone(&self) -> bool {
        self.contacts.is_known() && self.contacts.with(|rows| rows.iter().all(|row| is_guide(&row.key)))
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use crate::backend::{Answer, Command, Failure};
    use crate::route::Route;
    use crate::view_model::fake::{self, person};
    use crate::view_model::session::Notice;

    #[test]
    fn writing_to_somebody_opens_the_chat() {
        let (session, mut backend) = fake::session();
        session.write_to(person(2));
        let chat = fake::chat(1).id;
        backend.answer(Command::StartChat { with: person(2) }, Ok(Answer::Chat(chat.clone())));
        assert_eq!(session.window.route.get(), Route::Chat(chat));
    }

    #[test]
    fn a_failure_is_told_and_nothing_moves() {
        let (session, mut backend) = fake::session();
        session.write_to(person(2));
        backend.answer(Command::StartChat { with: person(2) }, Err(Failure::NotFound));
        assert!(matches!(session.notice.get(), Some(Notice::Alert(_))));
        assert_eq!(session.window.route.get(), Route::Home);
    }
}
