//! What is stored. Every field that comes later needs a default, so that older records stay readable.

use serde::{Deserialize, Serialize};

use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::{Body, MessageText, SendError};
use crate::domain::person::Profile;
use crate::domain::time::Timestamp;

/// A chat, the same for everybody in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatRecord {
    /// The chat.
    pub id: ChatId,
    /// Who is in it.
    pub people: Vec<PersonId>,
    /// Place of the last message; 0 before the first.
    pub last_seq: u64,
    /// The last message, for lists.
    pub last: Option<LastRecord>,
}

/// The last message of a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastRecord {
    /// Who wrote it.
    pub sender: PersonId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub body: Body,
}

/// A chat as one profile has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRecord {
    /// Who.
    pub profile: PersonId,
    /// Where.
    pub chat: ChatId,
    /// When the chat came into this profile's list.
    pub since: Timestamp,
    /// Place of the last message that was read.
    pub read: u64,
    /// Kept at the top.
    #[serde(default)]
    pub pinned: bool,
    /// Quiet.
    #[serde(default)]
    pub muted: bool,
    /// Text that was not sent.
    #[serde(default)]
    pub draft: String,
}

impl MemberRecord {
    /// A chat that just came into a profile's list.
    pub fn new(profile: PersonId, chat: ChatId, since: Timestamp) -> Self {
        Self { profile, chat, since, read: 0, pinned: false, muted: false, draft: String::new() }
    }
}

/// A message that was delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageRecord {
    /// Where.
    pub chat: ChatId,
    /// Place in the chat, from 1, without gaps.
    pub seq: u64,
    /// Made by the sender.
    pub id: MessageId,
    /// Who wrote it.
    pub sender: PersonId,
    /// When it was written.
    pub at: Timestamp,
    /// What it says.
    pub body: Body,
    /// True after a change.
    #[serde(default)]
    pub edited: bool,
}

/// A message on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedRecord {
    /// Place in the queue; grows, also through restarts.
    pub order: u64,
    /// Made by the sender.
    pub id: MessageId,
    /// Where to.
    pub chat: ChatId,
    /// Who wrote it.
    pub sender: PersonId,
    /// When it was written.
    pub at: Timestamp,
    /// What it says.
    pub text: MessageText,
    /// How often delivery was tried.
    #[serde(default)]
    pub tries: u32,
    /// Why the last try failed; such a message waits for its sender.
    #[serde(default)]
    pub failed: Option<SendError>,
}

/// One change of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Adds or replaces a profile.
    Profile(Profile),
    /// Adds or replaces a chat.
    Chat(ChatRecord),
    /// Adds or replaces a chat of a profile.
    Member(MemberRecord),
    /// Adds or replaces a message.
    Message(MessageRecord),
    /// Adds or replaces a message on its way.
    Queue(QueuedRecord),
    /// Removes a message that is no longer on its way, by its order.
    Unqueue(u64),
}
