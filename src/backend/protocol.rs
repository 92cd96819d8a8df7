//! What is asked, answered and told. The serialised form is fixed by `tests/snapshots.rs`.

use serde::{Deserialize, Serialize};

use super::diff::VectorDiff;
use crate::domain::chat::Chat;
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::Message;
use crate::domain::person::{Contact, Profile};

/// Goes up whenever the meaning or the shape of a message changes.
pub const PROTOCOL_VERSION: u16 = 1;

/// How many messages a conversation is given at first, and with each [`Command::LoadOlder`].
pub const PAGE: u64 = 60;

/// Something to do. Texts and names are checked by the engine: whatever arrives here may be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Makes a profile, and its chat with the guide. → [`Answer::Profile`]
    CreateProfile {
        /// Chosen by the caller, at random.
        id: PersonId,
        /// A name as it was typed.
        name: String,
    },
    /// From now on this connection acts as the profile. → [`Answer::Opened`]
    Open {
        /// Who acts.
        profile: PersonId,
    },
    /// Changes the name of the open profile.
    Rename {
        /// A name as it was typed.
        name: String,
    },
    /// Starts to tell about something, beginning with all of it ([`VectorDiff::Reset`]).
    Watch(Watch),
    /// Stops to tell about it.
    Unwatch(Watch),
    /// Finds or makes the chat with a person. → [`Answer::Chat`]
    StartChat {
        /// The other one.
        with: PersonId,
    },
    /// Stores a text for sending, and clears the chat's draft. Answered when it is stored.
    Send {
        /// Where to.
        chat: ChatId,
        /// Chosen by the caller, at random; a second message of the same id is the same message.
        id: MessageId,
        /// A text as it was typed.
        text: String,
    },
    /// Says something else in a message of one's own.
    Edit {
        /// Where.
        chat: ChatId,
        /// Which.
        id: MessageId,
        /// A text as it was typed.
        text: String,
    },
    /// Sends a message that failed once more.
    Retry {
        /// Which.
        id: MessageId,
    },
    /// Gives up a message that failed.
    Discard {
        /// Which.
        id: MessageId,
    },
    /// Everything up to a place was seen.
    MarkRead {
        /// Where.
        chat: ChatId,
        /// The last message that was seen.
        upto: u64,
    },
    /// Keeps text that is not sent yet; empty text removes it.
    SetDraft {
        /// Where.
        chat: ChatId,
        /// As it was typed.
        text: String,
    },
    /// Keeps a chat at the top, or no longer.
    SetPinned {
        /// Which.
        chat: ChatId,
        /// At the top or not.
        pinned: bool,
    },
    /// Makes a chat quiet, or no longer.
    SetMuted {
        /// Which.
        chat: ChatId,
        /// Quiet or not.
        muted: bool,
    },
    /// Adds a page of older messages to a watched conversation.
    LoadOlder {
        /// Which.
        chat: ChatId,
    },
}

/// Something to be told about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Watch {
    /// The profiles of this device.
    Profiles,
    /// The people the open profile can write to.
    Contacts,
    /// The chats of the open profile.
    Chats,
    /// The messages of a chat.
    Timeline(ChatId),
}

/// What came of a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is done, and it is stored.
    Done,
    /// A profile.
    Profile(Profile),
    /// The profile this connection acts as.
    Opened {
        /// Who.
        profile: Profile,
        /// How many stored records could not be read and were left alone.
        damaged: u32,
    },
    /// A chat.
    Chat(ChatId),
}

/// What changed in something that is watched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The profiles of this device, by age.
    Profiles(Vec<VectorDiff<Profile>>),
    /// The contacts, by name, the guide last.
    Contacts(Vec<VectorDiff<Contact>>),
    /// The chats, in the order of the list.
    Chats(Vec<VectorDiff<Chat>>),
    /// The messages of a chat, the oldest first.
    Timeline {
        /// Which chat.
        chat: ChatId,
        /// The changes.
        diffs: Vec<VectorDiff<Message>>,
        /// True while older messages can be loaded.
        has_older: bool,
    },
}
