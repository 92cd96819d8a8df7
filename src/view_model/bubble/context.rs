//! What belongs to a message and is none of its words: what it answers, and the signs on it.

use super::Reader;
use crate::domain::id::MessageId;
use crate::domain::message::{Body, Message, Reaction};
use crate::text::Catalogue;
use crate::view_model::gist::{gist, line};

/// The message that another one answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Which.
    pub id: MessageId,
    /// Who wrote it; empty as long as it is not here.
    pub name: String,
    /// What it says.
    pub text: String,
    /// Both, for those who hear it read out.
    pub label: String,
}

/// A sign on a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// The sign itself.
    pub key: String,
    /// How many put it there.
    pub count: u32,
    /// The reader did.
    pub mine: bool,
    /// All of it in words.
    pub label: String,
}

/// What a message says where chats are read, in one line.
pub fn said(body: &Body, texts: &Catalogue) -> String {
    match body {
        Body::Guide(topic) => line((texts.guide.says)(*topic)),
        body => gist(body, texts),
    }
}

pub(super) fn quoted(message: &Message, reader: &Reader, texts: &Catalogue) -> Option<Quoted> {
    let quote = message.context.reply.as_ref()?;
    let (name, text) = match &quote.body {
        Some(body) => (reader.quoted.clone(), said(body, texts)),
        None => (String::new(), texts.exchange.not_here.into()),
    };
    let label = if name.is_empty() { text.clone() } else { (texts.exchange.answers)(&name, &text) };
    Some(Quoted { id: quote.id.clone(), name, text, label })
}

pub(super) fn sign(reaction: &Reaction, texts: &Catalogue) -> Sign {
    let Reaction { key, count, mine } = reaction;
    Sign { key: key.clone(), count: *count, mine: *mine, label: (texts.exchange.sign)(key, *count, *mine) }
}
