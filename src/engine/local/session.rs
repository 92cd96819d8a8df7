//! One tab's connection: who it acts as, what it watches, and its commands.

mod events;
mod files;
mod group;
mod live;
mod meeting;
mod people;
mod updates;
mod watch;

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::mpsc;

use self::watch::View;
use super::model::Model;
use super::record::{MemberRecord, QueuedRecord, Write};
use super::store::Store;
use super::{Shared, plan};
use crate::backend::{Answer, Backend, Command, Event, Failure, Watch};
use crate::domain::account::AccountKind;
use crate::domain::file::FileInfo;
use crate::domain::group::power::{Power, may};
use crate::domain::group::{Refusal, Standing, calls_all};
use crate::domain::home::Abilities;
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::{Body, MessageText};
use crate::domain::name::Name;
use crate::domain::person::{Profile, is_guide};
use crate::domain::ticket::Home;
use crate::domain::time::Timestamp;

/// A tab's connection to the engine of this device.
pub struct LocalSession<S> {
    shared: Rc<Shared<S>>,
    state: Rc<State>,
}

/// What the engine remembers of a tab.
pub(super) struct State {
    events: mpsc::UnboundedSender<Event>,
    view: RefCell<View>,
}

impl<S: Store> LocalSession<S> {
    pub(super) fn new(shared: &Rc<Shared<S>>, events: mpsc::UnboundedSender<Event>) -> Self {
        let state = Rc::new(State { events, view: RefCell::default() });
        shared.sessions.borrow_mut().push(Rc::downgrade(&state));
        Self { shared: Rc::clone(shared), state }
    }

    fn now(&self) -> Timestamp {
        (self.shared.platform.now)()
    }

    fn me(&self) -> Result<PersonId, Failure> {
        self.state.view.borrow().profile.clone().ok_or(Failure::NotOpen)
    }

    fn member(&self, chat: &ChatId) -> Result<MemberRecord, Failure> {
        let me = self.me()?;
        self.shared.model.borrow().member(&me, chat).cloned().ok_or(Failure::NotFound)
    }

    async fn set_member(&self, chat: &ChatId, change: impl FnOnce(&mut MemberRecord)) -> Result<Answer, Failure> {
        let before = self.member(chat)?;
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.shared.commit(vec![Write::Member(after)]).await?;
        }
        Ok(Answer::Done)
    }

    async fn create_profile(&self, id: PersonId, name: &str, account: Option<AccountKind>) -> Result<Answer, Failure> {
        let name = Name::parse(name)?;
        let known = self.shared.model.borrow().profile(&id).cloned();
        if let Some(known) = known {
            return Ok(Answer::Profile(known));
        }
        if is_guide(&id) {
            return Err(Failure::Malformed);
        }
        let random = self.shared.platform.random;
        let (chat, welcome) = (ChatId::random(random()), MessageId::random(random()));
        let now = self.now();
        let profile = Profile { id, name, created: now, account, home: Home::Device };
        self.shared.commit(plan::create_profile(profile.clone(), chat, welcome, now)).await?;
        Ok(Answer::Profile(profile))
    }

    fn open(&self, id: &PersonId) -> Result<Answer, Failure> {
        self.leave_meeting();
        let model = self.shared.model.borrow();
        let profile = model.profile(id).cloned().ok_or(Failure::NotFound)?;
        let mut view = self.state.view.borrow_mut();
        let profiles = view.profiles.take();
        *view = View::of(id.clone(), profiles);
        let abilities = Abilities { device: true, meetings: true, accounts: true, files: true, ..Abilities::default() };
        Ok(Answer::Opened { profile, damaged: model.damaged, abilities })
    }

    async fn rename(&self, name: &str) -> Result<Answer, Failure> {
        let name = Name::parse(name)?;
        let me = self.me()?;
        let profile = self.shared.model.borrow().profile(&me).cloned().ok_or(Failure::NotFound)?;
        self.shared.commit(vec![Write::Profile(Profile { name, ..profile })]).await?;
        Ok(Answer::Done)
    }

    async fn start_chat(&self, with: PersonId) -> Result<Answer, Failure> {
        let me = self.me()?;
        let now = self.now();
        let (id, writes) = {
            let model = self.shared.model.borrow();
            if with == me || !(is_guide(&with) || model.profile(&with).is_some()) {
                return Err(Failure::NotFound);
            }
            match model.chat_between(&me, &with) {
                Some(chat) => (chat.id.clone(), plan::appear(&model, &me, &chat.id, now).into_iter().collect()),
                None => {
                    let id = ChatId::random((self.shared.platform.random)());
                    (id.clone(), plan::start_chat(id, &me, &with, now))
                }
            }
        };
        if !writes.is_empty() {
            self.shared.commit(writes).await?;
        }
        Ok(Answer::Chat(id))
    }

    /// Whether a text of mine may stand in a chat.
    fn may_say(&self, chat: &ChatId, member: &MemberRecord, text: &str) -> Result<(), Failure> {
        let model = self.shared.model.borrow();
        if let (Some(group), Some(part)) = (model.group(chat), &member.part) {
            return match part.standing {
                Standing::In if group.dissolved => Err(Refusal::Dissolved.into()),
                Standing::In if calls_all(text) => Ok(may(part.role, Power::CallAll)?),
                Standing::In => Ok(()),
                Standing::Removed => Err(Refusal::Removed.into()),
                _ => Err(Refusal::NotIn.into()),
            };
        }
        let chat = model.chat(chat).ok_or(Failure::NotFound)?;
        plan::account::may_write(&model, &member.profile, chat, self.now())
    }

    async fn send(&self, chat: &ChatId, id: MessageId, text: &str) -> Result<Answer, Failure> {
        let member = self.member(chat)?;
        let text = MessageText::parse(text)?;
        self.may_say(chat, &member, text.as_str())?;
        // The draft that it came from is gone with the same commit.
        let undrafted = Write::Member(MemberRecord { draft: String::new(), ..member.clone() });
        self.queue(&member, &id, (text, None), vec![undrafted]).await?;
        Ok(Answer::Done)
    }

    /// Puts a message into the queue, with what belongs to it, unless it was handed in before.
    async fn queue(
        &self,
        member: &MemberRecord,
        id: &MessageId,
        said: (MessageText, Option<Box<FileInfo>>),
        mut writes: Vec<Write>,
    ) -> Result<(), Failure> {
        if !self.is_known(id).await? {
            writes.push(plan::send(&self.shared.model.borrow(), member, id.clone(), said, self.now()));
            self.shared.commit(writes).await?;
            self.shared.wake_pump();
        }
        Ok(())
    }

    /// True for a message that was handed in before.
    async fn is_known(&self, id: &MessageId) -> Result<bool, Failure> {
        let queued = self.shared.model.borrow().queued_by_id(id).is_some();
        Ok(queued || self.shared.store.find(id).await?.is_some())
    }

    async fn edit(&self, chat: &ChatId, id: &MessageId, text: &str) -> Result<Answer, Failure> {
        let member = self.member(chat)?;
        let text = MessageText::parse(text)?;
        self.may_say(chat, &member, text.as_str())?;
        let me = member.profile;
        let is_mine = |it: &&QueuedRecord| it.sender == me && it.chat == *chat && it.file.is_none();
        let queued = self.shared.model.borrow().queued_by_id(id).filter(is_mine).cloned();
        if let Some(queued) = queued {
            let edited = QueuedRecord { text, ..queued };
            self.shared.commit(vec![Write::Queue(edited)]).await?;
            return Ok(Answer::Done);
        }
        let found = self.shared.store.find(id).await?.filter(|it| it.sender == me && it.chat == *chat);
        let message = found.filter(|it| matches!(it.body, Body::Text(_))).ok_or(Failure::NotFound)?;
        if message.body != Body::Text(text.clone()) {
            let writes = plan::edit(&self.shared.model.borrow(), message, text);
            self.shared.commit(writes).await?;
        }
        Ok(Answer::Done)
    }

    /// Retries or gives up a message that failed; one that did not fail is left alone.
    async fn settle(
        &self,
        id: &MessageId,
        writes: impl FnOnce(&Model, &QueuedRecord) -> Vec<Write>,
    ) -> Result<Answer, Failure> {
        let me = self.me()?;
        let writes = {
            let model = self.shared.model.borrow();
            let failed = model.queued_by_id(id).filter(|it| it.sender == me && it.failed.is_some());
            failed.map(|failed| writes(&model, failed))
        };
        if let Some(writes) = writes {
            self.shared.commit(writes).await?;
            self.shared.wake_pump();
        }
        Ok(Answer::Done)
    }
}

impl<S> Drop for LocalSession<S> {
    fn drop(&mut self) {
        self.leave_meeting();
    }
}

impl<S: Store> Backend for LocalSession<S> {
    async fn run(&self, command: Command) -> Result<Answer, Failure> {
        let _turn = self.shared.turn.lock().await;
        match command {
            Command::CreateProfile { id, name } => self.create_profile(id, &name, None).await,
            Command::Open { profile } => self.open(&profile),
            Command::Rename { name } => self.rename(&name).await,
            Command::Unwatch(watch) => Ok(self.unwatch(&watch)),
            Command::StartChat { with } => self.start_chat(with).await,
            Command::Send { reply: Some(_), .. }
            | Command::Home(_)
            | Command::Shelf { .. }
            | Command::Watch(Watch::Shelf(_)) => Err(Failure::Unable),
            Command::Talk { chat, act } => self.talk(&chat, act).await,
            Command::Watch(Watch::Updates { chat, card }) => self.watch_updates(chat, card).await,
            Command::Watch(Watch::Live { chat, card }) => self.watch_live(chat, card).await,
            Command::Watch(watch) => self.watch(watch).await,
            Command::Send { chat, id, text, reply: None } => self.send(&chat, id, &text).await,
            Command::Edit { chat, id, text } => self.edit(&chat, &id, &text).await,
            Command::Retry { id } => self.settle(&id, plan::retry).await,
            Command::Discard { id } => self.settle(&id, plan::discard).await,
            Command::MarkRead { chat, upto } => self.mark_read(&chat, upto).await,
            Command::SetDraft { chat, text } => self.set_member(&chat, |member| member.draft = text).await,
            Command::SetPinned { chat, pinned } => self.set_member(&chat, |member| member.pinned = pinned).await,
            Command::SetMuted { chat, muted } => self.set_member(&chat, |member| member.muted = muted).await,
            Command::LoadOlder { chat } => self.load_older(&chat).await,
            Command::Glance { chat } => self.glance(&chat).await,
            Command::SetFolded { chat, folded } => self.set_member(&chat, |member| member.folded = folded).await,
            Command::ClearHistory { chat } => self.clear_history(&chat).await,
            Command::Forget { chat } => self.forget(&chat).await,
            Command::SetNote { person, remark, tags } => self.set_note(person, &remark, &tags).await,
            Command::CreateGroup { id, title, people, after } => self.create_group(id, &title, &people, after).await,
            Command::Group { chat, act } => self.group(&chat, act).await,
            Command::Announce { groups, id, text } => self.announce(&groups, &id, &text).await,
            Command::LookUp { ticket } => self.look_up(&ticket),
            Command::Join { ticket } => self.join(&ticket).await,
            Command::Meet { digits } => self.meet(&digits),
            Command::EnterMeeting { title } => self.enter_meeting(&title).await,
            Command::LeaveMeeting => Ok(self.leave_meeting()),
            Command::CreateAccount { id, name, kind } => self.create_profile(id, &name, Some(kind)).await,
            Command::Follow { account, on } => self.follow(&account, on).await,
            Command::Broadcast { id, text } => self.broadcast(id, &text).await,
        }
    }
}
