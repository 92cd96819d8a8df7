//! People: the profiles of this device, their contacts, and the guide.

use serde::{Deserialize, Serialize};

use super::account::AccountKind;
use super::id::PersonId;
use super::name::Name;
use super::ticket::Home;
use super::time::Timestamp;

/// The id of the guide, who is in nobody's address book and in everybody's chat list.
const GUIDE: &str = "guide";

/// The id of the guide.
pub fn guide_id() -> PersonId {
    // A literal that `id` accepts; the fallback can never be reached and never collides.
    PersonId::parse(GUIDE).unwrap_or_else(|_| PersonId::random([0; 16]))
}

/// True for the guide.
pub fn is_guide(id: &PersonId) -> bool {
    id.as_str() == GUIDE
}

/// Somebody who uses this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Random, never shown.
    pub id: PersonId,
    /// What the others see.
    pub name: Name,
    /// When the profile was made.
    pub created: Timestamp,
    /// What kind of official account it is, if it is one.
    #[serde(default)]
    pub account: Option<AccountKind>,
    /// Where it lives.
    #[serde(default)]
    pub home: Home,
}

/// What a contact is called: the guide's name depends on the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Title {
    /// The guide that is built in.
    Guide,
    /// A person, under the name that the reader sees.
    Person(Name),
    /// A group.
    Group(Name),
}

/// Somebody a profile can write to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Whom to write to.
    pub id: PersonId,
    /// What they call themselves.
    pub title: Title,
    /// What the reader calls them; nobody else sees it.
    pub remark: Option<Name>,
    /// What the reader files them under; nobody else sees it.
    pub tags: Vec<Name>,
    /// What kind of official account it is, if it is one.
    pub account: Option<AccountKind>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_is_recognised_and_nobody_else_is() {
        assert!(is_guide(&guide_id()));
        assert!(!is_guide(&PersonId::random([1; 16])));
    }
}
