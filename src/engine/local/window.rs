//! The part of a conversation that one tab has on screen.

use super::model::{Model, can_read};
use super::record::{MessageRecord, Write};
use super::store::Found;
use crate::backend::diff::{VectorDiff, diff};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::{Body, Context, Delivery, Message};
use crate::domain::time::Timestamp;

/// The latest messages of a chat from some place on, and what the tab was told of them.
#[derive(Debug)]
pub(super) struct Window {
    delivered: Vec<Message>,
    told: Vec<Message>,
    first: u64,
}

impl Window {
    /// A window on a page of messages; `next` is the place behind the chat's last.
    pub(super) fn new(page: Vec<Found>, next: u64) -> Self {
        let mut window = Self { delivered: Vec::new(), told: Vec::new(), first: next };
        window.extend_back(page);
        window
    }

    /// The place of the first message shown.
    pub(super) fn first(&self) -> u64 {
        self.first
    }

    /// Adds older messages.
    pub(super) fn extend_back(&mut self, page: Vec<Found>) {
        let older: Vec<Message> = page.into_iter().map(Message::from).collect();
        self.first = older.first().and_then(|message| message.seq).unwrap_or(self.first);
        self.delivered.splice(0..0, older);
    }

    /// Follows what was stored.
    pub(super) fn follow(&mut self, chat: &ChatId, writes: &[Write]) {
        for write in writes {
            let Write::Message(record) = write else { continue };
            if record.chat != *chat || record.seq < self.first {
                continue;
            }
            let message = Message::from(Found::Message(record.clone()));
            match self.delivered.binary_search_by_key(&message.seq, |it| it.seq) {
                Ok(at) => self.delivered[at] = message,
                Err(at) => self.delivered.insert(at, message),
            }
        }
    }

    /// The window whole, as a tab sees it that has seen nothing.
    pub(super) fn reset(&mut self, model: &Model, profile: &PersonId, chat: &ChatId) -> Vec<Message> {
        self.told = self.now(model, profile, chat);
        self.told.clone()
    }

    /// What changed since the tab was last told.
    pub(super) fn changes(&mut self, model: &Model, profile: &PersonId, chat: &ChatId) -> Vec<VectorDiff<Message>> {
        let now = self.now(model, profile, chat);
        let diffs = diff(&self.told, &now, |message| message.id.clone());
        self.told = now;
        diffs
    }

    fn now(&self, model: &Model, profile: &PersonId, chat: &ChatId) -> Vec<Message> {
        let Some(member) = model.member(profile, chat) else { return Vec::new() };
        let may = member.part.as_ref().is_none_or(|part| can_read(&part.standing));
        let sees = |message: &&Message| may && message.seq.is_some_and(|seq| member.sees(seq));
        let queued = model.queued(profile, chat).map(Message::from);
        self.delivered.iter().filter(sees).cloned().chain(queued).collect()
    }
}

impl From<Found> for Message {
    fn from(found: Found) -> Self {
        match found {
            Found::Message(MessageRecord { seq, id, sender, at, body, edited, .. }) => Self {
                id,
                seq: Some(seq),
                sender,
                at,
                body,
                edited,
                delivery: Delivery::Sent,
                context: Context::default(),
            },
            // Only the place is known: it also makes the id, so that the row stays the same row.
            Found::Damaged { seq } => Self {
                id: MessageId::random(u128::from(seq).to_be_bytes()),
                seq: Some(seq),
                sender: PersonId::random([0; 16]),
                at: Timestamp::default(),
                body: Body::Unreadable,
                edited: false,
                delivery: Delivery::Sent,
                context: Context::default(),
            },
        }
    }
}
