//! The people one can write to.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::Session;
use super::chats::title;
use super::rows::Row;
use crate::domain::address::address_of;
use crate::domain::id::PersonId;
use crate::domain::name::Name;
use crate::domain::person::{Contact, Title, is_guide};
use crate::domain::shown::{Names, Where, shown};
use crate::route::Route;
use crate::text::Catalogue;

/// What a row of the list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// What they are called.
    pub name: String,
    /// Who they are: what they call themselves, if the reader calls them something else.
    pub note: String,
    /// What the way to all that is known of them is called; nothing is known of the guide.
    pub about: Option<String>,
}

impl ContactRow {
    /// Puts a contact in words.
    pub fn new(contact: &Contact, texts: &'static Catalogue) -> Self {
        let name = contact.called(texts);
        let guide = is_guide(&contact.id);
        let note = match (&contact.remark, contact.account) {
            _ if guide => texts.contacts.guide_note.into(),
            (Some(_), _) => title(&contact.title, texts),
            (None, Some(_)) => texts.talk.account.into(),
            (None, None) => address_of(&contact.id).unwrap_or_else(|| texts.contacts.on_this_device.into()),
        };
        Self { about: (!guide).then(|| (texts.talk.about)(&name)), name, note }
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
        let (session, onward) = (self.clone(), self.onward());
        self.spawn(async move {
            match session.chat_with(person).await {
                Ok(chat) => onward.go(Route::Chat(chat)),
                Err(failure) => session.alert(&failure),
            }
        });
    }

    /// What the reader calls somebody, or where they are if nobody knows their name.
    pub fn called(&self, person: &PersonId) -> String {
        let known = self.contacts.row(person).map(|row| row.value.with(|contact| contact.called(self.texts())));
        known.or_else(|| address_of(person)).unwrap_or_else(|| self.texts().acts.somebody_subject.into())
    }

    /// The tags of all contacts, each once, in order.
    pub fn tags(&self) -> Vec<Name> {
        let each = |rows: &[Row<Contact>]| {
            rows.iter().flat_map(|row| row.value.with(|contact| contact.tags.clone())).collect::<BTreeSet<_>>()
        };
        self.contacts.with(each).into_iter().collect()
    }

    /// The contacts that are filed under a tag; all of them without one, or if nobody is filed under it any more.
    pub fn filed_under(&self, tag: Option<&Name>) -> Vec<Row<Contact>> {
        let rows = self.contacts.get();
        let Some(tag) = tag else { return rows };
        let filed: Vec<Row<Contact>> =
            rows.iter().filter(|row| row.value.with(|contact| contact.tags.contains(tag))).cloned().collect();
        if filed.is_empty() { rows } else { filed }
    }

    /// True when there is nobody but the guide.
    pub fn is_alone(&self) -> bool {
        self.contacts.is_known() && self.contacts.with(|rows| rows.iter().all(|row| is_guide(&row.key)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::diff::VectorDiff;
    use crate::backend::{Answer, Command, Event, Failure, Update};
    use crate::text::Locale;
    use crate::view_model::fake::{self, contact, person};
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

    #[test]
    fn a_row_shows_the_remark_and_beneath_it_the_own_name() {
        let row = |contact: &Contact| ContactRow::new(contact, Locale::En.catalogue());
        let mei = Contact { remark: Name::parse("Aunt").ok(), ..contact(2, "Mei") };
        assert_eq!((row(&mei).name.as_str(), row(&mei).note.as_str()), ("Aunt", "Mei"));
        assert_eq!(row(&mei).about.as_deref(), Some("About Aunt"));
        assert_eq!(row(&contact(2, "Mei")).note, "On this device");
    }

    #[test]
    fn contacts_are_filtered_by_tag_until_nobody_has_it() {
        let (session, mut backend) = fake::session();
        let tag = |text: &str| Name::parse(text).unwrap();
        let mei = Contact { tags: vec![tag("tea"), tag("family")], ..contact(2, "Mei") };
        let contacts = vec![mei, Contact { tags: vec![tag("tea")], ..contact(3, "Zhou") }, contact(4, "Dario")];
        backend.tell(Update::Event(Event::Contacts(vec![VectorDiff::Reset(contacts)])));
        assert_eq!(session.tags(), [tag("family"), tag("tea")]);
        let count = |tag: Option<&Name>| session.filed_under(tag).len();
        assert_eq!((count(None), count(Some(&tag("tea"))), count(Some(&tag("gone")))), (3, 2, 3));
    }
}
