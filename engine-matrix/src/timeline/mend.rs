//! What the SDK's cache of a room has lost is put back.
//!
//! The SDK notes how far it is in step with the server before it has stored what came with that. An engine that ends in
//! between, as any tab may, leaves the next one with a message too few, and nobody ever tells it again.

use std::collections::HashMap;
use std::rc::Weak;
use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::{OwnedEventId, UInt};
use matrix_sdk_base::sync::{JoinedRoomUpdate, RoomUpdates, Timeline};
use teahouse::domain::home::Link;

use super::Conversation;
use crate::runtime::{sleep, within};

/// So long a conversation is open before it is looked at: whoever only passes by is not kept waiting by it.
const PAUSE: Duration = Duration::from_secs(2);
/// So long what is newest may be on its way.
const ON_ITS_WAY: Duration = Duration::from_secs(4);
/// How long the server may take.
const ANSWER: Duration = Duration::from_secs(20);
/// How many of the last events are looked at.
const LAST: u32 = 30;

/// What the end of a room looks like here, compared to the server.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// Nothing is missing that came before something that is here.
    Whole,
    /// Only the newest is not here, from this event on.
    Behind(OwnedEventId),
    /// Something is missing in between.
    Broken,
}

/// Looks at a conversation once it has been open for a while, and puts back what is missing. One room of an account is
/// looked at once.
pub(super) async fn mend(conversation: Weak<Conversation>) {
    sleep(PAUSE).await;
    let Some(room) = conversation.upgrade().and_then(|it| begins(&it)) else { return };
    let Some((verdict, end)) = look(&room).await else { return };
    match verdict {
        Verdict::Whole => {}
        Verdict::Broken => put_back(&room, end).await,
        Verdict::Behind(event) => {
            sleep(ON_ITS_WAY).await;
            match look(&room).await {
                Some((Verdict::Behind(still), end)) if still == event => put_back(&room, end).await,
                Some((Verdict::Broken, end)) => put_back(&room, end).await,
                _ => {}
            }
        }
    }
}

/// The room, if it is to be looked at now.
fn begins(conversation: &Conversation) -> Option<Room> {
    let account = &conversation.account;
    let is_live = account.link.get() == Link::Live && !conversation.rests.get();
    let is_new = is_live && account.mended.borrow_mut().insert(conversation.room.room_id().to_owned());
    is_new.then(|| conversation.room.clone())
}

/// What the server has last, as it comes with a gap before it.
async fn look(room: &Room) -> Option<(Verdict, Timeline)> {
    let mut options = MessagesOptions::backward();
    options.limit = UInt::from(LAST);
    let page = within(ANSWER, room.messages(options)).await?.ok()?;
    let (cache, _keep) = room.event_cache().await.ok()?;
    let known = cache.events().await.ok()?;
    let ids = |event: &matrix_sdk_base::deserialized_responses::TimelineEvent| event.event_id().map(ToOwned::to_owned);
    let server: Vec<_> = page.chunk.iter().filter_map(ids).collect();
    let verdict = compare(&server, known.iter().filter_map(ids));
    let events = page.chunk.into_iter().rev().collect();
    Some((verdict, Timeline { limited: true, prev_batch: page.end, events }))
}

/// Compares what the server has, the newest first, with what is here, the oldest first.
fn compare(server: &[OwnedEventId], here: impl Iterator<Item = OwnedEventId>) -> Verdict {
    let here: HashMap<_, _> = here.enumerate().map(|(at, event)| (event, at)).collect();
    let known = |event: &OwnedEventId| here.contains_key(event);
    // Where nothing is known, the SDK has seen the gap by itself.
    let Some(last) = server.iter().rposition(known) else { return Verdict::Whole };
    let newer = &server[..last];
    match newer.iter().position(known) {
        // Something newer than what is missing is here.
        Some(first) if newer[first..].iter().any(|event| !known(event)) => Verdict::Broken,
        Some(0) => Verdict::Whole,
        None if newer.is_empty() => Verdict::Whole,
        Some(_) | None => Verdict::Behind(newer[0].clone()),
    }
}

/// Hands it to the cache as the server does after a gap: what is there already is sorted out.
async fn put_back(room: &Room, timeline: Timeline) {
    let update = JoinedRoomUpdate { timeline, ..JoinedRoomUpdate::default() };
    let joined = [(room.room_id().to_owned(), update)].into_iter().collect();
    // What could not be stored is looked for again by the next engine.
    let _ = room.client().event_cache().handle_room_updates(RoomUpdates { joined, ..RoomUpdates::default() }).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(server: &str, here: &str) -> Verdict {
        let event = |name: char| OwnedEventId::try_from(format!("${name}")).unwrap();
        let server: Vec<_> = server.chars().map(event).collect();
        compare(&server, here.chars().map(event))
    }

    #[test]
    fn what_is_missing_between_others_is_seen() {
        assert_eq!(verdict("dcba", "abcd"), Verdict::Whole);
        assert_eq!(verdict("dcba", "xyzabcd"), Verdict::Whole);
        assert_eq!(verdict("dcba", "abd"), Verdict::Broken);
        assert_eq!(verdict("edcba", "abd"), Verdict::Broken, "and something new beside it");
        assert_eq!(verdict("dcba", "bcd"), Verdict::Whole, "what is older was not loaded");
    }

    #[test]
    fn what_is_newest_may_be_on_its_way() {
        let Verdict::Behind(event) = verdict("dcba", "ab") else { panic!() };
        assert_eq!(event, "$d");
        assert!(matches!(verdict("dcba", "abc"), Verdict::Behind(_)));
    }

    #[test]
    fn a_gap_that_is_known_and_a_room_without_events_are_left_alone() {
        assert_eq!(verdict("dcba", "xyz"), Verdict::Whole);
        assert_eq!(verdict("dcba", ""), Verdict::Whole);
        assert_eq!(verdict("", "abc"), Verdict::Whole);
    }
}
