//! One message as it is shown.

mod context;
mod file;

use super::dates::Clock;
use super::timeline::{Entry, is_editable};
use crate::domain::message::{Body, Delivery, Message};
use crate::domain::safety::Locked;
use crate::text::Catalogue;

pub use context::{Quoted, Sign, said};
pub use file::{FileShown, length};

/// What a reader has to do with a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reader {
    /// They wrote it.
    pub mine: bool,
    /// What they call whoever wrote it.
    pub name: String,
    /// There are more than two in the chat, so that a name is needed.
    pub many: bool,
    /// They can reply, react and recall here.
    pub talkback: bool,
    /// What they call whoever wrote the message that it answers.
    pub quoted: String,
}

/// What is said in the place of words, or beneath them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What, and what to do.
    pub text: &'static str,
    /// The page about keys and devices helps.
    pub security: bool,
}

/// What the reader can do with a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Can {
    /// Answer it.
    pub reply: bool,
    /// Put a sign on it.
    pub react: bool,
    /// Change its words.
    pub edit: bool,
    /// Take it back.
    pub recall: bool,
}

/// What a message shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bubble {
    /// The day, when it is the first message of it.
    pub day: Option<String>,
    /// Written by the reader.
    pub mine: bool,
    /// Begins a group.
    pub first: bool,
    /// Ends a group.
    pub last: bool,
    /// Who wrote it, above the first of several messages of others in a group.
    pub sender: Option<String>,
    /// Name and time, for those who hear it read out.
    pub label: String,
    /// What it answers.
    pub quoted: Option<Quoted>,
    /// The words; `None` when there are none, or when they cannot be read.
    pub text: Option<String>,
    /// What is said in the place of words, or beneath them.
    pub note: Option<Note>,
    /// The file.
    pub file: Option<FileShown>,
    /// The signs on it.
    pub signs: Vec<Sign>,
    /// The time of day.
    pub time: String,
    /// `sending`, `sent`, `read` or `failed`; not a text.
    pub state: &'static str,
    /// The state in words; `None` for the messages of others.
    pub status: Option<&'static str>,
    /// Why it did not get through and what to do.
    pub failure: Option<&'static str>,
    /// It says something else than at first.
    pub edited: bool,
    /// What the reader can do with it.
    pub can: Can,
}

impl Bubble {
    /// Puts a message in words.
    pub fn new(entry: &Entry, reader: &Reader, clock: &Clock) -> Self {
        let Entry { message, place } = entry;
        let texts = clock.locale.catalogue();
        let mine = reader.mine;
        let name = if mine { texts.conversation.you } else { &reader.name };
        let (state, status, failure) = match message.delivery {
            Delivery::Sending => ("sending", texts.conversation.sending, None),
            Delivery::Sent if message.context.read => ("read", texts.exchange.read, None),
            Delivery::Sent => ("sent", texts.conversation.sent, None),
            Delivery::Failed(error) => ("failed", "", Some((texts.send_error)(error))),
        };
        Self {
            day: place.new_day.then(|| clock.day(message.at)),
            mine,
            first: place.first,
            last: place.last,
            sender: (reader.many && !mine && place.first).then(|| reader.name.clone()),
            label: (texts.conversation.label)(name, &clock.full(message.at)),
            quoted: context::quoted(message, reader, texts),
            text: words(&message.body, texts),
            note: note(&message.body, mine, texts),
            file: file::file(&message.body, texts),
            signs: message.context.reactions.iter().map(|reaction| context::sign(reaction, texts)).collect(),
            time: clock.time(message.at),
            state,
            status: (mine && failure.is_none()).then_some(status),
            failure,
            edited: message.edited,
            can: can(message, reader),
        }
    }
}

fn words(body: &Body, texts: &Catalogue) -> Option<String> {
    match body {
        Body::Text(text) | Body::Foreign(Some(text)) => Some(text.as_str().into()),
        Body::Guide(topic) => Some((texts.guide.says)(*topic).into()),
        Body::File(file) => file.caption.as_ref().map(|caption| caption.as_str().into()),
        _ => None,
    }
}

fn note(body: &Body, mine: bool, all: &Catalogue) -> Option<Note> {
    let texts = &all.exchange;
    let text = match body {
        Body::Unreadable => all.conversation.unreadable,
        Body::Recalled if mine => texts.recalled_mine,
        Body::Recalled => texts.recalled,
        Body::Locked(why) => (texts.locked)(*why),
        Body::Foreign(None) => texts.foreign,
        Body::Foreign(Some(_)) => texts.foreign_text,
        Body::Text(_) | Body::Guide(_) | Body::Notice(_) | Body::Tidings(_) | Body::File(_) => return None,
    };
    Some(Note { text, security: matches!(body, Body::Locked(Locked::Backup | Locked::Withheld)) })
}

fn can(message: &Message, reader: &Reader) -> Can {
    let sent = message.delivery == Delivery::Sent;
    let readable = matches!(message.body, Body::Text(_) | Body::File(_) | Body::Foreign(_));
    let there = !matches!(message.body, Body::Recalled | Body::Notice(_) | Body::Tidings(_) | Body::Unreadable);
    Can {
        reply: reader.talkback && sent && readable,
        react: reader.talkback && sent && readable,
        edit: reader.mine && is_editable(message),
        recall: reader.talkback && sent && there && reader.mine,
    }
}

#[cfg(test)]
mod tests;
