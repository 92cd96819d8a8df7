//! What this device sends: the SDK's queue, and which of its messages is which of the shell's.
//!
//! The shell names a message before it is sent. The name travels in the event itself (`app.teahouse.id`), so that
//! after a crash at any moment it can be found again: in the queue, or among the events that were sent.

mod label;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::Duration;

use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::events::room::message::RoomMessageEventContent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedTransactionId};
use matrix_sdk::send_queue::{
    LocalEcho, LocalEchoContent, RoomSendQueueError, RoomSendQueueUpdate, SendHandle, SendQueueUpdate,
};
use matrix_sdk::{Client, Error, Room};
use matrix_sdk_base::deserialized_responses::TimelineEvent;
use matrix_sdk_ui::timeline::{EventTimelineItem, TimelineEventItemId};
use serde_json::{Map, Value};
use teahouse::backend::Failure;
use teahouse::domain::group::Refusal;
use teahouse::domain::home::HomeError;
use teahouse::domain::id::MessageId;
use teahouse::domain::message::SendError;
use tokio::sync::broadcast;

pub(crate) use self::label::Place;
use self::label::{Label, fields};
use crate::failure::of;
use crate::ids;
use crate::keep::Keep;
use crate::runtime::{Task, sleep, task};
use crate::updates;

/// How far back a message is looked for that a crash may have left sent and unanswered.
const RECENT: usize = 60;
/// The first wait after the network failed, and the longest.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));
/// The longest that a server may ask to be left alone.
const LONGEST: Duration = Duration::from_secs(300);

/// The queue of an account.
pub(crate) struct Outgoing {
    known: RefCell<Known>,
    updates: RefCell<broadcast::Receiver<SendQueueUpdate>>,
    /// Where the last message stands that was handed in.
    last: Cell<Place>,
    _keeps_trying: Task,
}

#[derive(Default)]
struct Known {
    by_transaction: HashMap<OwnedTransactionId, MessageId>,
    by_event: HashMap<OwnedEventId, MessageId>,
    items: HashMap<MessageId, TimelineEventItemId>,
    handles: HashMap<MessageId, SendHandle>,
    places: HashMap<MessageId, Place>,
}

/// What this device sends: a program may share a hundred times between two messages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Said,
    Shared,
}

impl Sort {
    fn of(event: &TimelineEvent) -> Self {
        if event.kind.event_type().as_deref() == Some(updates::KIND) { Self::Shared } else { Self::Said }
    }
}

/// The record of what was sent from this device: what its engines are called together, and how many there were.
const STARTS: &str = "starts";

/// Where an engine begins that has just been started: after all that the engines before it have sent.
async fn first_place(keep: &Keep) -> Result<Place, Failure> {
    let random = || {
        let [a, b, c, d, ..] = crate::runtime::random();
        u32::from_be_bytes([a, b, c, d])
    };
    let (device, starts): (u32, u32) = keep.read(STARTS).await?.unwrap_or_else(|| (random(), 0));
    let place = Place::first(device, starts);
    // Where it cannot be kept, the next engine would count the same once more.
    let kept = keep.write(STARTS, &(device, starts.saturating_add(1))).await;
    Ok(if kept.is_ok() { place } else { Place::first(random(), 0) })
}

/// Tells what a message is called; a copy of a reference.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a>(&'a Outgoing);

impl Outgoing {
    /// Takes over what is still in the queue, and keeps it moving.
    pub(crate) async fn open(client: &Client, keep: &Keep) -> Result<Self, Failure> {
        let queue = client.send_queue();
        let updates = RefCell::new(queue.subscribe());
        let waiting = queue.local_echoes().await.map_err(|error| crate::failure::stored(&error))?;
        let mut known = Known::default();
        waiting.into_values().flatten().for_each(|echo| known.take(&echo));
        queue.respawn_tasks_for_rooms_with_unsent_requests().await;
        let last = Cell::new(first_place(keep).await?);
        Ok(Self { known: RefCell::new(known), updates, last, _keeps_trying: task(keep_trying(client.clone())) })
    }

    /// What messages are called.
    pub(crate) fn names(&self) -> Named<'_> {
        self.drain();
        Named(self)
    }

    /// Takes in what the queue has told since the last time.
    fn drain(&self) {
        let (mut updates, mut known) = (self.updates.borrow_mut(), self.known.borrow_mut());
        loop {
            match updates.try_recv() {
                Ok(SendQueueUpdate { update: RoomSendQueueUpdate::NewLocalEvent(echo), .. }) => known.take(&echo),
                Ok(SendQueueUpdate { update: RoomSendQueueUpdate::SentEvent { transaction_id, event_id }, .. }) => {
                    if let Some(name) = known.by_transaction.get(&transaction_id).cloned() {
                        known.handles.remove(&name);
                        known.items.insert(name.clone(), TimelineEventItemId::EventId(event_id.clone()));
                        known.by_event.insert(event_id, name);
                    }
                }
                Ok(_) | Err(broadcast::error::TryRecvError::Lagged(_)) => {}
                Err(_) => return,
            }
        }
    }

    /// True if a message of this name was handed in before.
    pub(crate) async fn knows(&self, room: &Room, id: &MessageId) -> bool {
        self.was_taken(room, id, Sort::Said).await
    }

    /// True if a program shared something under this name before.
    pub(crate) async fn knows_shared(&self, room: &Room, id: &MessageId) -> bool {
        self.was_taken(room, id, Sort::Shared).await
    }

    async fn was_taken(&self, room: &Room, id: &MessageId, sort: Sort) -> bool {
        self.drain();
        self.known.borrow().items.contains_key(id) || self.look_for(room, id, sort, RECENT).await.is_some()
    }

    /// The event that a message is, once the server has it.
    pub(crate) async fn event(&self, room: &Room, id: &MessageId) -> Option<OwnedEventId> {
        match self.item(id) {
            Some(TimelineEventItemId::EventId(event)) => Some(event),
            Some(TimelineEventItemId::TransactionId(_)) => None,
            // It was sent before this engine was started.
            None => self.look_for(room, id, Sort::Said, usize::MAX).await,
        }
    }

    /// Looks for this name among the last of a sort that this account has sent, as far as they are here.
    async fn look_for(&self, room: &Room, id: &MessageId, sort: Sort, count: usize) -> Option<OwnedEventId> {
        let (cache, _keep) = room.event_cache().await.ok()?;
        let events = cache.events().await.ok()?;
        let me = room.own_user_id();
        let is_own = |event: &&TimelineEvent| event.sender().as_deref() == Some(me) && Sort::of(event) == sort;
        let own = events.iter().rev().filter(is_own).take(count);
        let mut labels = own.filter_map(|event| Some((event.event_id()?.to_owned(), label_in(event.raw())?)));
        let (event, label) = labels.find(|(_, label)| label.name().as_ref() == Some(id))?;
        self.known.borrow_mut().sent(event.clone(), id.clone(), label.place());
        Some(event)
    }

    /// Stores a message for sending.
    pub(crate) async fn send(
        &self,
        room: &Room,
        id: &MessageId,
        content: RoomMessageEventContent,
    ) -> Result<(), Failure> {
        let queue = room.send_queue();
        let send = queue.send(content.into()).with_extra_content(self.label(id));
        send.await.map_err(|error| not_stored(&error))?;
        self.drain();
        Ok(())
    }

    /// Stores an event of any type for sending, under a name of the shell like a message.
    pub(crate) async fn send_raw(
        &self,
        room: &Room,
        id: &MessageId,
        kind: &str,
        mut content: Map<String, Value>,
    ) -> Result<(), Failure> {
        content.extend(self.label(id));
        let content = Raw::new(&content).map_err(|_| Failure::Malformed)?.cast_unchecked();
        room.send_queue().send_raw(content, kind.to_owned()).await.map_err(|error| not_stored(&error))?;
        self.drain();
        Ok(())
    }

    /// What is written into the next message beside its content.
    pub(crate) fn label(&self, id: &MessageId) -> Map<String, Value> {
        self.last.set(self.last.get().next());
        fields(id, self.last.get())
    }

    /// What the SDK calls a message.
    pub(crate) fn item(&self, id: &MessageId) -> Option<TimelineEventItemId> {
        self.drain();
        let known = self.known.borrow().items.get(id).cloned();
        known.or_else(|| ids::event(id).map(TimelineEventItemId::EventId))
    }

    /// Takes in an event of one's own that is not on anybody's screen.
    pub(crate) fn meet(&self, event: &OwnedEventId, raw: &Raw<AnySyncTimelineEvent>) {
        if let Some((name, label)) = label_in(raw).and_then(|label| Some((label.name()?, label))) {
            self.known.borrow_mut().sent(event.clone(), name, label.place());
        }
    }

    /// Tries a message again that was given up.
    pub(crate) async fn retry(&self, id: &MessageId) -> Result<(), Failure> {
        self.drain();
        let handle = self.known.borrow().handles.get(id).cloned();
        let Some(handle) = handle else { return Ok(()) };
        handle.unwedge().await.map_err(|error| crate::failure::stored(&error))
    }

    /// Tries everything again that was given up: it may have been refused because the session had ended.
    pub(crate) async fn retry_all(&self) {
        self.drain();
        let handles: Vec<SendHandle> = self.known.borrow().handles.values().cloned().collect();
        for handle in handles {
            // One that is sent by now has nothing to try again.
            let _ = handle.unwedge().await;
        }
    }

    /// Takes a message out of the queue.
    pub(crate) async fn discard(&self, id: &MessageId) -> Result<(), Failure> {
        self.drain();
        let handle = self.known.borrow_mut().handles.remove(id);
        let Some(handle) = handle else { return Ok(()) };
        handle.abort().await.map(drop).map_err(|error| crate::failure::stored(&error))
    }
}

impl Known {
    fn take(&mut self, echo: &LocalEcho) {
        let LocalEchoContent::Event { serialized_event, send_handle, .. } = &echo.content else { return };
        let (raw, _) = serialized_event.raw();
        let label = raw.deserialize_as_unchecked::<Label>().ok();
        // A file's name is its transaction.
        let Some(name) =
            label.as_ref().and_then(Label::name).or_else(|| MessageId::parse(echo.transaction_id.as_str()).ok())
        else {
            return;
        };
        let transaction = echo.transaction_id.clone();
        self.items.insert(name.clone(), TimelineEventItemId::TransactionId(transaction.clone()));
        self.handles.insert(name.clone(), send_handle.clone());
        self.place(&name, label.and_then(|label| label.place()));
        self.by_transaction.insert(transaction, name);
    }

    fn place(&mut self, name: &MessageId, place: Option<Place>) {
        if let Some(place) = place {
            self.places.insert(name.clone(), place);
        }
    }

    fn sent(&mut self, event: OwnedEventId, name: MessageId, place: Option<Place>) {
        self.place(&name, place);
        self.items.insert(name.clone(), TimelineEventItemId::EventId(event.clone()));
        self.by_event.insert(event, name);
    }
}

impl Named<'_> {
    /// What an item is called. It keeps its name when the server has given it another one.
    pub(crate) fn of(self, item: &EventTimelineItem) -> MessageId {
        if let Some(name) = item.transaction_id().and_then(|it| self.0.known.borrow().by_transaction.get(it).cloned()) {
            return name;
        }
        let Some(event) = item.event_id() else {
            let transaction = item.transaction_id().map(|it| it.as_str()).unwrap_or_default();
            return MessageId::parse(transaction).unwrap_or_else(|_| MessageId::random([0; 16]));
        };
        if let Some(name) = self.0.known.borrow().by_event.get(event).cloned() {
            return name;
        }
        // Only one's own: a name that somebody else wrote could be that of another message.
        let label = item.is_own().then(|| label_in(item.original_json()?)).flatten();
        if let Some((name, label)) = label.and_then(|label| Some((label.name()?, label))) {
            self.0.known.borrow_mut().sent(event.to_owned(), name.clone(), label.place());
            return name;
        }
        ids::message(event)
    }

    /// Where a message stands among what one engine has sent, if that is known.
    pub(crate) fn place_of(self, item: &EventTimelineItem) -> Option<Place> {
        if !item.is_own() || item.is_local_echo() {
            return None;
        }
        let name = self.of(item);
        self.0.known.borrow().places.get(&name).copied()
    }

    /// What an event is called that may not be here.
    pub(crate) fn of_event(self, event: &EventId) -> MessageId {
        self.0.known.borrow().by_event.get(event).cloned().unwrap_or_else(|| ids::message(event))
    }
}

fn not_stored(error: &RoomSendQueueError) -> Failure {
    match error {
        RoomSendQueueError::RoomNotJoined => Failure::Group(Refusal::NotIn),
        other => crate::failure::stored(other),
    }
}

/// What the shell of whoever sent an event calls it.
pub(crate) fn label_of(event: &Raw<AnySyncTimelineEvent>) -> Option<MessageId> {
    label_in(event)?.name()
}

fn label_in(event: &Raw<AnySyncTimelineEvent>) -> Option<Label> {
    event.get_field("content").ok()?
}

/// Why a message was given up.
pub(crate) fn reason(error: &Error) -> SendError {
    match error {
        Error::SendQueueWedgeError(_) => SendError::Changed,
        Error::Http(error) => match error.client_api_error_kind() {
            Some(ErrorKind::TooLarge) => SendError::TooLarge,
            Some(ErrorKind::Forbidden) => SendError::NotIn,
            _ => SendError::Refused,
        },
        _ => match of(error) {
            Failure::StorageFull => SendError::Storage,
            _ => SendError::Refused,
        },
    }
}

/// The SDK stops a room's queue when the network fails, and leaves it to us to go on.
async fn keep_trying(client: Client) {
    let queue = client.send_queue();
    let mut errors = queue.subscribe_errors();
    let mut wait = PATIENCE.0;
    let mut last = crate::runtime::now();
    loop {
        match errors.recv().await {
            Ok(error) if error.is_recoverable => {
                // Whoever failed long ago is a new story.
                if crate::runtime::now().0 - last.0 > 2 * PATIENCE.1.as_millis() as i64 {
                    wait = PATIENCE.0;
                }
                last = crate::runtime::now();
                sleep(wait.max(asked(&error.error))).await;
                wait = (wait * 2).min(PATIENCE.1);
                // Every room whose queue has stopped says so, and all of them go on together.
                while errors.try_recv().is_ok() {}
                queue.set_enabled(true).await;
            }
            // A session that has ended sends nothing; after any other refusal the next message has its turn.
            Ok(error) if of(&error.error) == HomeError::SignedOut.into() => {}
            Ok(_) => queue.set_enabled(true).await,
            Err(broadcast::error::RecvError::Lagged(_)) => {}
            Err(broadcast::error::RecvError::Closed) => return,
        }
    }
}

/// How long the server wants to be left alone, within reason.
fn asked(error: &Error) -> Duration {
    match of(error) {
        Failure::Home(HomeError::Wait { seconds }) => Duration::from_secs(seconds.into()).min(LONGEST),
        _ => Duration::ZERO,
    }
}
