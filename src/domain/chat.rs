//! Chats as a list shows them, and the order of that list.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::group::{Face, Role, Standing};
use super::id::{ChatId, PersonId};
use super::message::{Body, Delivery};
use super::name::Name;
use super::order;
use super::person::Title;
use super::safety::Guard;
use super::time::Timestamp;

/// The end of a conversation, for the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Who wrote it.
    pub sender: PersonId,
    /// What the reader sees the sender as, in a group.
    pub name: Option<Name>,
    /// When.
    pub at: Timestamp,
    /// What.
    pub body: Body,
    /// How far it has got.
    pub delivery: Delivery,
}

/// A group as the list of chats shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// What it looks like.
    pub face: Face,
    /// How many are in it.
    pub members: u32,
    /// How the reader stands to it.
    pub standing: Standing,
    /// What the reader may do in it.
    pub role: Role,
    /// It is among the contacts.
    pub saved: bool,
    /// Somebody who may called everybody, and the reader has not seen it.
    pub called: bool,
    /// The first group of the set that it belongs to.
    pub set: Option<ChatId>,
}

/// Whom a chat is with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum With {
    /// Another person, or the guide.
    Person(PersonId),
    /// An official account that the reader follows.
    Account(PersonId),
    /// A group.
    Group(GroupRow),
}

impl With {
    /// The other one of a chat of two.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Person(id) | Self::Account(id) => Some(id),
            Self::Group(_) => None,
        }
    }

    /// The group, if it is one.
    pub fn group(&self) -> Option<&GroupRow> {
        match self {
            Self::Group(row) => Some(row),
            _ => None,
        }
    }
}

/// One chat of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chat {
    /// The chat.
    pub id: ChatId,
    /// Whom it is with.
    pub with: With,
    /// What it is called.
    pub title: Title,
    /// Its last message, if anybody wrote one.
    pub last: Option<Preview>,
    /// When something last happened in it.
    pub active: Timestamp,
    /// Messages of others that were not read.
    pub unread: u32,
    /// Kept at the top.
    pub pinned: bool,
    /// Makes no noise and shows a dot for a number.
    pub muted: bool,
    /// Put away with the other quiet chats.
    pub folded: bool,
    /// Text that was written and not sent.
    pub draft: String,
    /// Who can read it besides the people in it.
    pub guard: Guard,
    /// Somebody wants to talk, and was not answered yet.
    pub invited: bool,
}

/// The order of the list: pinned first, then the latest; the id makes it the same each time.
pub fn in_order(chats: Vec<Chat>) -> Vec<Chat> {
    order::by(chats, &|a, b| {
        (Reverse(a.pinned), Reverse(a.active), &a.id).cmp(&(Reverse(b.pinned), Reverse(b.active), &b.id))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::guide_id;

    fn chat(id: u8, active: i64, pinned: bool) -> Chat {
        Chat {
            id: ChatId::random([id; 16]),
            with: With::Person(guide_id()),
            title: Title::Guide,
            last: None,
            active: Timestamp(active),
            unread: 0,
            pinned,
            muted: false,
            folded: false,
            draft: String::new(),
            guard: Guard::Device,
            invited: false,
        }
    }

    #[test]
    fn pinned_chats_come_first_then_the_latest() {
        let chats = vec![chat(1, 10, false), chat(2, 30, false), chat(3, 5, true), chat(4, 30, false)];
        let chats = in_order(chats);
        let order: Vec<u8> = chats.iter().map(|c| c.id.as_str().as_bytes()[1] - b'0').collect();
        assert_eq!(order, [3, 2, 4, 1]);
    }
}
