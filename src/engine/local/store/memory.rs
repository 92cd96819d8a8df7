//! A store that forgets, for tests of everything above it. The contract suite holds it to what the real one does.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::{Found, Loaded, Store};
use crate::backend::Failure;
use crate::domain::file::FileContent;
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::mini::update::SharedUpdate;
use crate::domain::person::Profile;
use crate::engine::local::record::{
    AccountRecord, ChatRecord, ContactRecord, EventRecord, GroupRecord, LogRecord, MemberRecord, MessageRecord,
    QueuedRecord, Write,
};

/// Records in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    profiles: RefCell<BTreeMap<PersonId, Profile>>,
    chats: RefCell<BTreeMap<ChatId, ChatRecord>>,
    members: RefCell<BTreeMap<(PersonId, ChatId), MemberRecord>>,
    messages: RefCell<BTreeMap<(ChatId, u64), MessageRecord>>,
    queue: RefCell<BTreeMap<u64, QueuedRecord>>,
    groups: RefCell<BTreeMap<ChatId, GroupRecord>>,
    logs: RefCell<BTreeMap<(ChatId, u64), LogRecord>>,
    contacts: RefCell<BTreeMap<(PersonId, PersonId), ContactRecord>>,
    accounts: RefCell<BTreeMap<PersonId, AccountRecord>>,
    files: RefCell<BTreeMap<MessageId, FileContent>>,
    updates: RefCell<BTreeMap<(MessageId, u64), SharedUpdate>>,
    events: RefCell<BTreeMap<EventKey, EventRecord>>,
    room: Cell<Option<u32>>,
}

impl MemoryStore {
    /// From now on only this many commits succeed; then the store is full. `None` takes the limit away.
    pub fn set_room(&self, commits: Option<u32>) {
        self.room.set(commits);
    }

    fn write(&self, write: Write) {
        match write {
            Write::Profile(it) => drop(self.profiles.borrow_mut().insert(it.id.clone(), it)),
            Write::Chat(it) => drop(self.chats.borrow_mut().insert(it.id.clone(), it)),
            Write::Member(it) => {
                self.members.borrow_mut().insert((it.profile.clone(), it.chat.clone()), it);
            }
            Write::Message(it) => drop(self.messages.borrow_mut().insert((it.chat.clone(), it.seq), it)),
            Write::File(it) => drop(self.files.borrow_mut().insert(it.id, it.content)),
            Write::DropFile(id) => drop(self.files.borrow_mut().remove(&id)),
            Write::Update(it) => drop(self.updates.borrow_mut().insert((it.card, it.number), it.update)),
            Write::Event(it) => {
                self.events.borrow_mut().insert(key(&it), it);
            }
            Write::DropEvent(it) => drop(self.events.borrow_mut().remove(&key(&it))),
            Write::Queue(it) => drop(self.queue.borrow_mut().insert(it.order, it)),
            Write::Unqueue(order) => drop(self.queue.borrow_mut().remove(&order)),
            Write::Group(it) => drop(self.groups.borrow_mut().insert(it.chat.clone(), it)),
            Write::Log(it) => drop(self.logs.borrow_mut().insert((it.chat.clone(), it.number), it)),
            Write::Contact(it) => {
                self.contacts.borrow_mut().insert((it.profile.clone(), it.person.clone()), it);
            }
            Write::Account(it) => drop(self.accounts.borrow_mut().insert(it.id.clone(), it)),
        }
    }
}

/// The chat, the type, and the key of a state or the number of what is none.
type EventKey = (ChatId, String, Option<String>, u64);

fn key(record: &EventRecord) -> EventKey {
    let (state_key, kind) = (record.state_key().map(Into::into), record.event.body.kind().into());
    let number = if record.state_key().is_some() { 0 } else { record.number };
    (record.chat.clone(), kind, state_key, number)
}

impl Store for MemoryStore {
    async fn load(&self) -> Result<Loaded, Failure> {
        Ok(Loaded {
            profiles: self.profiles.borrow().values().cloned().collect(),
            chats: self.chats.borrow().values().cloned().collect(),
            members: self.members.borrow().values().cloned().collect(),
            queue: self.queue.borrow().values().cloned().collect(),
            groups: self.groups.borrow().values().cloned().collect(),
            logs: self.logs.borrow().values().cloned().collect(),
            contacts: self.contacts.borrow().values().cloned().collect(),
            accounts: self.accounts.borrow().values().cloned().collect(),
            damaged: 0,
        })
    }

    async fn commit(&self, writes: &[Write]) -> Result<(), Failure> {
        if let Some(room) = self.room.get() {
            self.room.set(Some(room.checked_sub(1).ok_or(Failure::StorageFull)?));
        }
        writes.iter().cloned().for_each(|write| self.write(write));
        Ok(())
    }

    async fn page(&self, chat: &ChatId, before: u64, count: u64) -> Result<Vec<Found>, Failure> {
        let range = (chat.clone(), before.saturating_sub(count))..(chat.clone(), before);
        Ok(self.messages.borrow().range(range).map(|(_, record)| Found::Message(record.clone())).collect())
    }

    async fn file(&self, id: &MessageId) -> Result<Option<FileContent>, Failure> {
        Ok(self.files.borrow().get(id).cloned())
    }

    async fn updates(&self, card: &MessageId) -> Result<Vec<SharedUpdate>, Failure> {
        let range = (card.clone(), 0)..=(card.clone(), u64::MAX);
        Ok(self.updates.borrow().range(range).map(|(_, update)| update.clone()).collect())
    }

    async fn events(&self, chat: &ChatId, kind: &str, state: bool) -> Result<Vec<EventRecord>, Failure> {
        let events = self.events.borrow();
        let of = |record: &&EventRecord| {
            record.chat == *chat && record.event.body.kind() == kind && record.state_key().is_some() == state
        };
        Ok(events.values().filter(of).cloned().collect())
    }

    async fn find(&self, id: &MessageId) -> Result<Option<MessageRecord>, Failure> {
        Ok(self.messages.borrow().values().find(|record| record.id == *id).cloned())
    }
}
