//! Everything the engine knows but the messages, in memory, and the questions asked of it.
//!
//! It changes only by [`Model::apply`], after the store has taken the same changes:
//! what a tab was told is never more than what is stored.

mod group;
mod people;
mod row;

use super::record::{
    AccountRecord, ChatRecord, ContactRecord, GroupRecord, LogRecord, MemberRecord, QueuedRecord, Write,
};
use super::store::Loaded;
use crate::domain::group::Standing;
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::{Context, Delivery, Message};
use crate::domain::order;
use crate::domain::person::Profile;
use crate::engine::table::Table;

/// The engine's memory.
#[derive(Debug, Default)]
pub struct Model {
    profiles: Table<PersonId, Profile>,
    chats: Table<ChatId, ChatRecord>,
    members: Table<(PersonId, ChatId), MemberRecord>,
    queue: Table<u64, QueuedRecord>,
    groups: Table<ChatId, GroupRecord>,
    logs: Table<(ChatId, u64), LogRecord>,
    contacts: Table<(PersonId, PersonId), ContactRecord>,
    accounts: Table<PersonId, AccountRecord>,
    /// Who has a [`MemberRecord`] of each chat.
    by_chat: Table<ChatId, Vec<PersonId>>,
    /// How many stored records could not be read.
    pub damaged: u32,
}

impl Model {
    /// Takes over what was loaded.
    pub fn new(loaded: Loaded) -> Self {
        let mut model = Self { damaged: loaded.damaged, ..Self::default() };
        loaded.profiles.into_iter().for_each(|it| model.apply(Write::Profile(it)));
        loaded.chats.into_iter().for_each(|it| model.apply(Write::Chat(it)));
        loaded.members.into_iter().for_each(|it| model.apply(Write::Member(it)));
        loaded.queue.into_iter().for_each(|it| model.apply(Write::Queue(it)));
        loaded.groups.into_iter().for_each(|it| model.apply(Write::Group(it)));
        loaded.logs.into_iter().for_each(|it| model.apply(Write::Log(it)));
        loaded.contacts.into_iter().for_each(|it| model.apply(Write::Contact(it)));
        loaded.accounts.into_iter().for_each(|it| model.apply(Write::Account(it)));
        model
    }

    /// Follows a change that the store has taken.
    #[inline(never)]
    pub fn apply(&mut self, write: Write) {
        match write {
            Write::Profile(it) => self.profiles.insert(it.id.clone(), it),
            Write::Chat(it) => self.chats.insert(it.id.clone(), it),
            Write::Member(it) => {
                let people = self.by_chat.entry(&it.chat);
                if let Err(at) = people.binary_search(&it.profile) {
                    people.insert(at, it.profile.clone());
                }
                self.members.insert((it.profile.clone(), it.chat.clone()), it);
            }
            Write::Group(it) => self.groups.insert(it.chat.clone(), it),
            Write::Log(it) => self.logs.insert((it.chat.clone(), it.number), it),
            Write::Contact(it) => self.contacts.insert((it.profile.clone(), it.person.clone()), it),
            Write::Account(it) => self.accounts.insert(it.id.clone(), it),
            Write::Queue(it) => self.queue.insert(it.order, it),
            Write::Unqueue(order) => self.queue.remove(&order),
            Write::Message(_)
            | Write::File(_)
            | Write::DropFile(_)
            | Write::Update(_)
            | Write::Event(_)
            | Write::DropEvent(_) => {}
        }
    }

    /// A profile.
    pub fn profile(&self, id: &PersonId) -> Option<&Profile> {
        self.profiles.get(id)
    }

    /// All profiles, the oldest first.
    pub fn profiles(&self) -> Vec<Profile> {
        let all = self.profiles.values().cloned().collect();
        order::by(all, &|a: &Profile, b: &Profile| (a.created, &a.id).cmp(&(b.created, &b.id)))
    }

    /// A chat.
    pub fn chat(&self, id: &ChatId) -> Option<&ChatRecord> {
        self.chats.get(id)
    }

    /// The chat of exactly these two.
    pub fn chat_between(&self, a: &PersonId, b: &PersonId) -> Option<&ChatRecord> {
        self.chats.values().find(|chat| chat.people.len() == 2 && chat.people.contains(a) && chat.people.contains(b))
    }

    /// A chat as a profile has it; `None` for whoever is not in it.
    pub fn member(&self, profile: &PersonId, chat: &ChatId) -> Option<&MemberRecord> {
        self.members.get(&(profile.clone(), chat.clone()))
    }

    /// What a profile has on its way to a chat, in order.
    pub fn queued(&self, sender: &PersonId, chat: &ChatId) -> impl Iterator<Item = &QueuedRecord> {
        self.queue.values().filter(move |queued| queued.sender == *sender && queued.chat == *chat)
    }

    /// A message on its way.
    pub fn queued_by_id(&self, id: &MessageId) -> Option<&QueuedRecord> {
        self.queue.values().find(|queued| queued.id == *id)
    }

    /// The next message to deliver: the first that has not failed.
    pub fn next(&self) -> Option<&QueuedRecord> {
        self.queue.values().find(|queued| queued.failed.is_none())
    }

    /// The place behind the queue's last.
    pub fn next_order(&self) -> u64 {
        self.queue.last().map_or(1, |last| last + 1)
    }
}

/// True for whoever may read what was said while they were inside.
pub(super) fn can_read(standing: &Standing) -> bool {
    matches!(standing, Standing::In | Standing::Removed)
}

fn delivery(queued: &QueuedRecord) -> Delivery {
    queued.failed.map_or(Delivery::Sending, Delivery::Failed)
}

impl From<&QueuedRecord> for Message {
    fn from(queued: &QueuedRecord) -> Self {
        Self {
            id: queued.id.clone(),
            seq: None,
            sender: queued.sender.clone(),
            at: queued.at,
            body: queued.body(),
            edited: false,
            delivery: delivery(queued),
            context: Context::default(),
        }
    }
}
