//! Commands to groups, and what codes lead to.

use super::super::model::Model;
use super::super::plan::group::{self as plan, Change, World};
use super::super::record::{GroupRecord, Write};
use super::super::store::Store;
use super::LocalSession;
use crate::backend::protocol::GroupCommand;
use crate::backend::{Answer, Failure};
use crate::domain::group::door::{self, Entry};
use crate::domain::group::{Doorway, Refusal, Standing};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::MessageText;
use crate::domain::name::Name;
use crate::domain::ticket::{GroupTicket, Home, Ticket};

impl<S: Store> LocalSession<S> {
    fn world<'a>(&self, model: &'a Model) -> World<'a> {
        World { model, now: self.now(), random: self.shared.platform.random }
    }

    /// Plans with what is known, and stores the plan.
    pub(super) async fn carry_out(
        &self,
        plan: impl FnOnce(World<'_>, &PersonId) -> Result<Vec<Write>, Failure>,
    ) -> Result<(), Failure> {
        let me = self.me()?;
        let writes = {
            let model = self.shared.model.borrow();
            plan(self.world(&model), &me)?
        };
        if writes.is_empty() { Ok(()) } else { self.shared.commit(writes).await }
    }

    pub(super) async fn create_group(
        &self,
        id: ChatId,
        title: &str,
        people: &[PersonId],
        after: Option<ChatId>,
    ) -> Result<Answer, Failure> {
        if self.shared.model.borrow().group(&id).is_some() {
            // Twice is once, and nobody comes into a group by naming it.
            return self.member(&id).map(|_| Answer::Chat(id));
        }
        let title = Name::parse(title)?;
        if people.is_empty() && after.is_none() {
            return Err(Refusal::Alone.into());
        }
        self.carry_out(|world, me| {
            let is_person = |id: &PersonId| world.model.profile(id).is_some_and(|it| it.account.is_none());
            let fits = is_person(me) && people.iter().all(|person| person != me && is_person(person));
            if world.model.chat(&id).is_some() || !fits {
                return Err(Failure::NotFound);
            }
            plan::found(world, me, id.clone(), title, people, after.as_ref())
        })
        .await?;
        Ok(Answer::Chat(id))
    }

    pub(super) async fn group(&self, chat: &ChatId, act: GroupCommand) -> Result<Answer, Failure> {
        self.carry_out(|world, me| plan::command(world, me, chat, act)).await?;
        Ok(Answer::Done)
    }

    pub(super) async fn announce(&self, groups: &[ChatId], id: &MessageId, text: &str) -> Result<Answer, Failure> {
        let text = MessageText::parse(text)?;
        self.carry_out(|world, me| plan::announce(world, me, groups, id, &text)).await?;
        Ok(Answer::Done)
    }

    pub(super) fn look_up(&self, ticket: &Ticket) -> Result<Answer, Failure> {
        let me = self.me()?;
        let model = self.shared.model.borrow();
        match ticket {
            Ticket::Group(ticket) => {
                let group = group_of(&model, ticket)?;
                self.doorway(&model, &me, group, ticket).map(|doorway| Answer::Doorway(Box::new(doorway)))
            }
            Ticket::Contact(ticket) => {
                let known = model.profile(&ticket.person).filter(|_| ticket.home == Home::Device);
                known.map(|other| Answer::Person(model.contact(&me, other))).ok_or(Refusal::OtherBackend.into())
            }
        }
    }

    fn doorway(
        &self,
        model: &Model,
        me: &PersonId,
        group: &GroupRecord,
        ticket: &GroupTicket,
    ) -> Result<Doorway, Failure> {
        let refusal = match self.at_the_door(model, me, group, ticket) {
            // A code that says nothing any more opens no view of the group either.
            Err(refusal @ (Refusal::Replaced | Refusal::Dissolved)) => return Err(refusal.into()),
            result => result.err(),
        };
        let by = match standing(model, me, group) {
            Some(Standing::Invited { by }) => by,
            _ => &ticket.by,
        };
        let by = model.profile(by).ok_or(Refusal::OtherBackend)?;
        // Everybody on this device knows each other.
        let contacts = model.inside(&group.chat).filter(|member| member.profile != *me).count();
        Ok(Doorway {
            chat: group.chat.clone(),
            title: group.title.clone(),
            face: model.face(group),
            members: model.count(&group.chat),
            contacts: u32::try_from(contacts).unwrap_or(u32::MAX),
            by: by.name.clone(),
            rules: group.rules.last().cloned(),
            refusal,
        })
    }

    fn at_the_door(
        &self,
        model: &Model,
        me: &PersonId,
        group: &GroupRecord,
        ticket: &GroupTicket,
    ) -> Result<Entry, Refusal> {
        if model.profile(me).is_some_and(|profile| profile.account.is_some()) {
            // An official account speaks to those who chose to listen; it sits in no group.
            return Err(Refusal::NotInvited);
        }
        let (house, now) = (model.house(group), self.now());
        door::by_code(house, standing(model, me, group), group.code.as_ref(), ticket.secret, &ticket.by, now)
    }

    pub(super) async fn join(&self, ticket: &GroupTicket) -> Result<Answer, Failure> {
        let me = self.me()?;
        let (chat, entry) = {
            let model = self.shared.model.borrow();
            let group = group_of(&model, ticket)?;
            (group.chat.clone(), self.at_the_door(&model, &me, group, ticket))
        };
        if entry == Err(Refusal::AlreadyMember) {
            return Ok(Answer::Joined { chat, already: true });
        }
        let entry = entry?;
        self.carry_out(|world, me| {
            let mut change = Change::of(world, &chat, me).ok_or(Failure::NotFound)?;
            change.let_in(me, entry, &ticket.by, "");
            Ok(change.finish())
        })
        .await?;
        Ok(Answer::Joined { chat, already: false })
    }
}

fn standing<'a>(model: &'a Model, me: &PersonId, group: &GroupRecord) -> Option<&'a Standing> {
    Some(&model.member(me, &group.chat)?.part.as_ref()?.standing)
}

/// The group that a code leads to, or led to.
fn group_of<'a>(model: &'a Model, ticket: &GroupTicket) -> Result<&'a GroupRecord, Refusal> {
    let group = model.group_of_code(ticket.secret).filter(|_| ticket.home == Home::Device);
    let group = group.ok_or(Refusal::OtherBackend)?;
    // Whose code it is must be true: others are told so.
    let shared = model.member(&ticket.by, &group.chat).is_some_and(|member| member.part.is_some());
    if shared { Ok(group) } else { Err(Refusal::OtherBackend) }
}
