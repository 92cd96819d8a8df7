//! What a profile keeps of people and of its own chats, and official accounts.

use super::super::plan::{account, counts};
use super::super::record::{ContactRecord, Write};
use super::super::store::{Found, Store};
use super::LocalSession;
use crate::backend::{Answer, Failure};
use crate::domain::group::Standing;
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::MessageText;
use crate::domain::name::Name;

impl<S: Store> LocalSession<S> {
    /// Everything up to a place was seen; what counts as unread behind it stays so.
    pub(super) async fn mark_read(&self, chat: &ChatId, upto: u64) -> Result<Answer, Failure> {
        let (member, known) = (self.member(chat)?, self.shared.model.borrow().chat(chat).cloned());
        let record = known.ok_or(Failure::NotFound)?;
        let upto = upto.min(record.last_seq);
        if upto <= member.read {
            return Ok(Answer::Done);
        }
        let rest = self.shared.store.page(chat, record.last_seq + 1, record.last_seq - upto).await?;
        let unread = rest.iter().filter(|found| !matches!(found, Found::Message(it) if !counts(&it.body))).count();
        self.set_member(chat, |member| {
            member.read = upto;
            member.heard = Some(record.said().saturating_sub(unread as u64).max(member.heard()));
        })
        .await
    }

    pub(super) async fn clear_history(&self, chat: &ChatId) -> Result<Answer, Failure> {
        let known = self.shared.model.borrow().chat(chat).cloned();
        let record = known.ok_or(Failure::NotFound)?;
        self.set_member(chat, |member| {
            member.from = record.last_seq;
            member.read_to_the_end(&record);
        })
        .await
    }

    /// Takes a chat out of the list; a group only if it is over or one is not in it any more.
    pub(super) async fn forget(&self, chat: &ChatId) -> Result<Answer, Failure> {
        let member = self.member(chat)?;
        let dissolved = self.shared.model.borrow().group(chat).is_some_and(|group| group.dissolved);
        if !dissolved && member.part.as_ref().is_some_and(|part| part.standing == Standing::In) {
            return Err(Failure::NotFound);
        }
        self.set_member(chat, |member| member.hidden = true).await
    }

    pub(super) async fn set_note(&self, person: PersonId, remark: &str, tags: &[String]) -> Result<Answer, Failure> {
        let me = self.me()?;
        let remark = if remark.trim().is_empty() { None } else { Some(Name::parse(remark)?) };
        let mut names: Vec<Name> = Vec::new();
        for tag in tags.iter().filter(|tag| !tag.trim().is_empty()) {
            let tag = Name::parse(tag)?;
            if !names.contains(&tag) {
                names.push(tag);
            }
        }
        let before = {
            let model = self.shared.model.borrow();
            model.profile(&person).ok_or(Failure::NotFound)?;
            model.note(&me, &person).cloned().unwrap_or_else(|| ContactRecord::new(me, person))
        };
        let after = ContactRecord { remark, tags: names, ..before.clone() };
        if after != before {
            self.shared.commit(vec![Write::Contact(after)]).await?;
        }
        Ok(Answer::Done)
    }

    pub(super) async fn follow(&self, account: &PersonId, on: bool) -> Result<Answer, Failure> {
        let chat = ChatId::random((self.shared.platform.random)());
        self.carry_out(|world, me| {
            let known = world.model.profile(account).filter(|profile| profile.account.is_some() && profile.id != *me);
            known.ok_or(Failure::NotFound)?;
            Ok(account::follow(world.model, me, account, on, chat, world.now))
        })
        .await?;
        Ok(Answer::Done)
    }

    pub(super) async fn broadcast(&self, id: MessageId, text: &str) -> Result<Answer, Failure> {
        let text = MessageText::parse(text)?;
        self.carry_out(|world, me| {
            let kind = world.model.profile(me).and_then(|profile| profile.account).ok_or(Failure::NotFound)?;
            account::broadcast(world.model, (me, kind), id, &text, world.now, world.random)
        })
        .await?;
        Ok(Answer::Done)
    }
}
