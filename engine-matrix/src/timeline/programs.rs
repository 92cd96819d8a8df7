//! What the programs of a conversation say: lines of their own, and what the messages show that brought them.

use std::collections::HashMap;
use std::rc::Weak;
use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::ruma::OwnedEventId;
use matrix_sdk_ui::timeline::TimelineItemContent;
use teahouse::domain::file::MAX_FILE_NAME;
use teahouse::domain::id::MessageId;
use teahouse::domain::message::{Body, Message};
use teahouse::domain::mini::aside::{Aside, Line, Tidings};

use super::{Conversation, message};
use crate::runtime::{spawn, within};
use crate::updates::aloud::Aloud;

/// How long the server may take for a message that brought a program.
const ANSWER: Duration = Duration::from_secs(20);

/// What is known while the messages are gone through, the oldest first.
#[derive(Default)]
pub(super) struct Programs {
    names: HashMap<MessageId, Line>,
    said: HashMap<MessageId, Aside>,
}

impl Programs {
    /// Takes in a message, which may bring one.
    pub(super) fn meet(&mut self, message: &Message) {
        if let Some(name) = name_of(&message.body) {
            self.names.insert(message.id.clone(), name);
        }
    }

    /// Takes in what the program of a message says: what it said last counts.
    fn hear(&mut self, card: &MessageId, aside: &Aside) {
        let said = self.said.entry(card.clone()).or_default();
        for (here, now) in [(&mut said.document, &aside.document), (&mut said.summary, &aside.summary)] {
            if now.is_some() {
                here.clone_from(now);
            }
        }
    }

    /// Has the messages show it.
    pub(super) fn show(&self, messages: &mut [Message]) {
        for message in messages {
            if let (Body::File(file), Some(said)) = (&mut message.body, self.said.get(&message.id)) {
                file.say(said);
            }
        }
    }
}

impl Conversation {
    /// The line of its own that a program says, if it says one and it is known which program it is.
    pub(super) fn tidings(&self, aloud: Aloud, programs: &mut Programs) -> Option<Body> {
        let card = self.account.outgoing.names().of_event(&aloud.card);
        programs.hear(&card, &aloud.aside);
        let info = aloud.aside.info?;
        let program = match programs.names.get(&card) {
            Some(name) => name.clone(),
            None => self.further_up(aloud.card)?,
        };
        Some(Body::Tidings(Box::new(Tidings { card, program, info, href: aloud.aside.href })))
    }

    /// What a program is called whose message is further up than anybody has looked: it is fetched, once. Until then
    /// nobody knows that it is a program, nor what we call the message.
    fn further_up(&self, event: OwnedEventId) -> Option<Line> {
        if self.rests.get() {
            return None;
        }
        let known = self.programs.borrow().get(&event).cloned();
        if known.is_none() {
            self.programs.borrow_mut().insert(event.clone(), None);
            spawn(fetch(self.me.clone(), self.room.clone(), event));
        }
        known.flatten()
    }
}

async fn fetch(conversation: Weak<Conversation>, room: Room, event: OwnedEventId) {
    let Some(Ok(found)) = within(ANSWER, room.load_or_fetch_event(&event, None)).await else { return };
    let raw = found.raw().clone();
    let is_own = found.sender().as_deref() == Some(room.own_user_id());
    let content = TimelineItemContent::from_event(&room, found).await;
    let Some(conversation) = conversation.upgrade() else { return };
    if is_own {
        conversation.account.outgoing.meet(&event, &raw);
    }
    let name = content.and_then(|content| name_of(&message::body(&content, conversation.many)?));
    conversation.programs.borrow_mut().insert(event, name);
    conversation.tell();
}

fn name_of(body: &Body) -> Option<Line> {
    let Body::File(file) = body else { return None };
    file.program().map(|name| Line::tidied(name, MAX_FILE_NAME))
}
