//! Where the engine's records are kept. The store decides nothing: it loads, it commits, it pages.

pub mod memory;

#[cfg(target_arch = "wasm32")]
pub mod indexed_db;

use super::record::{
    AccountRecord, ChatRecord, ContactRecord, EventRecord, GroupRecord, LogRecord, MemberRecord, MessageRecord,
    QueuedRecord, Write,
};
use crate::backend::Failure;
use crate::domain::file::FileContent;
use crate::domain::id::{ChatId, MessageId};
use crate::domain::mini::update::SharedUpdate;
use crate::domain::person::Profile;

/// Everything that is held in memory from the start: all but the messages.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The profiles.
    pub profiles: Vec<Profile>,
    /// The chats.
    pub chats: Vec<ChatRecord>,
    /// The chats of each profile.
    pub members: Vec<MemberRecord>,
    /// The messages on their way.
    pub queue: Vec<QueuedRecord>,
    /// The groups.
    pub groups: Vec<GroupRecord>,
    /// The lines of their logs.
    pub logs: Vec<LogRecord>,
    /// What the profiles keep of people.
    pub contacts: Vec<ContactRecord>,
    /// What official accounts said.
    pub accounts: Vec<AccountRecord>,
    /// How many records could not be read. They stay where they are.
    pub damaged: u32,
}

/// A message as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// As it should be.
    Message(MessageRecord),
    /// At this place is a record that cannot be read.
    Damaged {
        /// The place.
        seq: u64,
    },
}

/// A store of records.
pub trait Store: 'static {
    /// Reads everything but the messages.
    fn load(&self) -> impl Future<Output = Result<Loaded, Failure>>;

    /// Makes all the changes or none, and returns when they will outlive a crash of the browser.
    fn commit(&self, writes: &[Write]) -> impl Future<Output = Result<(), Failure>>;

    /// Reads up to `count` messages before place `before`, the oldest first.
    fn page(&self, chat: &ChatId, before: u64, count: u64) -> impl Future<Output = Result<Vec<Found>, Failure>>;

    /// The content of a file.
    fn file(&self, id: &MessageId) -> impl Future<Output = Result<Option<FileContent>, Failure>>;

    /// Everything that a program shares in a chat, in order.
    fn updates(&self, card: &MessageId) -> impl Future<Output = Result<Vec<SharedUpdate>, Failure>>;

    /// The events of one type in a chat, in their order: its states, or those that are none.
    fn events(&self, chat: &ChatId, kind: &str, state: bool)
    -> impl Future<Output = Result<Vec<EventRecord>, Failure>>;

    /// Finds a message that was delivered.
    fn find(&self, id: &MessageId) -> impl Future<Output = Result<Option<MessageRecord>, Failure>>;
}
