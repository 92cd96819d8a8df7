//! An item of the SDK's timeline as a message of the port.

use std::collections::HashMap;

use matrix_sdk::ruma::UserId;
use matrix_sdk::ruma::events::room::message::MessageType;
use matrix_sdk_base::crypto::types::events::UtdCause;
use matrix_sdk_ui::timeline::{
    AnyOtherStateEventContentChange, EmbeddedEvent, EncryptedMessage, EventSendState, EventTimelineItem,
    InReplyToDetails, MembershipChange, MsgLikeKind, Profile, ReactionsByKeyBySender, TimelineDetails,
    TimelineItemContent,
};
use teahouse::domain::group::Joined;
use teahouse::domain::group::act::Act;
use teahouse::domain::message::{Body, Context, Delivery, Message, Quote, Reaction};
use teahouse::domain::name::Name;
use teahouse::domain::safety::Locked;
use teahouse::domain::time::Timestamp;

use crate::group::event;
use crate::{files, ids, outgoing, updates, words};

/// How many different signs a message shows, and how long each may be, in characters.
const SIGNS: usize = 24;
const SIGN: usize = 16;

/// What an event says, or nothing if it is nothing to show. In a chat of two nobody has to be told who came.
pub(crate) fn body(content: &TimelineItemContent, many: bool) -> Option<Body> {
    Some(match content {
        TimelineItemContent::MsgLike(like) => match &like.kind {
            MsgLikeKind::Message(message) => said(message.msgtype()),
            MsgLikeKind::Sticker(sticker) => files::sticker(sticker.content()),
            MsgLikeKind::Poll(poll) => Body::Foreign(poll.fallback_text().as_deref().and_then(words::text)),
            MsgLikeKind::Redacted => Body::Recalled,
            MsgLikeKind::UnableToDecrypt(message) => Body::Locked(locked(message)),
            MsgLikeKind::Other(other) if other.event_type().to_string() == updates::KIND => return None,
            MsgLikeKind::Other(_) | MsgLikeKind::LiveLocation(_) => Body::Foreign(None),
        },
        TimelineItemContent::MembershipChange(change) if many => {
            let whom = || ids::person(change.user_id());
            Body::Notice(match change.change()? {
                MembershipChange::Joined | MembershipChange::InvitationAccepted => Act::Joined(Joined::Otherwise),
                MembershipChange::Left => Act::Left,
                MembershipChange::Kicked | MembershipChange::Banned | MembershipChange::KickedAndBanned => {
                    Act::Removed(whom())
                }
                _ => return None,
            })
        }
        TimelineItemContent::OtherState(state) if many => match state.content() {
            AnyOtherStateEventContentChange::RoomName(name) => Body::Notice(Act::Renamed(words::title(renamed(name)?))),
            AnyOtherStateEventContentChange::RoomAvatar(_) => Body::Notice(Act::Pictured),
            AnyOtherStateEventContentChange::RoomCreate(_) => Body::Notice(Act::Founded),
            _ => return None,
        },
        TimelineItemContent::FailedToParseMessageLike { .. } => Body::Unreadable,
        _ => return None,
    })
}

/// The same, of an item: what is ours is only in the event itself.
pub(crate) fn body_of(item: &EventTimelineItem, many: bool) -> Option<Body> {
    match item.content() {
        TimelineItemContent::OtherState(state) if many => match state.content() {
            AnyOtherStateEventContentChange::_Custom { event_type } if event_type == event::ACT => {
                let content = item.original_json()?.get_field("content").ok()??;
                // What the state of the room itself tells is not told twice.
                event::read_act(&content).filter(|act| act.is_for_the_log() && !is_told(act)).map(Body::Notice)
            }
            _ => body(item.content(), many),
        },
        content => shown(content, many),
    }
}

/// The same, without what is answered in a dialog and not in the chat.
pub(crate) fn shown(content: &TimelineItemContent, many: bool) -> Option<Body> {
    let is_request = matches!(content.as_message().map(|it| it.msgtype()), Some(MessageType::VerificationRequest(_)));
    if is_request { None } else { body(content, many) }
}

fn is_told(act: &Act) -> bool {
    matches!(act, Act::Founded | Act::Renamed(_) | Act::Pictured | Act::Removed(_))
}

fn renamed(
    change: &matrix_sdk::ruma::events::StateEventContentChange<
        matrix_sdk::ruma::events::room::name::RoomNameEventContent,
    >,
) -> Option<&str> {
    match change {
        matrix_sdk::ruma::events::StateEventContentChange::Original { content, .. } => Some(&content.name),
        _ => None,
    }
}

fn said(message: &MessageType) -> Body {
    let words = |text: &str| words::text(text).map_or(Body::Unreadable, Body::Text);
    match message {
        MessageType::Text(text) => words(&text.body),
        MessageType::Notice(text) => words(&text.body),
        // Its words are for programs that cannot compare.
        MessageType::VerificationRequest(_) => Body::Foreign(None),
        MessageType::Emote(text) => words(&format!("* {}", text.body)),
        other => files::of(other).unwrap_or_else(|| Body::Foreign(words::text(other.body()))),
    }
}

fn locked(message: &EncryptedMessage) -> Locked {
    let EncryptedMessage::MegolmV1AesSha2 { cause, .. } = message else { return Locked::Broken };
    match cause {
        UtdCause::SentBeforeWeJoined => Locked::Before,
        UtdCause::HistoricalMessageAndDeviceIsUnverified => Locked::Backup,
        UtdCause::WithheldForUnverifiedOrInsecureDevice | UtdCause::WithheldBySender => Locked::Withheld,
        UtdCause::VerificationViolation | UtdCause::UnsignedDevice | UtdCause::UnknownDevice => Locked::Broken,
        // Where there is no backup, another device of one's own may still give the key.
        _ => Locked::Waiting,
    }
}

/// What somebody calls themselves in a room, as far as it is known.
pub(crate) fn name(profile: &TimelineDetails<Profile>, user: &UserId) -> Name {
    let display = match profile {
        TimelineDetails::Ready(profile) => profile.display_name.as_deref(),
        _ => None,
    };
    words::name_of(display, user)
}

/// A message that says this, without its number. `id` is what the message is called.
pub(crate) fn message(item: &EventTimelineItem, body: Body, me: &UserId, id: outgoing::Named<'_>) -> Message {
    let delivery = match item.send_state() {
        None | Some(EventSendState::Sent { .. }) => Delivery::Sent,
        Some(EventSendState::NotSentYet { .. } | EventSendState::SendingFailed { is_recoverable: true, .. }) => {
            Delivery::Sending
        }
        Some(EventSendState::SendingFailed { error, .. }) => Delivery::Failed(outgoing::reason(error)),
    };
    let edited = item.content().as_message().is_some_and(|message| message.is_edited());
    let mine = item.sender() == me;
    Message {
        id: id.of(item),
        seq: None,
        sender: ids::person(item.sender()),
        at: Timestamp(i64::from(item.timestamp().0)),
        body,
        edited,
        delivery,
        context: Context {
            name: (!mine).then(|| name(item.sender_profile(), item.sender())),
            reply: item.content().in_reply_to().map(|reply| Box::new(quote(&reply, id))),
            reactions: item.content().reactions().map(|found| reactions(found, me)).unwrap_or_default(),
            read: false,
        },
    }
}

fn quote(reply: &InReplyToDetails, id: outgoing::Named<'_>) -> Quote {
    let found: Option<&EmbeddedEvent> = match &reply.event {
        TimelineDetails::Ready(event) => Some(event),
        _ => None,
    };
    Quote {
        id: id.of_event(&reply.event_id),
        sender: found.map(|event| ids::person(&event.sender)),
        name: found.map(|event| name(&event.sender_profile, &event.sender)),
        body: found.and_then(|event| body(&event.content, true)),
    }
}

fn reactions(found: &ReactionsByKeyBySender, me: &UserId) -> Vec<Reaction> {
    let (mut all, mut places) = (Vec::<Reaction>::new(), HashMap::new());
    for (key, senders) in found.iter().filter(|(_, senders)| !senders.is_empty()) {
        let key: String = words::title(key).as_str().chars().take(SIGN).collect();
        let (count, mine) = (u32::try_from(senders.len()).unwrap_or(u32::MAX), senders.contains_key(me));
        // Two that look the same are one.
        match places.get(&key) {
            Some(at) => {
                let same: &mut Reaction = &mut all[*at];
                (same.count, same.mine) = (same.count.saturating_add(count), same.mine || mine);
            }
            None => {
                places.insert(key.clone(), all.len());
                all.push(Reaction { key, count, mine });
            }
        }
    }
    all.sort_by_key(|reaction| std::cmp::Reverse(reaction.count));
    all.truncate(SIGNS);
    all
}
