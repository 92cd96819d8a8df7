//! What the SDK's cache of a room has lost is put back.
//!
//! The SDK notes how far it is in step with the server before it has stored what came with that. An engine that ends in
//! between, as any tab may, leaves the next one with a message too few, and nobody ever tells it again.

use std::collections::HashSet;
use std::rc::Weak;
use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::{OwnedEventId, UInt};
use matrix_sdk_base::deserialized_responses::TimelineEvent;
use matrix_sdk_base::sync::{JoinedRoomUpdate, RoomUpdates, Timeline};
use teahouse::domain::home::Link;

use super::Conversation;
use crate::runtime::{sleep, within};

/// So long a conversation is open before it is looked at: whoever only passes by is not kept waiting by it.
const PAUSE: Duration = Duration::from_secs(2);
/// So long what is missing may be on its way.
const ON_ITS_WAY: Duration = Duration::from_secs(4);
/// How long the server may take.
const ANSWER: Duration = Duration::from_secs(20);
/// How many of the last events are looked at.
const LAST: u32 = 30;

/// Looks at a conversation once it has been open for a while, and puts back what is missing. One room of an account is
/// looked at once.
pub(super) async fn mend(conversation: Weak<Conversation>) {
    sleep(PAUSE).await;
    let Some(room) = conversation.upgrade().and_then(|it| begins(&it)) else { return };
    let Some((missing, _)) = look(&room).await else { return };
    // It may be on its way, or behind a gap that is known and being filled.
    sleep(ON_ITS_WAY).await;
    if let Some((still, end)) = look(&room).await
        && still == missing
    {
        put_back(&room, end).await;
    }
}

/// The room, if it is to be looked at now.
fn begins(conversation: &Conversation) -> Option<Room> {
    let account = &conversation.account;
    let is_live = account.link.get() == Link::Live && !conversation.rests.get();
    let is_new = is_live && account.mended.borrow_mut().insert(conversation.room.room_id().to_owned());
    is_new.then(|| conversation.room.clone())
}

/// The first event that is missing here, if one is, and all that the server has from it on, the oldest first.
async fn look(room: &Room) -> Option<(OwnedEventId, Vec<TimelineEvent>)> {
    let mut options = MessagesOptions::backward();
    options.limit = UInt::from(LAST);
    let page = within(ANSWER, room.messages(options)).await?.ok()?;
    let (cache, _keep) = room.event_cache().await.ok()?;
    let known = cache.events().await.ok()?;
    let ids = |event: &TimelineEvent| event.event_id().map(ToOwned::to_owned);
    let server: Vec<_> = page.chunk.iter().filter_map(ids).collect();
    let missing = compare(&server, known.iter().filter_map(ids))?;
    let from_it = page.chunk.iter().rev().skip_while(|event| ids(event).as_ref() != Some(&missing));
    Some((missing.clone(), from_it.cloned().collect()))
}

/// The first event that is missing here, after one that is not. The server has the newest first, and we the oldest.
fn compare(server: &[OwnedEventId], here: impl Iterator<Item = OwnedEventId>) -> Option<OwnedEventId> {
    let here: HashSet<_> = here.collect();
    // Where nothing is known, the SDK has seen the gap by itself.
    let last = server.iter().rposition(|event| here.contains(event))?;
    server[..last].iter().rfind(|event| !here.contains(*event)).cloned()
}

/// Hands it to the cache as if it came just now. There is no gap before it; what is there already comes to its place
/// behind it, and what comes once more from the server is sorted out.
async fn put_back(room: &Room, events: Vec<TimelineEvent>) {
    let timeline = Timeline { limited: false, prev_batch: None, events };
    let update = JoinedRoomUpdate { timeline, ..JoinedRoomUpdate::default() };
    let joined = [(room.room_id().to_owned(), update)].into_iter().collect();
    // What could not be stored is looked for again by the next engine.
    let _ = room.client().event_cache().handle_room_updates(RoomUpdates { joined, ..RoomUpdates::default() }).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(server: &str, here: &str) -> Option<String> {
        let event = |name: char| OwnedEventId::try_from(format!("${name}")).unwrap();
        let server: Vec<_> = server.chars().map(event).collect();
        compare(&server, here.chars().map(event)).map(|event| event.to_string())
    }

    #[test]
    fn what_is_missing_after_something_that_is_here_is_seen() {
        assert_eq!(missing("dcba", "abcd"), None);
        assert_eq!(missing("dcba", "xyzabcd"), None);
        assert_eq!(missing("dcba", "abd").as_deref(), Some("$c"));
        assert_eq!(missing("edcba", "abd").as_deref(), Some("$c"), "and something new beside it");
        assert_eq!(missing("dcba", "abc").as_deref(), Some("$d"));
        assert_eq!(missing("dcba", "bcd"), None, "what is older was not loaded");
    }

    #[test]
    fn a_room_of_which_nothing_is_known_is_left_alone() {
        assert_eq!(missing("dcba", "xyz"), None);
        assert_eq!(missing("dcba", ""), None);
        assert_eq!(missing("", "abc"), None);
    }
}
