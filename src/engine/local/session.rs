//! One tab's connection: who it acts as, what it watches, and its commands.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use futures::channel::mpsc;

use super::model::Model;
use super::record::{MemberRecord, Write};
use super::store::Store;
use super::window::Window;
use super::{Shared, plan};
use crate::backend::diff::{VectorDiff, diff};
use crate::backend::protocol::PAGE;
use crate::backend::{Answer, Backend, Command, Event, Failure, Watch};
use crate::domain::chat::Chat;
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::{Body, MessageText};
use crate::domain::name::Name;
use crate::domain::person::{Contact, Profile, is_guide};

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

/// What a tab watches, each with what it was last told.
#[derive(Default)]
struct View {
    profile: Option<PersonId>,
    profiles: Option<Vec<Profile>>,
    contacts: Option<Vec<Contact>>,
    chats: Option<Vec<Chat>>,
    timelines: HashMap<ChatId, Window>,
}

impl State {
    /// Tells the tab what a commit changed; false when the tab is gone.
    pub(super) fn refresh(&self, model: &Model, writes: &[Write]) -> bool {
        let view = &mut *self.view.borrow_mut();
        if let Some(told) = &mut view.profiles {
            let diffs = changes(told, model.profiles(), |it| it.id.clone());
            self.tell(!diffs.is_empty(), Event::Profiles(diffs));
        }
        let Some(profile) = &view.profile else { return !self.events.is_closed() };
        if let Some(told) = &mut view.contacts {
            let diffs = changes(told, model.contacts(profile), |it| it.id.clone());
            self.tell(!diffs.is_empty(), Event::Contacts(diffs));
        }
        if let Some(told) = &mut view.chats {
            let diffs = changes(told, model.chats(profile), |it| it.id.clone());
            self.tell(!diffs.is_empty(), Event::Chats(diffs));
        }
        for (chat, window) in &mut view.timelines {
            window.follow(chat, writes);
            let diffs = window.changes(model, profile, chat);
            self.tell(!diffs.is_empty(), timeline(chat, window, diffs));
        }
        !self.events.is_closed()
    }

    fn tell(&self, something: bool, event: Event) {
        if something {
            // A tab that is gone is noticed by `refresh`.
            let _ = self.events.unbounded_send(event);
        }
    }
}

fn changes<T: Clone + PartialEq, K: PartialEq>(told: &mut Vec<T>, now: Vec<T>, key: fn(&T) -> K) -> Vec<VectorDiff<T>> {
    let diffs = diff(told, &now, key);
    *told = now;
    diffs
}

fn timeline(chat: &ChatId, window: &Window, diffs: Vec<VectorDiff<crate::domain::message::Message>>) -> Event {
    Event::Timeline { chat: chat.clone(), diffs, has_older: window.first() > 1 }
}

impl<S: Store> LocalSession<S> {
    pub(super) fn new(shared: &Rc<Shared<S>>, events: mpsc::UnboundedSender<Event>) -> Self {
        let state = Rc::new(State { events, view: RefCell::default() });
        shared.sessions.borrow_mut().push(Rc::downgrade(&state));
        Self { shared: Rc::clone(shared), state }
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

    async fn create_profile(&self, id: PersonId, name: &str) -> Result<Answer, Failure> {
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
        let now = (self.shared.platform.now)();
        let profile = Profile { id: id.clone(), name: name.clone(), created: now, account: None };
        self.shared.commit(plan::create_profile(id, name, chat, welcome, now)).await?;
        Ok(Answer::Profile(profile))
    }

    fn open(&self, id: &PersonId) -> Result<Answer, Failure> {
        let model = self.shared.model.borrow();
        let profile = model.profile(id).cloned().ok_or(Failure::NotFound)?;
        let mut view = self.state.view.borrow_mut();
        let profiles = view.profiles.take();
        *view = View { profile: Some(id.clone()), profiles, ..View::default() };
        Ok(Answer::Opened { profile, damaged: model.damaged })
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
        let now = (self.shared.platform.now)();
        let (id, writes) = {
            let model = self.shared.model.borrow();
            if with == me || !(is_guide(&with) || model.profile(&with).is_some()) {
                return Err(Failure::NotFound);
            }
            match model.chat_between(&me, &with) {
                Some(chat) if model.member(&me, &chat.id).is_some() => (chat.id.clone(), Vec::new()),
                Some(chat) => (chat.id.clone(), vec![Write::Member(MemberRecord::new(me, chat.id.clone(), now))]),
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

    async fn send(&self, chat: &ChatId, id: MessageId, text: &str) -> Result<Answer, Failure> {
        let member = self.member(chat)?;
        let text = MessageText::parse(text)?;
        let known = self.shared.model.borrow().queued_by_id(&id).is_some();
        if !known && self.shared.store.find(&id).await?.is_none() {
            let now = (self.shared.platform.now)();
            let writes = plan::send(&self.shared.model.borrow(), &member, id, text, now);
            self.shared.commit(writes).await?;
            self.shared.wake_pump();
        }
        Ok(Answer::Done)
    }

    async fn edit(&self, chat: &ChatId, id: &MessageId, text: &str) -> Result<Answer, Failure> {
        let me = self.me()?;
        let text = MessageText::parse(text)?;
        let queued =
            self.shared.model.borrow().queued_by_id(id).filter(|it| it.sender == me && it.chat == *chat).cloned();
        if let Some(queued) = queued {
            let edited = super::record::QueuedRecord { text, ..queued };
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
        writes: impl FnOnce(&Model, &super::record::QueuedRecord) -> Vec<Write>,
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

    async fn watch(&self, watch: Watch) -> Result<Answer, Failure> {
        if let Watch::Timeline(chat) = watch {
            return self.watch_timeline(chat).await;
        }
        let profile = self.me();
        let model = self.shared.model.borrow();
        let mut view = self.state.view.borrow_mut();
        let event = match watch {
            Watch::Profiles => Event::Profiles(whole(&mut view.profiles, model.profiles())),
            Watch::Contacts => Event::Contacts(whole(&mut view.contacts, model.contacts(&profile?))),
            _ => Event::Chats(whole(&mut view.chats, model.chats(&profile?))),
        };
        self.state.tell(true, event);
        Ok(Answer::Done)
    }

    async fn watch_timeline(&self, chat: ChatId) -> Result<Answer, Failure> {
        let me = self.member(&chat)?.profile;
        let next = self.shared.model.borrow().chat(&chat).map_or(0, |it| it.last_seq) + 1;
        let mut window = Window::new(self.shared.store.page(&chat, next, PAGE).await?, next);
        let diffs = window.reset(&self.shared.model.borrow(), &me, &chat);
        self.state.tell(true, timeline(&chat, &window, diffs));
        self.state.view.borrow_mut().timelines.insert(chat, window);
        Ok(Answer::Done)
    }

    fn unwatch(&self, watch: &Watch) -> Answer {
        let mut view = self.state.view.borrow_mut();
        match watch {
            Watch::Profiles => view.profiles = None,
            Watch::Contacts => view.contacts = None,
            Watch::Chats => view.chats = None,
            Watch::Timeline(chat) => drop(view.timelines.remove(chat)),
            _ => {}
        }
        Answer::Done
    }

    async fn load_older(&self, chat: &ChatId) -> Result<Answer, Failure> {
        let me = self.me()?;
        let first = self.state.view.borrow().timelines.get(chat).map(Window::first).ok_or(Failure::NotFound)?;
        let page = self.shared.store.page(chat, first, PAGE).await?;
        let view = &mut *self.state.view.borrow_mut();
        if let Some(window) = view.timelines.get_mut(chat) {
            window.extend_back(page);
            let diffs = window.changes(&self.shared.model.borrow(), &me, chat);
            self.state.tell(true, timeline(chat, window, diffs));
        }
        Ok(Answer::Done)
    }
}

fn whole<T: Clone>(told: &mut Option<Vec<T>>, now: Vec<T>) -> Vec<VectorDiff<T>> {
    *told = Some(now.clone());
    vec![VectorDiff::Reset(now)]
}

impl<S: Store> Backend for LocalSession<S> {
    async fn run(&self, command: Command) -> Result<Answer, Failure> {
        let _turn = self.shared.turn.lock().await;
        match command {
            Command::CreateProfile { id, name } => self.create_profile(id, &name).await,
            Command::Open { profile } => self.open(&profile),
            Command::Rename { name } => self.rename(&name).await,
            Command::Watch(watch) => self.watch(watch).await,
            Command::Unwatch(watch) => Ok(self.unwatch(&watch)),
            Command::StartChat { with } => self.start_chat(with).await,
            Command::Send { chat, id, text } => self.send(&chat, id, &text).await,
            Command::Edit { chat, id, text } => self.edit(&chat, &id, &text).await,
            Command::Retry { id } => self.settle(&id, plan::retry).await,
            Command::Discard { id } => self.settle(&id, |_, failed| vec![Write::Unqueue(failed.order)]).await,
            Command::MarkRead { chat, upto } => {
                let last = self.shared.model.borrow().chat(&chat).map_or(0, |it| it.last_seq);
                self.set_member(&chat, |member| member.read = member.read.max(upto.min(last))).await
            }
            Command::SetDraft { chat, text } => self.set_member(&chat, |member| member.draft = text).await,
            Command::SetPinned { chat, pinned } => self.set_member(&chat, |member| member.pinned = pinned).await,
            Command::SetMuted { chat, muted } => self.set_member(&chat, |member| member.muted = muted).await,
            Command::LoadOlder { chat } => self.load_older(&chat).await,
            _ => Err(Failure::NotFound),
        }
    }
}
