//! Events of rooms, for programs.

use matrix_sdk::Room;
use matrix_sdk::ruma::events::Mentions;
use matrix_sdk::ruma::events::room::message::RoomMessageEventContent;
use matrix_sdk::ruma::{OwnedEventId, TransactionId};
use serde_json::{Map, Value};
use teahouse::backend::shelf::Parcel;
use teahouse::backend::{Answer, Failure};
use teahouse::domain::id::{ChatId, MessageId};
use teahouse::domain::message::MessageText;
use teahouse::domain::mini::event::{EventBody, EventQuery};

use super::MatrixSession;
use super::talk::{calls, inside};
use crate::account::Account;
use crate::events::{self, Listener};
use crate::{failure, ids};

impl MatrixSession {
    /// Sends an event and waits for the server, past the queue: a program wants to know how the server calls it, since
    /// that is how everybody else does. The name that the shell gave it is its transaction, so twice is once.
    pub(super) async fn send_event(
        &self,
        account: &Account,
        room: &Room,
        id: &MessageId,
        body: &Parcel,
    ) -> Result<Answer, Failure> {
        let body: EventBody = body.open()?;
        inside(account, room)?;
        if !body.may_be_sent() {
            return Err(Failure::Unable);
        }
        let event = match &body {
            EventBody::Text(text) => {
                let content = written(account, room, text).await?;
                said(account, room, id, body.kind(), content).await?
            }
            EventBody::Other { kind, state_key, content } => {
                let content: Map<String, Value> = serde_json::from_str(content).map_err(|_| Failure::Malformed)?;
                match state_key {
                    Some(key) => stated(account, room, (kind, key), content.into()).await?,
                    None => said(account, room, id, kind, content.into()).await?,
                }
            }
            EventBody::Member(_) | EventBody::Title(_) => return Err(Failure::Unable),
        };
        Ok(Answer::Event(ids::message(&event)))
    }

    pub(super) async fn read_events(
        &self,
        account: &Account,
        room: &Room,
        chat: &ChatId,
        query: &Parcel,
    ) -> Result<Answer, Failure> {
        let query: EventQuery = query.open()?;
        inside(account, room)?;
        let cut = account.own.borrow().cuts.get(chat).cloned().unwrap_or_default();
        let found = Box::pin(events::read(room, &query, &cut)).await?;
        Ok(Answer::Events(Parcel::of(&found)))
    }

    /// Begins to tell what happens in a room.
    pub(super) fn watch_events(&self, chat: ChatId) -> Result<(), Failure> {
        let (account, room) = self.room(&chat)?;
        inside(&account, &room)?;
        let listener = Listener::open(room, chat.clone(), self.seat.events.clone());
        self.seat.view.borrow_mut().listeners.insert(chat, listener);
        Ok(())
    }
}

/// The content of a text. Programs call everybody only where their person may.
async fn written(account: &Account, room: &Room, text: &str) -> Result<Value, Failure> {
    let text = MessageText::parse(text)?;
    let mut content = RoomMessageEventContent::text_plain(text.as_str());
    if calls(account, room, &text).await? {
        content = content.add_mentions(Mentions::with_room_mention());
    }
    serde_json::to_value(&content).map_err(|_| Failure::Malformed)
}

async fn said(
    account: &Account,
    room: &Room,
    id: &MessageId,
    kind: &str,
    content: Value,
) -> Result<OwnedEventId, Failure> {
    if !room.power_levels_or_default().await.user_can_send_message(&account.me, kind.into()) {
        return Err(Failure::Unable);
    }
    let transaction = <&TransactionId>::from(id.as_str());
    let sent = room.send_raw(kind, content).with_transaction_id(transaction).await;
    sent.map(|sent| sent.response.event_id).map_err(|error| failure::of(&error))
}

async fn stated(
    account: &Account,
    room: &Room,
    (kind, key): (&str, &str),
    content: Value,
) -> Result<OwnedEventId, Failure> {
    if !room.power_levels_or_default().await.user_can_send_state(&account.me, kind.into()) {
        return Err(Failure::Unable);
    }
    let sent = room.send_state_event_raw(kind, key, content).await;
    sent.map(|sent| sent.event_id).map_err(|error| failure::of(&error))
}
