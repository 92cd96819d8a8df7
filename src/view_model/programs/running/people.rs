//! The people of whoever acts, for a program to be given one of.

use leptos::prelude::*;

use super::Running;
use crate::domain::id::PersonId;
use crate::domain::person::{Contact, is_guide};
use crate::view_model::chats::title;

/// Somebody who can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    /// Who.
    pub id: PersonId,
    /// What the person calls them, which is nobody else's business.
    pub called: String,
    /// What they call themselves, which the program is told.
    pub name: String,
}

impl Running {
    /// Those whose names fit what is looked for.
    pub fn people(&self, query: &str) -> Vec<Somebody> {
        let (lower, texts) = (self.session.platform.lower, self.session.texts());
        let query = lower(query.trim());
        let somebody = |contact: &Contact| Somebody {
            id: contact.id.clone(),
            called: contact.called(texts),
            name: title(&contact.title, texts),
        };
        self.session.contacts.with(|rows| {
            let people = rows.iter().filter(|row| !is_guide(&row.key)).map(|row| row.value.with(somebody));
            people.filter(|it| lower(&it.called).contains(&query) || lower(&it.name).contains(&query)).collect()
        })
    }
}
