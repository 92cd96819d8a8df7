//! What a tab watches, and what it is told.

use std::collections::HashMap;

use super::super::model::Model;
use super::super::record::Write;
use super::super::store::Store;
use super::super::window::Window;
use super::{LocalSession, State};
use crate::backend::diff::{VectorDiff, diff};
use crate::backend::protocol::PAGE;
use crate::backend::{Answer, Event, Failure, Watch};
use crate::domain::chat::Chat;
use crate::domain::group::act::LogEntry;
use crate::domain::group::meeting::Digits;
use crate::domain::group::{Group, Member};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::Message;
use crate::domain::person::{Contact, Profile};

/// What a tab watches, each with what it was last told.
#[derive(Default)]
pub(super) struct View {
    pub(super) profile: Option<PersonId>,
    pub(super) profiles: Option<Vec<Profile>>,
    contacts: Option<Vec<Contact>>,
    chats: Option<Vec<Chat>>,
    timelines: HashMap<ChatId, Window>,
    groups: HashMap<ChatId, (Option<Group>, Vec<Member>)>,
    logs: HashMap<ChatId, Vec<LogEntry>>,
    /// The messages whose programs it hears.
    pub(super) updates: Vec<(ChatId, MessageId)>,
    /// Those where it hears what they say right now.
    pub(super) live: Vec<(ChatId, MessageId)>,
    /// The chats whose events it hears.
    pub(super) events: Vec<ChatId>,
    pub(super) meeting: Option<(Digits, Vec<Contact>)>,
}

impl View {
    /// What a tab watches that has just begun to act as a profile.
    pub(super) fn of(profile: PersonId, profiles: Option<Vec<Profile>>) -> Self {
        Self { profile: Some(profile), profiles, ..Self::default() }
    }
}

impl State {
    /// Tells the tab what a commit changed; false when the tab is gone.
    pub(in super::super) fn refresh(&self, model: &Model, writes: &[Write]) -> bool {
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
            self.tell(!diffs.is_empty(), timeline(model, profile, chat, window, diffs));
        }
        for (chat, (told, members)) in &mut view.groups {
            // The people first: whoever hears of a number can count.
            let diffs = changes(members, model.members_for(profile, chat), |it| it.person.clone());
            self.tell(!diffs.is_empty(), Event::Members { chat: chat.clone(), diffs });
            let now = model.group_for(profile, chat);
            if *told != now {
                told.clone_from(&now);
                now.into_iter().for_each(|group| self.tell(true, Event::Group(Box::new(group))));
            }
        }
        for (chat, told) in &mut view.logs {
            let diffs = changes(told, model.log_for(profile, chat), |it| it.number);
            self.tell(!diffs.is_empty(), Event::Log { chat: chat.clone(), diffs });
        }
        self.tell_updates(model, profile, &view.updates, writes);
        self.tell_events(model, profile, &view.events, writes);
        !self.events.is_closed()
    }

    /// Tells the tab who is at its meeting.
    pub(super) fn refresh_meeting(&self, digits: Digits, people: Vec<Contact>) {
        if let Some((at, told)) = &mut self.view.borrow_mut().meeting
            && *at == digits
        {
            let diffs = changes(told, people, |it| it.id.clone());
            self.tell(!diffs.is_empty(), Event::Meeting(diffs));
        }
    }

    pub(super) fn tell(&self, something: bool, event: Event) {
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

fn timeline(model: &Model, me: &PersonId, chat: &ChatId, window: &Window, diffs: Vec<VectorDiff<Message>>) -> Event {
    Event::Timeline { chat: chat.clone(), diffs, has_older: has_older(model, me, chat, window) }
}

fn has_older(model: &Model, me: &PersonId, chat: &ChatId, window: &Window) -> bool {
    window.first() > model.member(me, chat).map_or(0, |member| member.from) + 1
}

fn whole<T: Clone>(told: &mut Option<Vec<T>>, now: Vec<T>) -> Vec<VectorDiff<T>> {
    *told = Some(now.clone());
    vec![VectorDiff::Reset(now)]
}

impl<S: Store> LocalSession<S> {
    pub(super) async fn watch(&self, watch: Watch) -> Result<Answer, Failure> {
        match watch {
            Watch::Timeline(chat) => return self.watch_timeline(chat).await,
            Watch::Group(chat) => return self.watch_group(chat),
            Watch::Log(chat) => return self.watch_log(chat),
            Watch::Events(chat) => return self.watch_events(chat),
            _ => {}
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
        let (window, messages, has_older) = self.last_page(&chat).await?;
        let diffs = vec![VectorDiff::Reset(messages)];
        self.state.tell(true, Event::Timeline { chat: chat.clone(), diffs, has_older });
        self.state.view.borrow_mut().timelines.insert(chat, window);
        Ok(Answer::Done)
    }

    pub(super) async fn glance(&self, chat: &ChatId) -> Result<Answer, Failure> {
        let (_, messages, has_older) = self.last_page(chat).await?;
        Ok(Answer::Glance { messages, has_older })
    }

    /// The end of a conversation, and whether there is more of it.
    async fn last_page(&self, chat: &ChatId) -> Result<(Window, Vec<Message>, bool), Failure> {
        let member = self.member(chat)?;
        let next = self.shared.model.borrow().chat(chat).map_or(0, |it| it.last_seq) + 1;
        let next = member.until.map_or(next, |until| next.min(until + 1));
        let mut window = Window::new(self.shared.store.page(chat, next, PAGE).await?, next);
        let model = self.shared.model.borrow();
        let messages = window.reset(&model, &member.profile, chat);
        let has_older = has_older(&model, &member.profile, chat, &window);
        Ok((window, messages, has_older))
    }

    fn watch_group(&self, chat: ChatId) -> Result<Answer, Failure> {
        let me = self.me()?;
        let model = self.shared.model.borrow();
        let group = model.group_for(&me, &chat).ok_or(Failure::NotFound)?;
        let members = model.members_for(&me, &chat);
        let diffs = vec![VectorDiff::Reset(members.clone())];
        self.state.tell(true, Event::Members { chat: chat.clone(), diffs });
        self.state.tell(true, Event::Group(Box::new(group.clone())));
        self.state.view.borrow_mut().groups.insert(chat, (Some(group), members));
        Ok(Answer::Done)
    }

    fn watch_log(&self, chat: ChatId) -> Result<Answer, Failure> {
        let me = self.me()?;
        let model = self.shared.model.borrow();
        model.group_for(&me, &chat).ok_or(Failure::NotFound)?;
        let log = model.log_for(&me, &chat);
        self.state.tell(true, Event::Log { chat: chat.clone(), diffs: vec![VectorDiff::Reset(log.clone())] });
        self.state.view.borrow_mut().logs.insert(chat, log);
        Ok(Answer::Done)
    }

    pub(super) fn unwatch(&self, watch: &Watch) -> Answer {
        let mut view = self.state.view.borrow_mut();
        match watch {
            Watch::Profiles => view.profiles = None,
            Watch::Contacts => view.contacts = None,
            Watch::Chats => view.chats = None,
            Watch::Timeline(chat) => drop(view.timelines.remove(chat)),
            Watch::Group(chat) => drop(view.groups.remove(chat)),
            Watch::Log(chat) => drop(view.logs.remove(chat)),
            Watch::Updates { chat, card } => view.updates.retain(|watched| (&watched.0, &watched.1) != (chat, card)),
            Watch::Live { chat, card } => view.live.retain(|watched| (&watched.0, &watched.1) != (chat, card)),
            Watch::Events(chat) => view.events.retain(|watched| watched != chat),
            Watch::Safety | Watch::Shelf(_) => {}
        }
        Answer::Done
    }

    pub(super) async fn load_older(&self, chat: &ChatId) -> Result<Answer, Failure> {
        let me = self.me()?;
        let first = self.state.view.borrow().timelines.get(chat).map(Window::first).ok_or(Failure::NotFound)?;
        let page = self.shared.store.page(chat, first, PAGE).await?;
        let view = &mut *self.state.view.borrow_mut();
        if let Some(window) = view.timelines.get_mut(chat) {
            window.extend_back(page);
            let model = self.shared.model.borrow();
            let diffs = window.changes(&model, &me, chat);
            self.state.tell(true, timeline(&model, &me, chat, window, diffs));
        }
        Ok(Answer::Done)
    }
}
