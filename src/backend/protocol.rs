//! What is asked, answered and told. The serialised form is fixed by `tests/snapshots.rs`.

mod group;
mod home;
mod talk;

use serde::{Deserialize, Serialize};

use super::diff::VectorDiff;
use super::shelf::Parcel;
use crate::domain::account::AccountKind;
use crate::domain::chat::Chat;
use crate::domain::file::{FileContent, serde_bytes_vec};
use crate::domain::group::act::LogEntry;
use crate::domain::group::picture::Picture;
use crate::domain::group::{Doorway, Group, Member};
use crate::domain::home::{Abilities, Homeserver, Link};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::Message;
use crate::domain::mini::update::SharedUpdate;
use crate::domain::name::Name;
use crate::domain::person::{Contact, Profile};
use crate::domain::safety::Safety;
use crate::domain::ticket::{GroupTicket, Ticket};
use crate::domain::time::Timestamp;

pub use group::GroupCommand;
pub use home::HomeCommand;
pub use talk::TalkCommand;

/// Goes up whenever the meaning or the shape of a message changes.
pub const PROTOCOL_VERSION: u16 = 10;

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
        /// What it answers.
        reply: Option<MessageId>,
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
    /// Reads the last page of a conversation without watching it: nothing is asked of a server, nothing is told later,
    /// and nobody hears of it. → [`Answer::Glance`]
    Glance {
        /// Which.
        chat: ChatId,
    },
    /// Puts a chat away with the other quiet ones, or no longer.
    SetFolded {
        /// Which.
        chat: ChatId,
        /// Put away or not.
        folded: bool,
    },
    /// Forgets what was said in a chat up to now, for this profile only.
    ClearHistory {
        /// Which.
        chat: ChatId,
    },
    /// Takes a chat out of the list: a group that the profile is not in any more, or an invitation.
    Forget {
        /// Which.
        chat: ChatId,
    },
    /// Keeps what the profile calls somebody and files them under. Nobody else is told.
    SetNote {
        /// Whom.
        person: PersonId,
        /// A name as it was typed; empty text removes it.
        remark: String,
        /// Names as they were typed.
        tags: Vec<String>,
    },
    /// Makes a group of the profile and others. → [`Answer::Chat`]
    CreateGroup {
        /// Chosen by the caller, at random.
        id: ChatId,
        /// A name as it was typed.
        title: String,
        /// Who else.
        people: Vec<PersonId>,
        /// The group of the same set that it follows, whose rules it takes over.
        after: Option<ChatId>,
    },
    /// Something in a group.
    Group {
        /// Which group.
        chat: ChatId,
        /// What.
        act: GroupCommand,
    },
    /// Something in a chat besides writing.
    Talk {
        /// Which chat.
        chat: ChatId,
        /// What.
        act: TalkCommand,
    },
    /// Something at a homeserver.
    Home(HomeCommand),
    /// Announces something in one group or several: in all of them or, if one does not allow it, in none.
    Announce {
        /// Where.
        groups: Vec<ChatId>,
        /// Chosen by the caller, at random; a second one of the same id is the same.
        id: MessageId,
        /// A text as it was typed.
        text: String,
    },
    /// Finds out what a code leads to. → [`Answer::Doorway`], [`Answer::Person`]
    LookUp {
        /// What the code says.
        ticket: Ticket,
    },
    /// Comes into a group with a code, or with an invitation that the code reminds of. → [`Answer::Joined`]
    Join {
        /// What the code says.
        ticket: GroupTicket,
    },
    /// Comes to the meeting of these digits, which is told about until [`Command::LeaveMeeting`]. → [`Answer::Meeting`]
    Meet {
        /// As they were typed.
        digits: String,
    },
    /// Goes from meeting to group. → [`Answer::Chat`]
    EnterMeeting {
        /// What the group is called if this is the first one in.
        title: String,
    },
    /// Goes away from a meeting.
    LeaveMeeting,
    /// Makes an official account, which acts like a profile. → [`Answer::Profile`]
    CreateAccount {
        /// Chosen by the caller, at random.
        id: PersonId,
        /// A name as it was typed.
        name: String,
        /// What kind.
        kind: AccountKind,
    },
    /// Follows an official account, or no longer.
    Follow {
        /// Which.
        account: PersonId,
        /// Follow or not.
        on: bool,
    },
    /// Says something to all who follow the open profile, which is an official account.
    Broadcast {
        /// Chosen by the caller, at random; a second one of the same id is the same.
        id: MessageId,
        /// A text as it was typed.
        text: String,
    },
    /// Something on the shelf of programs: a [`super::shelf::ShelfCommand`]. → [`Answer::Shelf`]
    Shelf {
        /// Whose shelf.
        owner: PersonId,
        /// What.
        ask: Parcel,
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
    /// A group and its members.
    Group(ChatId),
    /// The public log of a group.
    Log(ChatId),
    /// What protects the account of the open profile.
    Safety,
    /// The programs of somebody.
    Shelf(PersonId),
    /// What a program shares in a chat: all of it first, then what comes.
    Updates {
        /// Which chat.
        chat: ChatId,
        /// The message that brought the program.
        card: MessageId,
    },
    /// What the same program of others says in a chat while it is watched.
    Live {
        /// Which chat.
        chat: ChatId,
        /// The message that brought the program.
        card: MessageId,
    },
    /// What happens in a chat from now on, in the shapes of Matrix.
    Events(ChatId),
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
        /// What the backend can do.
        abilities: Abilities,
    },
    /// A chat.
    Chat(ChatId),
    /// What somebody at the door may know of a group.
    Doorway(Box<Doorway>),
    /// Somebody whose code it is.
    Person(Contact),
    /// The group that was joined.
    Joined {
        /// Its chat.
        chat: ChatId,
        /// They were in it before.
        already: bool,
    },
    /// What somebody may know of a homeserver.
    Homeserver(Box<Homeserver>),
    /// A file.
    File(FileContent),
    /// The last page of a conversation, as far as the backend has it at hand.
    Glance {
        /// The messages, the oldest first.
        messages: Vec<Message>,
        /// True if older messages can be loaded.
        has_older: bool,
    },
    /// A recovery key, as it is to be written down. It is nowhere else.
    RecoveryKey(String),
    /// A meeting that was joined.
    Meeting {
        /// When it is over.
        until: Timestamp,
    },
    /// What came of something on the shelf: a [`super::shelf::ShelfAnswer`].
    Shelf(Parcel),
    /// An event that was sent.
    Event(MessageId),
    /// Events that were read: a list of [`RoomEvent`](crate::domain::mini::event::RoomEvent).
    Events(Parcel),
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
    /// A group, as it is now; its members are told on their own.
    Group(Box<Group>),
    /// The people of a group and those at its door, by when they came.
    Members {
        /// Which group.
        chat: ChatId,
        /// The changes.
        diffs: Vec<VectorDiff<Member>>,
    },
    /// The public log of a group, the oldest first.
    Log {
        /// Which group.
        chat: ChatId,
        /// The changes.
        diffs: Vec<VectorDiff<LogEntry>>,
    },
    /// The people of the meeting that the open profile is at, by when they came.
    Meeting(Vec<VectorDiff<Contact>>),
    /// Who is writing in a chat that is watched, besides the reader.
    Typing {
        /// Which chat.
        chat: ChatId,
        /// Who.
        people: Vec<Name>,
    },
    /// How the engine and the homeserver of the open profile get on; told after [`Command::Open`] and with each change.
    Link(Link),
    /// What protects the account of the open profile.
    Safety(Box<Safety>),
    /// What people look like who have a picture, or have none any more. Told by itself, whenever it becomes known.
    Faces(Vec<(PersonId, Option<Picture>)>),
    /// What a program shares in a chat, in the order of the chat. The same one may be told more than once.
    Updates {
        /// Which chat.
        chat: ChatId,
        /// The message that brought the program.
        card: MessageId,
        /// What was not told yet.
        updates: Vec<SharedUpdate>,
    },
    /// What a program says to those who have it open in a chat right now.
    Live {
        /// Which chat.
        chat: ChatId,
        /// The message that brought the program.
        card: MessageId,
        /// What it says.
        #[serde(with = "serde_bytes_vec")]
        data: Vec<u8>,
    },
    /// The programs of somebody: a [`super::shelf::ShelfEvent`].
    Shelf {
        /// Of whom.
        owner: PersonId,
        /// The changes.
        programs: Parcel,
    },
    /// What happened in a chat: a list of [`RoomEvent`](crate::domain::mini::event::RoomEvent), in the order of the
    /// chat. The same one may be told more than once.
    Events {
        /// Which chat.
        chat: ChatId,
        /// What.
        events: Parcel,
    },
}
