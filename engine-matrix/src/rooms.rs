//! What a room is to the person: a chat of two, or a group, a quiet one or not, and an encrypted one that was made so.

use std::cell::RefCell;
use std::collections::HashMap;

use matrix_sdk::ruma::events::room::encryption::RoomEncryptionEventContent;
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId, RoomId};
use matrix_sdk::{Client, Room, RoomState};
use matrix_sdk_base::RoomInfoNotableUpdateReasons;
use teahouse::backend::Failure;

use crate::failure;

/// Who invited to chats of two: the server lists such a chat as one only some time after it was joined.
#[derive(Debug, Default)]
pub(crate) struct Direct(RefCell<HashMap<OwnedRoomId, OwnedUserId>>);

impl Direct {
    /// Remembers whom a chat of two is with that was just made.
    pub(crate) fn remember(&self, room: &Room, other: OwnedUserId) {
        self.0.borrow_mut().insert(room.room_id().to_owned(), other);
    }

    /// The other one of a chat of two; nobody if the room is a group.
    pub(crate) async fn other(&self, room: &Room) -> Option<OwnedUserId> {
        if let Some(other) = listed(room) {
            return Some(other);
        }
        if room.state() == RoomState::Invited && room.is_direct().await.unwrap_or_default() {
            let inviter = room.invite_details().await.ok()?.inviter?.user_id().to_owned();
            self.0.borrow_mut().insert(room.room_id().to_owned(), inviter);
        }
        self.0.borrow().get(room.room_id()).cloned()
    }
}

/// The other one, as the person's own list of direct chats says (`m.direct`).
fn listed(room: &Room) -> Option<OwnedUserId> {
    let me = room.own_user_id();
    room.direct_targets().into_iter().filter_map(|target| target.into_user_id()).find(|user| user != me)
}

/// Remembers which rooms are quiet: the SDK keeps the rules, and after a start does not know what they mean.
pub(crate) async fn recall_quiet(client: &Client) {
    let settings = client.notification_settings().await;
    for id in settings.get_rooms_with_user_defined_rules(Some(true)).await {
        let Some(room) = RoomId::parse(id).ok().and_then(|id| client.get_room(&id)) else { continue };
        if let Some(mode) = settings.get_user_defined_room_notification_mode(room.room_id()).await {
            room.update_cached_user_defined_notification_mode(mode);
        }
    }
}

/// Remembers that a room which was just made is encrypted, as was asked for. What a sync tells may be older, or wrong:
/// it can meet the room half made, and then the SDK would send what is said first for the server to read.
pub(crate) async fn made_encrypted(room: &Room) -> Result<(), Failure> {
    let content = RoomEncryptionEventContent::with_recommended_defaults();
    let known = room.update_and_save_room_info(|mut info| {
        info.set_encryption_event(Some(content.into()));
        info.mark_encryption_state_synced();
        (info, RoomInfoNotableUpdateReasons::empty())
    });
    known.await.map_err(|error| failure::stored(&error))
}
