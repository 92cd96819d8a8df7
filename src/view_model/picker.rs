//! Choosing people: those who may be chosen, a filter, and who is chosen.

use std::sync::Arc;

use leptos::prelude::*;

use super::chats::title;
use super::rows::Row;
use super::{Platform, Session};
use crate::domain::id::PersonId;
use crate::domain::person::{Contact, Title, is_guide};
use crate::domain::shown::{Names, Where, shown};
use crate::text::Catalogue;

/// Says who may be chosen beside being a person.
type May = Arc<dyn Fn(&PersonId) -> bool + Send + Sync>;

/// The choice; a clone is the same one.
#[derive(Clone)]
pub struct Picker {
    /// Who is chosen, in the order in which they were.
    pub chosen: ArcRwSignal<Vec<PersonId>>,
    /// What their names are to contain.
    pub filter: ArcRwSignal<String>,
    session: Session,
    may: May,
}

impl Picker {
    /// A choice among the contacts who are people, and who may be chosen.
    pub fn new(session: &Session, may: impl Fn(&PersonId) -> bool + Send + Sync + 'static) -> Self {
        Self {
            chosen: ArcRwSignal::new(Vec::new()),
            filter: ArcRwSignal::new(String::new()),
            session: session.clone(),
            may: Arc::new(may),
        }
    }

    /// Everybody who can be chosen. Neither the guide nor an official account sits in a group.
    pub fn people(&self) -> Vec<Row<Contact>> {
        let fits = |contact: &Contact| !is_guide(&contact.id) && contact.account.is_none() && (self.may)(&contact.id);
        self.session.contacts.get().into_iter().filter(|row| row.value.with(fits)).collect()
    }

    /// Those of them whose names fit the filter.
    pub fn shown(&self) -> Vec<Row<Contact>> {
        let filter = self.filter.get();
        let texts = self.session.texts();
        let fits = |contact: &Contact| {
            let platform = &self.session.platform;
            matches(platform, &called(contact, texts), &filter)
                || matches(platform, &title(&contact.title, texts), &filter)
        };
        self.people().into_iter().filter(|row| row.value.with(fits)).collect()
    }

    /// True if it is known that nobody can be chosen.
    pub fn is_alone(&self) -> bool {
        self.session.contacts.is_known() && self.people().is_empty()
    }

    /// Chooses somebody, or no longer.
    pub fn choose(&self, person: &PersonId, on: bool) {
        self.chosen.update(|chosen| {
            chosen.retain(|other| other != person);
            if on {
                chosen.push(person.clone());
            }
        });
    }

    /// True for somebody who is chosen.
    pub fn is_chosen(&self, person: &PersonId) -> bool {
        self.chosen.with(|chosen| chosen.contains(person))
    }

    /// What the reader calls somebody.
    pub fn name(&self, person: &PersonId) -> String {
        let texts = self.session.texts();
        let row = self.session.contacts.row(person);
        row.map(|row| row.value.with(|contact| called(contact, texts))).unwrap_or_default()
    }

    /// Whoever is chosen, of those who can still be chosen.
    pub fn people_chosen(&self) -> Vec<PersonId> {
        let people = untrack(|| self.people());
        let chosen = self.chosen.get_untracked();
        chosen.into_iter().filter(|id| people.iter().any(|row| row.key == *id)).collect()
    }
}

/// What the reader calls a contact.
pub fn called(contact: &Contact, texts: &Catalogue) -> String {
    match &contact.title {
        Title::Person(own) => {
            shown(&Names { own, alias: None, remark: contact.remark.as_ref() }, Where::Mine).as_str().into()
        }
        other => title(other, texts),
    }
}

/// True if a name contains what was typed, whatever its capitals.
pub fn matches(platform: &Platform, name: &str, filter: &str) -> bool {
    (platform.lower)(name).contains(&(platform.lower)(filter.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::diff::VectorDiff;
    use crate::backend::{Event, Update};
    use crate::domain::account::AccountKind;
    use crate::domain::name::Name;
    use crate::domain::person::guide_id;
    use crate::view_model::fake::{self, Script, person};

    pub(crate) fn contact(n: u8, name: &str) -> Contact {
        let title = Title::Person(Name::parse(name).unwrap());
        Contact { id: person(n), title, remark: None, tags: Vec::new(), account: None }
    }

    fn tell(backend: &mut Script) {
        let remark = Some(Name::parse("Aunt").unwrap());
        let contacts = vec![
            Contact { remark, ..contact(2, "Mei") },
            contact(3, "Zhou"),
            Contact { account: Some(AccountKind::Service), ..contact(4, "Harbour School") },
            Contact { id: guide_id(), title: Title::Guide, ..contact(5, "x") },
        ];
        backend.tell(Update::Event(Event::Contacts(vec![VectorDiff::Reset(contacts)])));
    }

    fn ids(rows: Vec<Row<Contact>>) -> Vec<PersonId> {
        rows.into_iter().map(|row| row.key).collect()
    }

    #[test]
    fn only_people_can_be_chosen() {
        let (session, mut backend) = fake::session();
        let picker = Picker::new(&session, |_| true);
        assert!(!picker.is_alone(), "nobody knows yet");
        tell(&mut backend);
        assert_eq!(ids(picker.people()), [person(2), person(3)]);
        assert_eq!(ids(Picker::new(&session, |id| *id != person(2)).people()), [person(3)]);
        assert!(Picker::new(&session, |_| false).is_alone());
    }

    #[test]
    fn people_are_found_by_their_own_name_and_by_the_remark() {
        let (session, mut backend) = fake::session();
        tell(&mut backend);
        let picker = Picker::new(&session, |_| true);
        for (filter, found) in
            [("ME", vec![person(2)]), (" aunt", vec![person(2)]), ("x", vec![]), ("", vec![person(2), person(3)])]
        {
            picker.filter.set(filter.into());
            assert_eq!(ids(picker.shown()), found, "{filter}");
        }
        assert_eq!(picker.name(&person(2)), "Aunt");
    }

    #[test]
    fn somebody_is_chosen_once_and_until_they_are_not() {
        let (session, mut backend) = fake::session();
        tell(&mut backend);
        let picker = Picker::new(&session, |_| true);
        for (n, on) in [(3, true), (2, true), (3, true), (9, true)] {
            picker.choose(&person(n), on);
        }
        assert_eq!(picker.people_chosen(), [person(2), person(3)], "only those who are there");
        picker.choose(&person(2), false);
        assert!(!picker.is_chosen(&person(2)) && picker.is_chosen(&person(3)));
    }
}
