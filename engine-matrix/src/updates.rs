//! What programs share in a room: events of a type of our own, each related to the message that brought the program.

pub(crate) mod aloud;

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::{Rc, Weak};
use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::UnboundedSender;
use matrix_sdk::Room;
use matrix_sdk::event_cache::RoomEventCacheUpdate;
use matrix_sdk::room::{IncludeRelations, RelationsOptions};
use matrix_sdk::ruma::api::Direction;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedUserId, UInt};
use matrix_sdk_base::deserialized_responses::TimelineEvent;
use matrix_sdk_ui::eyeball_im::VectorDiff;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use teahouse::backend::Event;
use teahouse::domain::id::{ChatId, MessageId};
use teahouse::domain::mini::aside::Aside;
use teahouse::domain::mini::update::{self, MAX_UPDATES, SharedUpdate};
use tokio::sync::broadcast::error::RecvError;

use crate::ids;
use crate::outgoing::label_of;
use crate::runtime::{Task, sleep, task, within};

/// The type of the events, and of their relation.
pub(crate) const KIND: &str = "app.teahouse.update";
/// So long what is here waits for what came before it.
const PATIENCE: Duration = Duration::from_secs(8);
/// How long a server may take for one page, and how many are on it.
const ANSWER: Duration = Duration::from_secs(30);
const PAGE: usize = 100;
/// The first pause before the server is asked again, and the longest.
const PAUSE: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(60));

#[derive(Deserialize)]
struct Shared {
    #[serde(rename = "type")]
    kind: String,
    sender: OwnedUserId,
    event_id: OwnedEventId,
    content: Content,
}

#[derive(Deserialize)]
struct Content {
    update: String,
    #[serde(rename = "m.relates_to")]
    relates_to: Relation,
}

#[derive(Deserialize)]
struct Relation {
    rel_type: String,
    event_id: OwnedEventId,
}

/// The content of an event that shares something. As text: no number of a program has to be one that Matrix allows.
/// What of it is for the chat stands beside it.
pub(crate) fn content(card: &OwnedEventId, text: &str, aside: &Aside) -> Map<String, Value> {
    let relation = json!({ "rel_type": KIND, "event_id": card });
    let own = [("update", json!(text)), ("m.relates_to", relation)];
    let aside = aside.fields().map(|(name, said)| (name, json!(said)));
    own.into_iter().chain(aside).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// True for one that can be read: it may say something aloud.
pub(crate) fn is_clear(event: &AnySyncTimelineEvent) -> bool {
    event.event_type().to_string() == KIND
}

/// True for what is none of our messages, though it cannot be read.
pub(crate) fn is_one(event: &AnySyncTimelineEvent) -> bool {
    use matrix_sdk::ruma::events::{AnyMessageLikeEventContent, AnySyncTimelineEvent::MessageLike};
    let MessageLike(event) = event else { return false };
    let Some(AnyMessageLikeEventContent::RoomEncrypted(content)) = event.original_content() else { return false };
    content.relates_to.and_then(|relation| relation.rel_type()).is_some_and(|kind| kind.to_string() == KIND)
}

/// The updates of one card, told to one tab as they become known.
pub(crate) struct Board {
    chat: ChatId,
    card: MessageId,
    event: OwnedEventId,
    room: Room,
    events: UnboundedSender<Event>,
    told: RefCell<HashSet<(OwnedUserId, MessageId)>>,
    encrypted: bool,
    /// Something could not be read for want of a key.
    locked: Cell<bool>,
    follows: RefCell<Option<Task>>,
}

impl Board {
    pub(crate) fn open(
        room: Room,
        (chat, card): (ChatId, MessageId),
        event: OwnedEventId,
        events: UnboundedSender<Event>,
    ) -> Rc<Self> {
        let (told, locked, follows) = Default::default();
        let encrypted = room.encryption_state().is_encrypted();
        let board = Rc::new(Self { chat, card, event, room, events, told, encrypted, locked, follows });
        let me = Rc::downgrade(&board);
        *board.follows.borrow_mut() = Some(task(follow(me, board.room.clone())));
        board
    }

    /// True if it is about this card.
    pub(crate) fn is_of(&self, event: &EventId) -> bool {
        *self.event == *event
    }

    /// Tells what this device shares, before the server has it.
    pub(crate) fn tell_own(&self, update: SharedUpdate) {
        let me = self.room.own_user_id().to_owned();
        self.tell(vec![(me, update)]);
    }

    fn tell(&self, found: Vec<(OwnedUserId, SharedUpdate)>) {
        let mut told = self.told.borrow_mut();
        let mut updates = Vec::new();
        for (user, update) in found {
            if told.len() < MAX_UPDATES && told.insert((user, update.id.clone())) {
                updates.push(update);
            }
        }
        if !updates.is_empty() {
            let (chat, card) = (self.chat.clone(), self.card.clone());
            // A tab that is gone hears nothing.
            let _ = self.events.unbounded_send(Event::Updates { chat, card, updates });
        }
    }

    fn read<'a>(&self, events: impl Iterator<Item = &'a TimelineEvent>) {
        let found = events.filter_map(|event| self.update(event)).collect();
        self.tell(found);
    }

    fn update(&self, event: &TimelineEvent) -> Option<(OwnedUserId, SharedUpdate)> {
        if event.kind.is_utd() {
            self.locked.set(self.locked.get() || is_related(event.raw(), &self.event));
            return None;
        }
        let Shared { kind, sender, event_id, content } = event.raw().deserialize_as_unchecked().ok()?;
        let fits = kind == KIND
            && content.relates_to.rel_type == KIND
            && content.relates_to.event_id == self.event
            && update::fits(&content.update)
            // In an encrypted room nobody but its members says anything.
            && (event.encryption_info().is_some() || !self.encrypted);
        // Only one's own name is believed: what somebody else wrote could be that of another update.
        let own = (sender == self.room.own_user_id()).then(|| label_of(event.raw())).flatten();
        let id = own.unwrap_or_else(|| ids::message(&event_id));
        fits.then(|| (sender.clone(), SharedUpdate { id, sender: ids::person(&sender), text: content.update }))
    }
}

/// Everything that the server has, the oldest first. False if it could not be asked.
async fn read_past(board: &Weak<Board>, room: &Room) -> bool {
    let mut from = None;
    for _ in 0..MAX_UPDATES / PAGE {
        let Some(event) = board.upgrade().map(|board| board.event.clone()) else { return true };
        let options = RelationsOptions {
            from: from.take(),
            dir: Direction::Forward,
            limit: UInt::try_from(PAGE).ok(),
            include_relations: IncludeRelations::RelationsOfType(RelationType::from(KIND)),
            recurse: false,
        };
        let Some(Ok(page)) = within(ANSWER, room.relations(event, options)).await else { return false };
        let Some(board) = board.upgrade() else { return true };
        board.read(page.chunk.iter());
        from = page.next_batch_token;
        if from.is_none() || page.chunk.is_empty() {
            break;
        }
    }
    true
}

/// True for an event that is related to a card, which can be seen though it cannot be read.
fn is_related(event: &Raw<AnySyncTimelineEvent>, card: &OwnedEventId) -> bool {
    #[derive(Deserialize)]
    struct Outside {
        #[serde(rename = "m.relates_to")]
        relates_to: Option<Relation>,
    }
    let content = event.get_field::<Outside>("content").ok().flatten();
    content.and_then(|it| it.relates_to).is_some_and(|it| it.rel_type == KIND && it.event_id == *card)
}

/// What was shared before, then what comes; and once more what could not be read, when keys come.
async fn follow(board: Weak<Board>, room: Room) {
    let Ok((cache, _keep)) = room.event_cache().await else { return };
    let Ok((_, mut live)) = cache.subscribe().await else { return };
    let asked = within(PATIENCE, read_past(&board, &room)).await == Some(true);
    let here = async |board: &Board| {
        if let Ok(events) = cache.events().await {
            board.read(events.iter());
        }
    };
    if let Some(board) = board.upgrade() {
        here(&board).await;
    }
    let coming = async {
        loop {
            let update = live.recv().await;
            let Some(board) = board.upgrade() else { return };
            match update {
                Ok(RoomEventCacheUpdate::UpdateTimelineEvents(changes)) => {
                    board.read(changes.diffs.iter().flat_map(events_of));
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => here(&board).await,
                Err(RecvError::Closed) => return,
            }
        }
    };
    let past = async {
        let (mut asked, mut pause) = (asked, PAUSE.0);
        while !asked {
            sleep(pause).await;
            pause = (pause * 2).min(PAUSE.1);
            if board.strong_count() == 0 {
                return;
            }
            asked = read_past(&board, &room).await;
        }
        let Some(mut keys) = room.client().encryption().room_keys_received_stream().await else { return };
        while let Some(came) = keys.next().await {
            let of_room = came.is_ok_and(|keys| keys.iter().any(|key| key.room_id == room.room_id()));
            let Some(is_locked) = board.upgrade().map(|board| board.locked.take()) else { return };
            // What is still locked says so again.
            if is_locked && !(of_room && read_past(&board, &room).await) {
                board.upgrade().iter().for_each(|board| board.locked.set(true));
            }
        }
    };
    futures::join!(coming, past);
}

/// The events of a change that were not there before, or are others now.
pub(crate) fn events_of(change: &VectorDiff<TimelineEvent>) -> Vec<&TimelineEvent> {
    match change {
        VectorDiff::Append { values } | VectorDiff::Reset { values } => values.iter().collect(),
        VectorDiff::PushBack { value }
        | VectorDiff::PushFront { value }
        | VectorDiff::Insert { value, .. }
        | VectorDiff::Set { value, .. } => vec![value],
        _ => Vec::new(),
    }
}
