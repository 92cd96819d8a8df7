//! What happens in a room from now on, told to one tab.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::{Rc, Weak};

use futures::channel::mpsc::UnboundedSender;
use matrix_sdk::Room;
use matrix_sdk::event_cache::{EventsOrigin, RoomEventCacheUpdate};
use matrix_sdk::ruma::OwnedEventId;
use matrix_sdk_base::deserialized_responses::TimelineEvent;
use teahouse::backend::Event;
use teahouse::backend::shelf::Parcel;
use teahouse::domain::id::ChatId;
use teahouse::domain::mini::event::RoomEvent;
use tokio::sync::broadcast::error::RecvError;

use super::of;
use crate::ids;
use crate::runtime::{Task, task};
use crate::updates::events_of;

/// A room whose events are told; dropped, it is not listened to any more.
pub(crate) struct Listener {
    chat: ChatId,
    encrypted: bool,
    events: UnboundedSender<Event>,
    known: RefCell<Known>,
    follows: RefCell<Option<Task>>,
}

/// Which events need not be told.
#[derive(Default)]
struct Known {
    seen: HashSet<OwnedEventId>,
    /// What has come and cannot be read yet.
    locked: HashSet<OwnedEventId>,
}

impl Known {
    /// What was there before is no news.
    fn skip<'a>(&mut self, events: impl Iterator<Item = &'a TimelineEvent>) {
        self.seen.extend(events.filter_map(|event| event.event_id().map(ToOwned::to_owned)));
    }

    /// True for an event that was not told, and can be told now.
    fn is_news(&mut self, event: &TimelineEvent) -> bool {
        let Some(id) = event.event_id() else { return false };
        let is_new = self.seen.insert(id.to_owned());
        if event.kind.is_utd() {
            if is_new {
                self.locked.insert(id.to_owned());
            }
            return false;
        }
        is_new || self.locked.remove(id)
    }

    /// True for an event that has come, and is read at last.
    fn is_unlocked(&mut self, event: &TimelineEvent) -> bool {
        event.event_id().is_some_and(|id| !event.kind.is_utd() && self.locked.remove(id))
    }
}

impl Listener {
    pub(crate) fn open(room: Room, chat: ChatId, events: UnboundedSender<Event>) -> Rc<Self> {
        let (known, follows) = Default::default();
        let encrypted = room.encryption_state().is_encrypted();
        let listener = Rc::new(Self { chat, encrypted, events, known, follows });
        *listener.follows.borrow_mut() = Some(task(follow(Rc::downgrade(&listener), room)));
        listener
    }

    /// What is to be told of a change of the room's events.
    fn news<'a>(&self, origin: EventsOrigin, changed: impl Iterator<Item = &'a TimelineEvent>) -> Vec<RoomEvent> {
        let mut known = self.known.borrow_mut();
        let news = changed.filter(|event| match origin {
            EventsOrigin::Sync => known.is_news(event),
            // Older events, or what is here anyway: of those, only what could not be read when it came.
            EventsOrigin::Pagination | EventsOrigin::Cache => {
                let is_unlocked = known.is_unlocked(event);
                known.skip(std::iter::once(*event));
                is_unlocked
            }
        });
        news.filter_map(|event| of(event, self.encrypted)).collect()
    }

    /// What is here that came after everything that is known.
    fn missed(&self, events: &[TimelineEvent]) -> Vec<RoomEvent> {
        let is_seen = |event: &TimelineEvent| event.event_id().is_some_and(|id| self.known.borrow().seen.contains(id));
        let from = events.iter().rposition(is_seen).map_or(0, |last| last + 1);
        self.news(EventsOrigin::Sync, events[from..].iter())
    }

    fn tell(&self, events: &[RoomEvent]) {
        if !events.is_empty() {
            // A tab that is gone hears nothing.
            let event = Event::Events { chat: self.chat.clone(), events: Parcel::of(&events) };
            let _ = self.events.unbounded_send(event);
        }
    }
}

async fn follow(listener: Weak<Listener>, room: Room) {
    let Ok((cache, _keep)) = room.event_cache().await else { return };
    let Ok((here, mut live)) = cache.subscribe().await else { return };
    match listener.upgrade() {
        Some(listener) => listener.known.borrow_mut().skip(here.iter()),
        None => return,
    }
    loop {
        let update = live.recv().await;
        let Some(listener) = listener.upgrade() else { return };
        let news = match update {
            Ok(RoomEventCacheUpdate::UpdateTimelineEvents(changes)) => {
                listener.news(changes.origin, changes.diffs.iter().flat_map(events_of))
            }
            Ok(_) => continue,
            Err(RecvError::Lagged(_)) => match cache.events().await {
                Ok(events) => listener.missed(&events),
                Err(_) => continue,
            },
            Err(RecvError::Closed) => return,
        };
        let mut heard = Vec::new();
        for event in news {
            let is_ignored = match ids::user(&event.sender) {
                Some(user) => room.client().is_user_ignored(&user).await,
                None => false,
            };
            if !is_ignored {
                heard.push(event);
            }
        }
        listener.tell(&heard);
    }
}
