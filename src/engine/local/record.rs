//! What is stored. Every field that comes later needs a default, so that older records stay readable.

mod group;

use serde::{Deserialize, Serialize};

use crate::domain::file::{FileContent, FileInfo};
use crate::domain::group::Standing;
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::{Body, MessageText, SendError};
use crate::domain::mini::event::{EventBody, RoomEvent};
use crate::domain::mini::update::SharedUpdate;
use crate::domain::person::Profile;
use crate::domain::time::Timestamp;

pub use group::{AccountRecord, ContactRecord, GroupRecord, LogRecord, Part};

/// A chat, the same for everybody in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatRecord {
    /// The chat.
    pub id: ChatId,
    /// The two who are in it; nobody for a group, whose members are in records of their own.
    pub people: Vec<PersonId>,
    /// Place of the last message; 0 before the first.
    pub last_seq: u64,
    /// The last message, for lists.
    pub last: Option<LastRecord>,
    /// How many messages count as unread to whoever has seen none; records before groups had no other ones.
    #[serde(default)]
    pub said: Option<u64>,
    /// Place of the last message that called everybody.
    #[serde(default)]
    pub called: u64,
    /// When somebody last wrote to the official account of this chat.
    #[serde(default)]
    pub asked: Option<Timestamp>,
}

impl ChatRecord {
    /// A chat in which nothing was said.
    pub fn new(id: ChatId, people: Vec<PersonId>) -> Self {
        Self { id, people, last_seq: 0, last: None, said: Some(0), called: 0, asked: None }
    }

    /// How many messages count as unread to whoever has seen none.
    pub fn said(&self) -> u64 {
        self.said.unwrap_or(self.last_seq)
    }
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
    /// Its place; 0 in records before groups, where it was the chat's last.
    #[serde(default)]
    pub seq: u64,
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
    /// How many messages counted as unread up to the one that was read.
    #[serde(default)]
    pub heard: Option<u64>,
    /// Put away with the other quiet chats.
    #[serde(default)]
    pub folded: bool,
    /// Not in the list any more, until something happens.
    #[serde(default)]
    pub hidden: bool,
    /// Nothing up to this place is shown: it was before their time, or they cleared it.
    #[serde(default)]
    pub from: u64,
    /// Nothing behind this place is shown: they were not in the group any more.
    #[serde(default)]
    pub until: Option<u64>,
    /// What they are in the group, if the chat is one.
    #[serde(default)]
    pub part: Option<Part>,
}

impl MemberRecord {
    /// A chat that just came into a profile's list.
    pub fn new(profile: PersonId, chat: ChatId, since: Timestamp) -> Self {
        let (heard, draft) = (Some(0), String::new());
        let (pinned, muted, folded, hidden) = (false, false, false, false);
        Self {
            profile,
            chat,
            since,
            read: 0,
            pinned,
            muted,
            draft,
            heard,
            folded,
            hidden,
            from: 0,
            until: None,
            part: None,
        }
    }

    /// How many messages counted as unread up to the one that was read.
    pub fn heard(&self) -> u64 {
        self.heard.unwrap_or(self.read)
    }

    /// True for a place that this profile may see.
    pub fn sees(&self, seq: u64) -> bool {
        seq > self.from && self.until.is_none_or(|until| seq <= until)
    }

    /// True for a member of a group, and for both of a chat of two.
    pub fn is_in(&self) -> bool {
        self.part.as_ref().is_none_or(|part| part.standing == Standing::In)
    }

    /// Everything up to the end of the chat was seen.
    pub fn read_to_the_end(&mut self, chat: &ChatRecord) {
        self.read = chat.last_seq;
        self.heard = Some(chat.said());
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
    /// What it says; of a file, what is said with it or what it is called.
    pub text: MessageText,
    /// The file, if it is one.
    #[serde(default)]
    pub file: Option<Box<FileInfo>>,
    /// How often delivery was tried.
    #[serde(default)]
    pub tries: u32,
    /// Why the last try failed; such a message waits for its sender.
    #[serde(default)]
    pub failed: Option<SendError>,
}

impl QueuedRecord {
    /// What the message is going to say.
    pub fn body(&self) -> Body {
        self.file.clone().map_or_else(|| Body::Text(self.text.clone()), Body::File)
    }
}

/// What is in a file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// Of which message.
    pub id: MessageId,
    /// All of it.
    pub content: FileContent,
}

/// Something that a program shares in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateRecord {
    /// The message that brought the program.
    pub card: MessageId,
    /// Its place among those of the same card, from 0.
    pub number: u64,
    /// What was shared.
    pub update: SharedUpdate,
}

/// An event of a chat that is kept as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRecord {
    /// Where.
    pub chat: ChatId,
    /// Its place among those of its type that are no state, from 0. Of each state there is the last one only.
    pub number: u64,
    /// Place of the last message before it.
    pub after: u64,
    /// What happened: an [`EventBody::Other`].
    pub event: RoomEvent,
}

impl EventRecord {
    /// What it is the state of.
    pub fn state_key(&self) -> Option<&str> {
        match &self.event.body {
            EventBody::Other { state_key, .. } => state_key.as_deref(),
            // What is known anyway is not kept.
            _ => None,
        }
    }
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
    /// Adds the content of a file.
    File(FileRecord),
    /// Removes the content of a file that was given up.
    DropFile(MessageId),
    /// Adds something that a program shares.
    Update(UpdateRecord),
    /// Adds an event, or replaces a state.
    Event(EventRecord),
    /// Removes an event that newer ones have taken the place of.
    DropEvent(EventRecord),
    /// Adds or replaces a message on its way.
    Queue(QueuedRecord),
    /// Removes a message that is no longer on its way, by its order.
    Unqueue(u64),
    /// Adds or replaces a group.
    Group(GroupRecord),
    /// Adds a line to the log of a group.
    Log(LogRecord),
    /// Adds or replaces what somebody keeps of somebody.
    Contact(ContactRecord),
    /// Adds or replaces what an official account has said.
    Account(AccountRecord),
}
