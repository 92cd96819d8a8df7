//! What the program of a message says for its chat.

use super::super::model::Model;
use super::super::record::{MessageRecord, Write};
use super::append;
use crate::domain::file::MAX_FILE_NAME;
use crate::domain::id::{MessageId, PersonId};
use crate::domain::message::Body;
use crate::domain::mini::aside::{Aside, Line, Tidings};
use crate::domain::time::Timestamp;

/// A line of its own, under the name of the update, and what the message shows from now on.
pub fn say(
    model: &Model,
    mut card: MessageRecord,
    (id, by): (MessageId, PersonId),
    aside: Aside,
    now: Timestamp,
) -> Vec<Write> {
    let Body::File(file) = &mut card.body else { return Vec::new() };
    let Some(program) = file.program().map(|name| Line::tidied(name, MAX_FILE_NAME)) else { return Vec::new() };
    let before = file.clone();
    file.say(&aside);
    let is_other = before != *file;
    let mut writes = Vec::new();
    if let (Some(info), Some(chat)) = (aside.info, model.chat(&card.chat)) {
        let body = Body::Tidings(Box::new(Tidings { card: card.id.clone(), program, info, href: aside.href }));
        let (chat, message) = append(chat.clone(), id, by, body, now);
        writes.extend([Write::Chat(chat), Write::Message(message)]);
    }
    if is_other {
        writes.push(Write::Message(card));
    }
    writes
}
