//! A room as a row of the list.

use matrix_sdk::latest_events::LatestEventValue as Base;
use matrix_sdk::notification_settings::RoomNotificationMode;
use matrix_sdk::room::RoomMember;
use matrix_sdk::ruma::events::room::member::MembershipState;
use matrix_sdk::ruma::{OwnedEventId, OwnedUserId};
use matrix_sdk::{Room, RoomHero, RoomState};
use matrix_sdk_base::deserialized_responses::SyncOrStrippedState;
use matrix_sdk_ui::timeline::{LatestEventValue, LatestEventValueLocalState, RoomExt};
use teahouse::domain::chat::{Chat, GroupRow, Preview, With};
use teahouse::domain::group::{Face, MOSAIC, Role, Standing};
use teahouse::domain::id::ChatId;
use teahouse::domain::message::{Delivery, SendError};
use teahouse::domain::person::Title;
use teahouse::domain::safety::Guard;
use teahouse::domain::time::Timestamp;

use super::said;
use crate::cut::Cut;
use crate::group::Groups;
use crate::timeline::message;
use crate::{ids, words};

/// The row of a room, without what only this device knows; nothing if the room is not for the list.
pub(crate) async fn row(
    room: &Room,
    id: ChatId,
    other: Option<OwnedUserId>,
    is_read: bool,
    cut: Option<Cut>,
    groups: &Groups,
) -> Option<Chat> {
    let (invited, removed) = match room.state() {
        RoomState::Joined => (false, false),
        RoomState::Invited => (true, false),
        // What was said until somebody was sent away stays theirs.
        RoomState::Banned | RoomState::Left if other.is_none() && was_removed(room).await => (false, true),
        _ => return None,
    };
    if room.is_space()
        || room.room_type().is_some()
        || room.successor_room().is_some_and(|next| {
            room.client().get_room(&next.room_id).is_some_and(|next| next.state() == RoomState::Joined)
        })
    {
        return None;
    }
    let name = match room.cached_display_name() {
        Some(name) => name.to_string(),
        None => room.display_name().await.map(|name| name.to_string()).unwrap_or_default(),
    };
    let many = other.is_none();
    let inviter = if invited { room.invite_details().await.ok().and_then(|it| it.inviter) } else { None };
    if let Some(inviter) = &inviter
        && room.client().is_user_ignored(inviter.user_id()).await
    {
        return None;
    }
    let (with, title) = match other {
        Some(other) => (With::Person(ids::person(&other)), Title::Person(words::name_of(Some(&name), &other))),
        _ => (With::Group(group(room, inviter.as_ref(), groups).await), Title::Group(words::title(&name))),
    };
    let cut = cut.unwrap_or_default();
    let (last, at) = preview(room, many, &cut).await;
    let is_cleared = last.is_none() && !cut.events.is_empty() && latest_event(room).is_none_or(|it| cut.has(Some(&it)));
    let muted = room.cached_user_defined_notification_mode() == Some(RoomNotificationMode::Mute);
    Some(Chat {
        id,
        with,
        title,
        last,
        active: at.unwrap_or_default(),
        // Whoever was sent away has nothing to answer.
        unread: if is_read || is_cleared || removed { 0 } else { unread(room, invited) },
        pinned: room.is_favourite(),
        muted,
        folded: false,
        draft: String::new(),
        guard: if room.encryption_state().is_encrypted() || invited { Guard::Encrypted } else { Guard::Plain },
        // A group says by itself how one stands to it.
        invited: invited && !many,
    })
}

async fn group(room: &Room, inviter: Option<&RoomMember>, groups: &Groups) -> GroupRow {
    let standing = match room.state() {
        RoomState::Joined => Standing::In,
        RoomState::Invited => {
            let by = inviter.map_or(room.own_user_id(), |inviter| inviter.user_id());
            Standing::Invited { by: ids::person(by) }
        }
        _ => Standing::Removed,
    };
    let picture = room.avatar_url();
    if let Some(picture) = &picture {
        groups.want(picture, room.room_id());
    }
    GroupRow {
        face: groups.face(picture.as_deref()).unwrap_or_else(|| mosaic(room, groups)),
        members: u32::try_from(room.joined_members_count()).unwrap_or(u32::MAX),
        role: match room.get_user_power_level(room.own_user_id()).await {
            Ok(level) if standing == Standing::In => crate::group::role_of(level),
            _ => Role::Member,
        },
        standing,
        saved: false,
        called: room.num_unread_mentions() > 0,
        set: None,
    }
}

/// Whether somebody else ended that this person is in a room.
async fn was_removed(room: &Room) -> bool {
    if room.state() == RoomState::Banned {
        return true;
    }
    let Ok(Some(member)) = room.get_member_no_sync(room.own_user_id()).await else { return false };
    let SyncOrStrippedState::Sync(event) = &**member.event() else { return false };
    let before = event.as_original().and_then(|event| event.unsigned.prev_content.as_ref());
    before.is_some_and(|it| it.membership == MembershipState::Join) && event.sender() != room.own_user_id()
}

fn unread(room: &Room, invited: bool) -> u32 {
    let count = room.num_unread_messages().max(room.unread_notification_counts().notification_count);
    let marked = u64::from(room.is_marked_unread() || invited);
    u32::try_from(count.max(marked)).unwrap_or(u32::MAX)
}

fn mosaic(room: &Room, groups: &Groups) -> Face {
    if let Some(hall) = groups.known(room.room_id()) {
        return hall.mosaic();
    }
    let tile =
        |hero: RoomHero| (ids::person(&hero.user_id), words::name_of(hero.display_name.as_deref(), &hero.user_id));
    Face::Mosaic(room.clone_info().heroes().iter().take(MOSAIC).cloned().map(tile).collect())
}

async fn preview(room: &Room, many: bool, cut: &Cut) -> (Option<Preview>, Option<Timestamp>) {
    let time = |at: matrix_sdk::ruma::MilliSecondsSinceUnixEpoch| Timestamp(i64::from(at.0));
    let is_cleared = cut.has(latest_event(room).as_deref());
    match room.latest_event().await {
        LatestEventValue::None => {
            let last = Box::pin(said::last(room, many, cut)).await;
            let at = last.as_ref().map(|last| last.at);
            (last, at)
        }
        LatestEventValue::Remote { timestamp, sender, .. }
            if is_cleared || room.client().is_user_ignored(&sender).await =>
        {
            (None, Some(time(timestamp)))
        }
        LatestEventValue::RemoteInvite { timestamp, .. } => (None, Some(time(timestamp))),
        LatestEventValue::Remote { timestamp, sender, profile, content, .. } => {
            let last = match message::shown(&content, many) {
                Some(body) => Some(Preview {
                    sender: ids::person(&sender),
                    name: Some(message::name(&profile, &sender)),
                    at: time(timestamp),
                    body,
                    delivery: Delivery::Sent,
                }),
                None => Box::pin(said::last(room, many, cut)).await,
            };
            (last, Some(time(timestamp)))
        }
        LatestEventValue::Local { timestamp, sender, content, state, .. } => {
            let delivery = match state {
                LatestEventValueLocalState::IsSending => Delivery::Sending,
                LatestEventValueLocalState::HasBeenSent => Delivery::Sent,
                LatestEventValueLocalState::CannotBeSent => Delivery::Failed(SendError::Refused),
            };
            let body = message::body(&content, many).filter(|_| !is_cleared);
            let preview =
                |body| Preview { sender: ids::person(&sender), name: None, at: time(timestamp), body, delivery };
            (body.map(preview), Some(time(timestamp)))
        }
    }
}

/// The event that a row shows.
pub(crate) fn latest_event(room: &Room) -> Option<OwnedEventId> {
    match std::ops::Deref::deref(room).latest_event() {
        Base::Remote(event) => event.event_id().map(ToOwned::to_owned),
        Base::LocalHasBeenSent { event_id, .. } => Some(event_id),
        _ => None,
    }
}
