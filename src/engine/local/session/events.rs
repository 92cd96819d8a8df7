//! Events of chats, for programs: what people write and who is there is known anyway, all else is kept as it comes.

use super::super::model::Model;
use super::super::record::{EventRecord, MemberRecord, MessageRecord, Write};
use super::super::store::{Found, Store};
use super::{LocalSession, State};
use crate::backend::shelf::Parcel;
use crate::backend::{Answer, Event, Failure};
use crate::domain::group::Refusal;
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::{Body, MessageText};
use crate::domain::mini::event::{
    EventBody, EventClass, EventQuery, MAX_STATES, MEMBER, MESSAGE, RoomEvent, TITLE, may_read,
};
use crate::domain::time::Timestamp;

/// How many messages are looked through for texts.
const MAX_LOOK: u64 = 400;

impl<S: Store> LocalSession<S> {
    pub(super) async fn send_event(&self, chat: &ChatId, id: MessageId, body: &Parcel) -> Result<Answer, Failure> {
        let body: EventBody = body.open()?;
        let member = self.member(chat)?;
        if !body.may_be_sent() {
            return Err(Failure::Unable);
        }
        match body {
            EventBody::Text(text) => self.say(chat, &member, &id, &text).await?,
            body => self.keep_event(chat, member, id.clone(), body).await?,
        }
        Ok(Answer::Event(id))
    }

    /// A text of a program is a message like any other, but for the draft, which is not where it comes from.
    async fn say(&self, chat: &ChatId, member: &MemberRecord, id: &MessageId, text: &str) -> Result<(), Failure> {
        let text = MessageText::parse(text)?;
        self.may_say(chat, member, text.as_str())?;
        self.queue(member, id, (text, None), Vec::new()).await
    }

    async fn keep_event(
        &self,
        chat: &ChatId,
        member: MemberRecord,
        id: MessageId,
        body: EventBody,
    ) -> Result<(), Failure> {
        self.may_say(chat, &member, "")?;
        let EventBody::Other { kind, state_key, .. } = &body else { return Err(Failure::Unable) };
        // A message that is more than its text is none that this device could show.
        if kind == MESSAGE {
            return Err(Failure::Unable);
        }
        let mut known = self.shared.store.events(chat, kind, state_key.is_some()).await?;
        if known.iter().any(|record| record.event.id == id) {
            return Ok(());
        }
        let number = known.last().map_or(0, |record| record.number + 1);
        let is_there = |record: &EventRecord| state_key.is_some() && record.state_key() == state_key.as_deref();
        let mut writes = Vec::new();
        if known.len() >= MAX_STATES as usize && !known.iter().any(is_there) {
            if state_key.is_some() {
                return Err(Failure::Unable);
            }
            writes.push(Write::DropEvent(known.swap_remove(0)));
        }
        let after = self.shared.model.borrow().chat(chat).map_or(0, |chat| chat.last_seq);
        let event = RoomEvent { id, sender: member.profile, at: self.now(), body };
        writes.push(Write::Event(EventRecord { chat: chat.clone(), number, after, event }));
        self.shared.commit(writes).await
    }

    pub(super) async fn read_events(&self, chat: &ChatId, query: &Parcel) -> Result<Answer, Failure> {
        let query: EventQuery = query.open()?;
        let member = self.inside(chat)?;
        let limit = query.most();
        let mut events = match (query.kind.as_str(), &query.class) {
            (kind, _) if !may_read(kind) => Vec::new(),
            (MESSAGE, EventClass::Message) => self.texts(chat, &member, &query, limit).await?,
            (MEMBER, EventClass::State(key)) => self.shared.model.borrow().member_events(chat, key.as_deref()),
            (TITLE, EventClass::State(_)) => self.shared.model.borrow().title_event(chat).into_iter().collect(),
            (kind, class) => self.kept_events(&member, kind, class).await?,
        };
        if let Some(at) = events.iter().position(|event| query.since.as_ref() == Some(&event.id)) {
            events.truncate(at);
        }
        events.truncate(limit as usize);
        Ok(Answer::Events(Parcel::of(&events)))
    }

    /// Texts, the newest first.
    async fn texts(
        &self,
        chat: &ChatId,
        member: &MemberRecord,
        query: &EventQuery,
        limit: u32,
    ) -> Result<Vec<RoomEvent>, Failure> {
        if query.msgtype.as_deref().is_some_and(|msgtype| msgtype != "m.text") {
            return Ok(Vec::new());
        }
        let next = self.shared.model.borrow().chat(chat).map_or(0, |it| it.last_seq) + 1;
        let page = self.shared.store.page(chat, next, MAX_LOOK).await?;
        let texts = page.into_iter().rev().filter_map(|found| match found {
            Found::Message(record) if member.sees(record.seq) => text(&record),
            _ => None,
        });
        Ok(texts.take(limit as usize).collect())
    }

    /// What was kept as it came, the newest first.
    async fn kept_events(
        &self,
        member: &MemberRecord,
        kind: &str,
        class: &EventClass,
    ) -> Result<Vec<RoomEvent>, Failure> {
        let is_state = matches!(class, EventClass::State(_));
        let kept = self.shared.store.events(&member.chat, kind, is_state).await?;
        let fits = |record: &EventRecord| match class {
            // The state of a chat is there for everybody in it, whenever they came.
            EventClass::State(wanted) => wanted.is_none() || record.state_key() == wanted.as_deref(),
            EventClass::Message => is_visible(member, record),
        };
        Ok(kept.into_iter().rev().filter(fits).map(|record| record.event).collect())
    }

    pub(super) fn watch_events(&self, chat: ChatId) -> Result<Answer, Failure> {
        self.inside(&chat)?;
        let mut view = self.state.view.borrow_mut();
        if !view.events.contains(&chat) {
            view.events.push(chat);
        }
        Ok(Answer::Done)
    }

    fn inside(&self, chat: &ChatId) -> Result<MemberRecord, Failure> {
        let member = self.member(chat)?;
        if member.is_in() { Ok(member) } else { Err(Refusal::NotIn.into()) }
    }
}

impl State {
    /// Tells the tab what happened in the chats whose events it watches.
    pub(super) fn tell_events(&self, model: &Model, profile: &PersonId, watched: &[ChatId], writes: &[Write]) {
        for chat in watched.iter().filter(|chat| model.member(profile, chat).is_some_and(MemberRecord::is_in)) {
            let happened = |write: &Write| match write {
                Write::Message(record) if record.chat == *chat => text(record).filter(|_| !record.edited),
                Write::Event(record) if record.chat == *chat => Some(record.event.clone()),
                _ => None,
            };
            let events: Vec<RoomEvent> = writes.iter().filter_map(happened).collect();
            self.tell(!events.is_empty(), Event::Events { chat: chat.clone(), events: Parcel::of(&events) });
        }
    }
}

impl Model {
    /// Who is in a chat, as events: of all, or of one.
    fn member_events(&self, chat: &ChatId, only: Option<&str>) -> Vec<RoomEvent> {
        let mut people: Vec<&PersonId> = self.inside(chat).map(|member| &member.profile).collect();
        people.extend(self.chat(chat).iter().flat_map(|chat| &chat.people));
        people.retain(|person| only.is_none_or(|only| person.as_str() == only));
        let event = |person: &PersonId| {
            let profile = self.profile(person)?;
            let body = EventBody::Member(profile.name.as_str().into());
            let id = MessageId::parse(&format!("member:{person}")).ok()?;
            Some(RoomEvent { id, sender: person.clone(), at: profile.created, body })
        };
        people.into_iter().filter_map(event).collect()
    }

    /// What a group is called, as an event of whoever came first.
    fn title_event(&self, chat: &ChatId) -> Option<RoomEvent> {
        let (group, first) = (self.group(chat)?, self.inside(chat).next()?);
        let id = MessageId::parse(&format!("name:{chat}")).ok()?;
        let body = EventBody::Title(group.title.as_str().into());
        Some(RoomEvent { id, sender: first.profile.clone(), at: group.founded, body })
    }
}

/// True for what happened while somebody was there, and that they have not cleared.
fn is_visible(member: &MemberRecord, record: &EventRecord) -> bool {
    let since = member.part.as_ref().map_or(Timestamp::default(), |part| part.since);
    record.after >= member.from && record.event.at >= since
}

/// A message as an event, if it is a text.
fn text(record: &MessageRecord) -> Option<RoomEvent> {
    let Body::Text(text) = &record.body else { return None };
    let body = EventBody::Text(text.as_str().into());
    Some(RoomEvent { id: record.id.clone(), sender: record.sender.clone(), at: record.at, body })
}
