//! Others who want to compare: one's own devices, and people whom one shares a chat with.

use std::collections::HashSet;
use std::rc::{Rc, Weak};

use futures::StreamExt;
use futures::channel::mpsc;
use matrix_sdk::encryption::verification::VerificationRequestState;
use matrix_sdk::ruma::events::key::verification::request::ToDeviceKeyVerificationRequestEvent;
use matrix_sdk::ruma::events::room::message::{MessageType, OriginalSyncRoomMessageEvent};
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId};
use matrix_sdk::{Client, Room};
use teahouse::domain::name::Name;
use teahouse::domain::safety::Comparison;

use super::{comparison, late};
use crate::account::Account;
use crate::words;

struct Asked {
    by: OwnedUserId,
    flow: String,
    room: Option<OwnedRoomId>,
    /// It may still be answered.
    fresh: bool,
}

/// Takes in what others ask. The SDK has sorted out what is too old or not meant for this device.
pub(super) async fn follow(client: Client, account: Weak<Account>) {
    let (told, mut heard) = mpsc::unbounded();
    let direct = told.clone();
    let devices = client.add_event_handler(move |event: ToDeviceKeyVerificationRequestEvent| {
        let asked = Asked { by: event.sender, flow: event.content.transaction_id.to_string(), room: None, fresh: true };
        let _ = direct.unbounded_send(asked);
        std::future::ready(())
    });
    let people = client.add_event_handler(move |event: OriginalSyncRoomMessageEvent, room: Room| {
        if matches!(event.content.msgtype, MessageType::VerificationRequest(_)) {
            let (flow, room) = (event.event_id.to_string(), Some(room.room_id().to_owned()));
            let fresh = late::is_fresh(event.origin_server_ts.0.into());
            let _ = told.unbounded_send(Asked { by: event.sender, flow, room, fresh });
        }
        std::future::ready(())
    });
    let _listening = [client.event_handler_drop_guard(devices), client.event_handler_drop_guard(people)];
    let mut missed = HashSet::new();
    while let Some(asked) = heard.next().await {
        let Some(account) = account.upgrade() else { return };
        take(&account, &asked, &mut missed).await;
    }
}

async fn take(account: &Rc<Account>, asked: &Asked, missed: &mut HashSet<String>) {
    // A server may tell of one more than once.
    if account.safety.comparing.is_about(&asked.flow) {
        return;
    }
    let own = asked.by == account.me;
    // A device speaks to one's own devices, a person in a chat: a stranger has no way to make somebody's screen light up.
    if own != asked.room.is_none() || account.client.is_user_ignored(&asked.by).await {
        return;
    }
    let encryption = account.client.encryption();
    let Some(request) = encryption.get_verification_request(&asked.by, &asked.flow).await else {
        if let Some(room) = asked.room.as_ref().filter(|_| asked.fresh && missed.insert(asked.flow.clone())) {
            // Then it comes here once more.
            late::hear_again(&account.client, room, &asked.by).await;
        }
        return;
    };
    if !matches!(request.state(), VerificationRequestState::Requested { .. }) {
        return;
    }
    if account.safety.comparing.is_going_on() {
        // One at a time; whoever asks next is told so at once.
        let _ = request.cancel().await;
        return;
    }
    let by = name(account, asked).await;
    comparison::begin(account, request, Comparison::Asked { by, own });
}

async fn name(account: &Account, asked: &Asked) -> Name {
    let Some(room) = &asked.room else { return account.profile().name };
    let member = match account.client.get_room(room) {
        Some(room) => room.get_member_no_sync(&asked.by).await.ok().flatten(),
        None => None,
    };
    words::name_of(member.as_ref().and_then(|member| member.display_name()), &asked.by)
}
