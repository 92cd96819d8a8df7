//! Whom a profile knows, and under which names.

use super::super::record::{AccountRecord, ContactRecord};
use super::Model;
use crate::domain::id::PersonId;
use crate::domain::name::Name;
use crate::domain::order;
use crate::domain::person::{Contact, Profile, Title, guide_id};
use crate::domain::shown::{Names, Where, shown};

impl Model {
    /// Whom a profile can write to: the people of this device by name and the accounts that it follows, then the guide.
    pub fn contacts(&self, profile: &PersonId) -> Vec<Contact> {
        let known =
            |other: &&Profile| other.id != *profile && (other.account.is_none() || self.follows(profile, &other.id));
        let others = self.profiles.values().filter(known).map(|other| {
            let name = self.shown(profile, &other.id, Where::Mine).map(|name| name.as_str().to_ascii_lowercase());
            (name, self.contact(profile, other))
        });
        let others = order::by(others.collect(), &|a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let guide = Contact { id: guide_id(), title: Title::Guide, remark: None, tags: Vec::new(), account: None };
        others.into_iter().map(|(_, contact)| contact).chain([guide]).collect()
    }

    /// Somebody as a profile knows them.
    pub fn contact(&self, profile: &PersonId, other: &Profile) -> Contact {
        let note = self.note(profile, &other.id);
        Contact {
            id: other.id.clone(),
            title: Title::Person(other.name.clone()),
            remark: note.and_then(|note| note.remark.clone()),
            tags: note.map(|note| note.tags.clone()).unwrap_or_default(),
            account: other.account,
        }
    }

    /// What a profile keeps of somebody.
    pub fn note(&self, profile: &PersonId, person: &PersonId) -> Option<&ContactRecord> {
        self.contacts.get(&(profile.clone(), person.clone()))
    }

    /// True if a profile follows an official account.
    pub fn follows(&self, profile: &PersonId, account: &PersonId) -> bool {
        self.note(profile, account).is_some_and(|note| note.follows)
    }

    /// Who follows an official account.
    pub fn followers(&self, account: &PersonId) -> impl Iterator<Item = &PersonId> {
        self.contacts.values().filter(move |note| note.person == *account && note.follows).map(|note| &note.profile)
    }

    /// What an official account has said to all.
    pub fn account(&self, id: &PersonId) -> Option<&AccountRecord> {
        self.accounts.get(id)
    }

    /// What a reader sees somebody as, outside of groups.
    pub fn shown(&self, reader: &PersonId, person: &PersonId, place: Where) -> Option<Name> {
        let own = &self.profiles.get(person)?.name;
        let remark = self.note(reader, person).and_then(|note| note.remark.as_ref());
        Some(shown(&Names { own, alias: None, remark }, place).clone())
    }
}
