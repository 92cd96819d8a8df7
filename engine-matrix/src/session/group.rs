//! Commands to groups, and what codes lead to.

use std::rc::Rc;

use matrix_sdk::RoomState;
use teahouse::backend::protocol::GroupCommand;
use teahouse::backend::{Answer, Failure, Watch};
use teahouse::domain::group::Refusal;
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::name::Name;
use teahouse::domain::person::{Contact, Title};
use teahouse::domain::ticket::{ContactTicket, GroupTicket, Home, Ticket};

use super::MatrixSession;
use crate::chats;
use crate::cut::Cut;
use crate::group::{self, Watched};
use crate::keep::Note;
use crate::timeline::Conversation;
use crate::{failure, ids};

impl MatrixSession {
    pub(super) async fn create_group(
        &self,
        id: ChatId,
        title: &str,
        people: &[PersonId],
        after: Option<ChatId>,
    ) -> Result<Answer, Failure> {
        let account = self.account()?;
        group::create(&account, id, title, people, after.as_ref()).await.map(Answer::Chat)
    }

    pub(super) async fn group(&self, chat: &ChatId, act: GroupCommand) -> Result<Answer, Failure> {
        let (account, room) = self.room(chat)?;
        group::run(&account, room, act).await?;
        Ok(Answer::Done)
    }

    pub(super) async fn announce(&self, groups: &[ChatId], id: &MessageId, text: &str) -> Result<Answer, Failure> {
        group::announce(&self.account()?, groups, id, text).await?;
        Ok(Answer::Done)
    }

    pub(super) async fn watch_group(&self, watch: Watch, chat: &ChatId) -> Result<(), Failure> {
        let (account, room) = self.room(chat)?;
        let watched = Watched::new(&account, room, &watch, self.seat.events.clone());
        // It is there before the server has answered: whoever leaves in the meantime takes it away.
        self.seat.view.borrow_mut().groups.insert(watch.clone(), Rc::clone(&watched));
        let begun = watched.begin(&account).await;
        if begun.is_err() {
            let groups = &mut self.seat.view.borrow_mut().groups;
            groups.retain(|other, it| *other != watch || !Rc::ptr_eq(it, &watched));
        }
        begun
    }

    pub(super) async fn look_up(&self, ticket: &Ticket) -> Result<Answer, Failure> {
        let account = self.account()?;
        match ticket {
            Ticket::Group(ticket) => {
                group::look_up(&account, ticket).await.map(|doorway| Answer::Doorway(Box::new(doorway)))
            }
            Ticket::Contact(ticket) => self.person(ticket).await.map(Answer::Person),
        }
    }

    async fn person(&self, ticket: &ContactTicket) -> Result<Contact, Failure> {
        let account = self.account()?;
        let user = ids::user(&ticket.person).filter(|_| ticket.home != Home::Device).ok_or(Refusal::OtherBackend)?;
        if let Some(known) = account.chats.contacts(&account.own).into_iter().find(|it| it.id == ticket.person) {
            return Ok(known);
        }
        let name = match account.client.account().fetch_user_profile_of(&user).await {
            Ok(profile) => {
                let name = profile.get("displayname").and_then(|name| name.as_str().map(ToOwned::to_owned));
                crate::words::name_of(name.as_deref(), &user)
            }
            Err(error) if failure::is_missing(&error) => return Err(Refusal::OtherBackend.into()),
            Err(error) => return Err(failure::of(&error)),
        };
        let note = account.own.borrow().notes.get(&ticket.person).cloned().unwrap_or_default();
        let (remark, tags) = (note.remark, note.tags);
        Ok(Contact { id: ticket.person.clone(), title: Title::Person(name), remark, tags, account: None })
    }

    pub(super) async fn join(&self, ticket: &GroupTicket) -> Result<Answer, Failure> {
        let account = self.account()?;
        let (room, already) = group::join(&account, ticket).await?;
        Ok(Answer::Joined { chat: ids::chat(&room), already })
    }

    pub(super) async fn clear_history(&self, chat: &ChatId) -> Result<Answer, Failure> {
        let (account, room) = self.room(chat)?;
        let open = self.conversation(chat).ok();
        let here = match &open {
            Some(open) => Rc::clone(open),
            None => Box::pin(Conversation::glance(&account, chat.clone(), room.clone())).await?,
        };
        let events = here.last_events().chain(chats::latest_event(&room)).collect();
        let cut = Cut { events, shown: account.chats.shown(chat) };
        account
            .change_own(|own| {
                own.cuts.insert(chat.clone(), cut);
            })
            .await?;
        account.chats.touch(room.room_id());
        if let Some(open) = open {
            open.tell();
        }
        Ok(Answer::Done)
    }

    pub(super) async fn forget(&self, chat: &ChatId) -> Result<Answer, Failure> {
        let (account, room) = self.room(chat)?;
        let over = account.own.borrow().groups.get(chat).is_some_and(|part| part.dissolved);
        let gone = |error: matrix_sdk::Error| failure::of(&error);
        match room.state() {
            RoomState::Joined if !over => return Err(Failure::NotFound),
            RoomState::Joined | RoomState::Invited | RoomState::Knocked => room.leave().await.map_err(gone)?,
            RoomState::Left | RoomState::Banned => {}
        }
        if account.client.get_room(room.room_id()).is_some_and(|room| room.state() != RoomState::Joined) {
            room.forget().await.map_err(gone)?;
        }
        account.chats.touch(room.room_id());
        Ok(Answer::Done)
    }

    pub(super) async fn set_note(&self, person: &PersonId, remark: &str, tags: &[String]) -> Result<Answer, Failure> {
        let account = self.account()?;
        ids::user(person).filter(|user| *user != account.me).ok_or(Failure::NotFound)?;
        let remark = if remark.trim().is_empty() { None } else { Some(Name::parse(remark)?) };
        let mut note = Note { remark, tags: Vec::new() };
        for tag in tags.iter().filter(|tag| !tag.trim().is_empty()) {
            let tag = Name::parse(tag)?;
            if !note.tags.contains(&tag) {
                note.tags.push(tag);
            }
        }
        account
            .change_own(|own| {
                if note == Note::default() {
                    own.notes.remove(person);
                } else {
                    own.notes.insert(person.clone(), note);
                }
            })
            .await?;
        // Their name may stand in any row.
        account.client.rooms().iter().for_each(|room| account.chats.touch(room.room_id()));
        account.groups.tell_all(&account);
        account.each_seat(|seat| seat.tell_chats(&account));
        Ok(Answer::Done)
    }
}
