//! Everything the engine knows but the messages, in memory, and the questions asked of it.
//!
//! It changes only by [`Model::apply`], after the store has taken the same changes:
//! what a tab was told is never more than what is stored.

use std::collections::BTreeMap;

use super::record::{ChatRecord, MemberRecord, QueuedRecord, Write};
use super::store::Loaded;
use crate::domain::chat::{self, Chat, Preview};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::{Body, Delivery, Message};
use crate::domain::person::{Contact, Profile, Title, guide_id, is_guide};

/// The engine's memory.
#[derive(Debug, Default)]
pub struct Model {
    profiles: BTreeMap<PersonId, Profile>,
    chats: BTreeMap<ChatId, ChatRecord>,
    members: BTreeMap<(PersonId, ChatId), MemberRecord>,
    queue: BTreeMap<u64, QueuedRecord>,
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
        model
    }

    /// Follows a change that the store has taken.
    pub fn apply(&mut self, write: Write) {
        match write {
            Write::Profile(it) => drop(self.profiles.insert(it.id.clone(), it)),
            Write::Chat(it) => drop(self.chats.insert(it.id.clone(), it)),
            Write::Member(it) => drop(self.members.insert((it.profile.clone(), it.chat.clone()), it)),
            Write::Queue(it) => drop(self.queue.insert(it.order, it)),
            Write::Unqueue(order) => drop(self.queue.remove(&order)),
            Write::Message(_) => {}
        }
    }

    /// A profile.
    pub fn profile(&self, id: &PersonId) -> Option<&Profile> {
        self.profiles.get(id)
    }

    /// All profiles, the oldest first.
    pub fn profiles(&self) -> Vec<Profile> {
        let mut all: Vec<_> = self.profiles.values().cloned().collect();
        all.sort_by(|a, b| (a.created, &a.id).cmp(&(b.created, &b.id)));
        all
    }

    /// Whom a profile can write to: the others by name, then the guide.
    pub fn contacts(&self, profile: &PersonId) -> Vec<Contact> {
        let mut others: Vec<_> = self.profiles.values().filter(|other| other.id != *profile).collect();
        others.sort_by_key(|other| (other.name.as_str().to_lowercase(), &other.id));
        let people = others.into_iter().map(|it| contact(it));
        people
            .chain([Contact { id: guide_id(), title: Title::Guide, remark: None, tags: Vec::new(), account: None }])
            .collect()
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

    /// The chats of a profile, in the order of the list.
    pub fn chats(&self, profile: &PersonId) -> Vec<Chat> {
        let mine = self.members.values().filter(|member| member.profile == *profile);
        let mut chats: Vec<Chat> = mine.filter_map(|member| self.row(member)).collect();
        chat::sort(&mut chats);
        chats
    }

    fn row(&self, member: &MemberRecord) -> Option<Chat> {
        let chat = self.chats.get(&member.chat)?;
        let with = chat.people.iter().find(|person| **person != member.profile)?.clone();
        let title = match self.profiles.get(&with) {
            _ if is_guide(&with) => Title::Guide,
            Some(other) => Title::Person(other.name.clone()),
            None => return None,
        };
        let delivered = chat.last.as_ref().map(|last| Preview {
            sender: last.sender.clone(),
            name: None,
            at: last.at,
            body: last.body.clone(),
            delivery: Delivery::Sent,
        });
        let queued = self.queued(&member.profile, &chat.id).last().map(|queued| Preview {
            sender: queued.sender.clone(),
            name: None,
            at: queued.at,
            body: Body::Text(queued.text.clone()),
            delivery: delivery(queued),
        });
        let last = queued.or(delivered);
        Some(Chat {
            id: chat.id.clone(),
            with: crate::domain::chat::With::Person(with),
            title,
            active: last.as_ref().map_or(member.since, |last| last.at.max(member.since)),
            last,
            unread: u32::try_from(chat.last_seq.saturating_sub(member.read)).unwrap_or(u32::MAX),
            pinned: member.pinned,
            muted: member.muted,
            folded: false,
            draft: member.draft.clone(),
        })
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
        self.queue.keys().next_back().map_or(1, |last| last + 1)
    }
}

fn contact(profile: &Profile) -> Contact {
    let title = Title::Person(profile.name.clone());
    Contact { id: profile.id.clone(), title, remark: None, tags: Vec::new(), account: None }
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
            body: Body::Text(queued.text.clone()),
            edited: false,
            delivery: delivery(queued),
        }
    }
}
