//! What official accounts and their followers change.

use super::super::model::Model;
use super::super::record::{AccountRecord, ChatRecord, ContactRecord, MemberRecord, Write};
use super::append;
use crate::backend::Failure;
use crate::domain::account::{AccountKind, may_answer};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::{Body, MessageText};
use crate::domain::time::Timestamp;

/// Somebody follows an account, which is quiet from the start, or no longer.
pub fn follow(model: &Model, me: &PersonId, account: &PersonId, on: bool, chat: ChatId, now: Timestamp) -> Vec<Write> {
    let known = model.note(me, account).cloned();
    let mut note = known.unwrap_or_else(|| ContactRecord::new(me.clone(), account.clone()));
    if note.follows == on {
        return Vec::new();
    }
    note.follows = on;
    let mut writes = vec![Write::Contact(note)];
    match model.chat_between(me, account) {
        Some(chat) => {
            let known = model.member(me, &chat.id).cloned();
            let member = known.unwrap_or_else(|| quiet(me, &chat.id, now));
            writes.push(Write::Member(MemberRecord { hidden: !on, ..member }));
        }
        None => {
            writes.push(Write::Member(quiet(me, &chat, now)));
            writes.push(Write::Chat(ChatRecord::new(chat, vec![me.clone(), account.clone()])));
        }
    }
    writes
}

fn quiet(me: &PersonId, chat: &ChatId, now: Timestamp) -> MemberRecord {
    MemberRecord { muted: true, ..MemberRecord::new(me.clone(), chat.clone(), now) }
}

/// An account says something to everybody who follows it.
pub fn broadcast(
    model: &Model,
    (me, kind): (&PersonId, AccountKind),
    id: MessageId,
    text: &MessageText,
    now: Timestamp,
    random: fn() -> [u8; 16],
) -> Result<Vec<Write>, Failure> {
    let known = model.account(me).cloned();
    let mut account = known.unwrap_or_else(|| AccountRecord { id: me.clone(), spoken: Vec::new(), last: None });
    if account.last.as_ref() == Some(&id) {
        return Ok(Vec::new());
    }
    let until = kind.next(&account.spoken, now);
    if until > now {
        return Err(Failure::Quiet { until });
    }
    (account.last, _) = (Some(id), account.spoken.push(now));
    let mut writes = vec![Write::Account(account)];
    for follower in model.followers(me) {
        let Some(chat) = model.chat_between(follower, me) else { continue };
        let body = Body::Text(text.clone());
        let (chat, message) = append(chat.clone(), MessageId::random(random()), me.clone(), body, now);
        writes.extend([Write::Message(message), Write::Chat(chat)]);
    }
    Ok(writes)
}

/// Whether the sender may write into this chat: an account only answers.
pub fn may_write(model: &Model, sender: &PersonId, chat: &ChatRecord, now: Timestamp) -> Result<(), Failure> {
    let is_account = model.profile(sender).is_some_and(|profile| profile.account.is_some());
    let guided = chat.people.iter().any(crate::domain::person::is_guide);
    if is_account && !guided && !may_answer(chat.asked, now) { Err(Failure::NoAnswer) } else { Ok(()) }
}
