//! What each command changes: pure functions from what is known to a list of writes.

pub mod account;
pub mod card;
pub mod group;

use super::model::Model;
use super::record::{ChatRecord, LastRecord, MemberRecord, MessageRecord, QueuedRecord, Write};
use crate::backend::Failure;
use crate::domain::file::FileInfo;
use crate::domain::group::act::Act;
use crate::domain::group::calls_all;
use crate::domain::guide::{self, Topic};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::{Body, MessageText, SendError};
use crate::domain::person::{Profile, guide_id, is_guide};
use crate::domain::time::Timestamp;

/// A profile, and its chat with the guide, which begins with a welcome.
pub fn create_profile(profile: Profile, chat: ChatId, welcome: MessageId, now: Timestamp) -> Vec<Write> {
    let empty = ChatRecord::new(chat, vec![profile.id.clone(), guide_id()]);
    let (chat, message) = append(empty, welcome, guide_id(), Body::Guide(Topic::Welcome), now);
    let member = MemberRecord::new(profile.id.clone(), chat.id.clone(), now);
    vec![Write::Profile(profile), Write::Chat(chat), Write::Member(member), Write::Message(message)]
}

/// A chat of two.
pub fn start_chat(id: ChatId, me: &PersonId, with: &PersonId, now: Timestamp) -> Vec<Write> {
    let member = MemberRecord::new(me.clone(), id.clone(), now);
    let chat = ChatRecord::new(id, vec![me.clone(), with.clone()]);
    vec![Write::Chat(chat), Write::Member(member)]
}

/// A text or a file put into the queue.
pub fn send(
    model: &Model,
    member: &MemberRecord,
    id: MessageId,
    (text, file): (MessageText, Option<Box<FileInfo>>),
    now: Timestamp,
) -> Write {
    Write::Queue(QueuedRecord {
        order: model.next_order(),
        id,
        chat: member.chat.clone(),
        sender: member.profile.clone(),
        at: now,
        text,
        file,
        tries: 0,
        failed: None,
    })
}

/// A failed message put behind the others of the queue.
pub fn retry(model: &Model, queued: &QueuedRecord) -> Vec<Write> {
    let again = QueuedRecord { order: model.next_order(), failed: None, ..queued.clone() };
    vec![Write::Unqueue(queued.order), Write::Queue(again)]
}

/// A failed message given up.
pub fn discard(_: &Model, queued: &QueuedRecord) -> Vec<Write> {
    let file = queued.file.iter().map(|_| Write::DropFile(queued.id.clone()));
    file.chain([Write::Unqueue(queued.order)]).collect()
}

/// A queued message delivered to everybody in its chat, exactly once: it leaves the queue in the same commit.
pub fn deliver(model: &Model, queued: &QueuedRecord, answer: MessageId, now: Timestamp) -> Result<Vec<Write>, Failure> {
    let chat = model.chat(&queued.chat).ok_or(Failure::NotFound)?;
    let guided = chat.people.iter().any(is_guide);
    if guided && queued.tries == 0 && queued.text.as_str() == guide::FAIL_ONCE {
        let failed = Some(SendError::Refused);
        return Ok(vec![Write::Queue(QueuedRecord { tries: 1, failed, ..queued.clone() })]);
    }
    let sender = model.member(&queued.sender, &queued.chat);
    if !sender.is_some_and(MemberRecord::is_in) {
        return Ok(vec![Write::Queue(fail(queued, SendError::NotIn))]);
    }
    let (mut chat, message) = append(chat.clone(), queued.id.clone(), queued.sender.clone(), queued.body(), queued.at);
    let mut writes = vec![Write::Unqueue(queued.order), Write::Message(message)];
    // The name of a file calls nobody.
    let words = queued.file.as_ref().map_or(Some(&queued.text), |file| file.caption.as_ref());
    if model.group(&chat.id).is_some() && words.is_some_and(|words| calls_all(words.as_str())) {
        chat.called = chat.last_seq;
    }
    if model.profile(&queued.sender).is_none_or(|profile| profile.account.is_none()) {
        chat.asked = Some(now);
    }
    // Whoever writes has seen what stands above.
    writes.extend(sender.cloned().map(|mut member| {
        member.read_to_the_end(&chat);
        Write::Member(member)
    }));
    for person in chat.people.iter().filter(|person| !is_guide(person) && **person != queued.sender) {
        writes.extend(appear(model, person, &chat.id, now));
    }
    if guided {
        let topic = guide::answer(queued.text.as_str());
        let (answered, message) = append(chat, answer, guide_id(), Body::Guide(topic), now);
        writes.push(Write::Message(message));
        chat = answered;
    }
    writes.push(Write::Chat(chat));
    Ok(writes)
}

/// A chat that comes into somebody's list, or comes back.
pub fn appear(model: &Model, person: &PersonId, chat: &ChatId, now: Timestamp) -> Option<Write> {
    match model.member(person, chat) {
        Some(member) if !member.hidden => None,
        Some(member) => Some(Write::Member(MemberRecord { hidden: false, ..member.clone() })),
        None => Some(Write::Member(MemberRecord::new(person.clone(), chat.clone(), now))),
    }
}

/// A queued message marked as failed.
pub fn fail(queued: &QueuedRecord, error: SendError) -> QueuedRecord {
    QueuedRecord { tries: queued.tries.saturating_add(1), failed: Some(error), ..queued.clone() }
}

/// A delivered message that says something else now.
pub fn edit(model: &Model, message: MessageRecord, text: MessageText) -> Vec<Write> {
    let edited = MessageRecord { body: Body::Text(text), edited: true, ..message };
    let mut writes = Vec::new();
    let is_last = |chat: &&ChatRecord| chat.last.as_ref().is_some_and(|last| last.seq == edited.seq);
    if let Some(chat) = model.chat(&edited.chat).filter(|chat| is_last(chat) || chat.last_seq == edited.seq) {
        let last = chat.last.clone().map(|last| LastRecord { body: edited.body.clone(), ..last });
        writes.push(Write::Chat(ChatRecord { last, ..chat.clone() }));
    }
    writes.push(Write::Message(edited));
    writes
}

/// A message at the end of a chat. Of the notices only an announcement is something that somebody said.
fn append(chat: ChatRecord, id: MessageId, sender: PersonId, body: Body, at: Timestamp) -> (ChatRecord, MessageRecord) {
    let seq = chat.last_seq + 1;
    let speaks = counts(&body);
    let last =
        if speaks { Some(LastRecord { sender: sender.clone(), at, body: body.clone(), seq }) } else { chat.last };
    let said = Some(chat.said.unwrap_or(chat.last_seq) + u64::from(speaks));
    let message = MessageRecord { chat: chat.id.clone(), seq, id, sender, at, body, edited: false };
    (ChatRecord { last_seq: seq, last, said, ..chat }, message)
}

/// True for what counts as unread.
pub fn counts(body: &Body) -> bool {
    match body {
        Body::Notice(act) => matches!(act, Act::Announced(_)),
        body => !matches!(body, Body::Tidings(_)),
    }
}
