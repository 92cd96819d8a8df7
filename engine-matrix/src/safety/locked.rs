//! What could not be read in any chat is tried once more: only that asks one's other devices for keys.

use std::collections::BTreeSet;

use matrix_sdk::Client;
use matrix_sdk::deserialized_responses::TimelineEventKind;
use matrix_sdk::event_cache::DecryptionRetryRequest;

/// Tries everything that is loaded, in all chats.
pub(super) async fn retry(client: &Client) {
    for room in client.joined_rooms() {
        let Ok((cache, _keep)) = room.event_cache().await else { continue };
        let Ok(events) = cache.events().await else { continue };
        let sessions = events.into_iter().filter_map(|event| match event.kind {
            TimelineEventKind::UnableToDecrypt { utd_info, .. } => utd_info.session_id,
            _ => None,
        });
        let utd_session_ids: BTreeSet<_> = sessions.collect();
        if !utd_session_ids.is_empty() {
            let room_id = room.room_id().to_owned();
            let wanted = DecryptionRetryRequest { room_id, utd_session_ids, refresh_info_session_ids: BTreeSet::new() };
            client.event_cache().request_decryption(wanted);
        }
    }
    super::wake::up(client);
}
