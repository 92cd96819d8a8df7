//! Comparing in a chat where a key comes after the message that it is for.
//!
//! With sliding sync keys and messages come by two ways. The SDK looks at the steps of a comparison only while it takes
//! in a message: one that cannot be read then is lost, although it is readable a moment later. Only the first message
//! under a new key can be that late, so that it is a request, or the answer to one. The last messages of the chat are
//! then taken in once more, by a connection of their own.

use std::rc::{Rc, Weak};
use std::time::Duration;

use futures::StreamExt;
use matrix_sdk::event_cache::RedecryptorReport;
use matrix_sdk::ruma::api::client::sync::sync_events::v5::request::RoomSubscription;
use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::ruma::{OwnedEventId, OwnedUserId, RoomId, UInt, UserId};
use matrix_sdk::{Client, Room};
use serde::Deserialize;

use crate::account::Account;
use crate::runtime::{now, within};

/// How old a request may be, in milliseconds: what the specification allows.
const FRESH: i64 = 10 * 60 * 1000;
/// How many messages are looked at.
const LAST: u8 = 10;
/// How long the server may take.
const PATIENCE: Duration = Duration::from_secs(8);

#[derive(Deserialize)]
struct Request {
    sender: OwnedUserId,
    event_id: OwnedEventId,
    origin_server_ts: i64,
    content: Content,
}

#[derive(Deserialize)]
struct Content {
    msgtype: String,
}

/// Looks at every chat of two in which something can be read now that could not.
pub(super) async fn follow(client: Client, account: Weak<Account>) {
    let mut reports = std::pin::pin!(client.event_cache().subscribe_to_decryption_reports());
    while let Some(report) = reports.next().await {
        let Ok(RedecryptorReport::ResolvedUtds { room_id, .. }) = report else { continue };
        let Some(account) = account.upgrade() else { return };
        let Some(room) = client.get_room(&room_id) else { continue };
        let Some(other) = account.chats.direct.other(&room).await else { continue };
        if is_behind(&account, &room).await {
            hear_again(&client, &room_id, &other).await;
        }
    }
}

/// True for something written so recently that it may still be answered; milliseconds since 1970.
pub(super) fn is_fresh(at: i64) -> bool {
    now().0.saturating_sub(at) < FRESH
}

/// Takes the last messages in once more. The SDK lets go of what comes from a device that it has not heard of: it asks
/// for somebody's devices first.
pub(super) async fn hear_again(client: &Client, room: &RoomId, by: &UserId) {
    if client.encryption().request_user_identity(by).await.is_ok() {
        take_in(client, room).await;
    }
}

/// Whether a comparison waits for a first word in this room, or somebody asked for one and nobody heard it.
async fn is_behind(account: &Rc<Account>, room: &Room) -> bool {
    account.safety.comparing.waits_in(room.room_id()) || is_unheard(account, room).await
}

async fn is_unheard(account: &Rc<Account>, room: &Room) -> bool {
    let Ok((cache, _keep)) = room.event_cache().await else { return false };
    let Ok(events) = cache.events().await else { return false };
    for event in events.iter().rev().take(LAST.into()) {
        let Ok(request) = event.raw().deserialize_as_unchecked::<Request>() else { continue };
        if request.content.msgtype == "m.key.verification.request"
            && is_fresh(request.origin_server_ts)
            && request.sender != account.me
            && account.client.encryption().get_verification_request(&request.sender, &request.event_id).await.is_none()
        {
            return true;
        }
    }
    false
}

async fn take_in(client: &Client, room: &RoomId) {
    let Ok(builder) = client.sliding_sync("late") else { return };
    let Ok(sync) = builder.build().await else { return };
    let mut settings = RoomSubscription::default();
    settings.timeline_limit = UInt::from(LAST);
    // Synapse refuses a subscription that names no state, and an empty list is left out of what is sent.
    settings.required_state = vec![(StateEventType::RoomEncryption, String::new())];
    sync.add_room_subscriptions(&[room], Some(settings), false);
    let mut answers = std::pin::pin!(sync.sync());
    // What does not come now comes when the other side tries again.
    let _ = within(PATIENCE, answers.next()).await;
}
