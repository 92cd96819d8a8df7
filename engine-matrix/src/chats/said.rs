//! What was said last in a room, where the SDK names something else as its latest event: one's own coming, which a chat
//! of two does not show, or nothing, where what there is cannot be read.

use matrix_sdk::Room;
use matrix_sdk::ruma::OwnedEventId;
use matrix_sdk_base::deserialized_responses::TimelineEvent;
use matrix_sdk_ui::timeline::TimelineItemContent;
use serde::Deserialize;
use teahouse::domain::chat::Preview;
use teahouse::domain::message::Delivery;
use teahouse::domain::time::Timestamp;

use crate::cut::Cut;
use crate::timeline::message;
use crate::{ids, words};

/// Finds it among the events that are loaded and were not cleared.
pub(super) async fn last(room: &Room, many: bool, cut: &Cut) -> Option<Preview> {
    let (cache, _keep) = room.event_cache().await.ok()?;
    let events = cache.events().await.ok()?;
    for event in events.iter().rev().take_while(|event| !cut.has(event.event_id())) {
        let (Some(sender), Some(at)) = (event.sender(), event.timestamp()) else { continue };
        if !is_theirs_to_change(event, &events) || room.client().is_user_ignored(&sender).await {
            continue;
        }
        let content = TimelineItemContent::from_event(room, event.clone()).await;
        let Some(body) = content.and_then(|content| message::shown(&content, many)) else { continue };
        let member = room.get_member_no_sync(&sender).await.ok().flatten();
        let name = Some(words::name_of(member.as_ref().and_then(|member| member.display_name()), &sender));
        let at = Timestamp(i64::from(at.0));
        return Some(Preview { sender: ids::person(&sender), name, at, body, delivery: Delivery::Sent });
    }
    None
}

/// True for everything but a change of what somebody else said, or of what is not here.
fn is_theirs_to_change(event: &TimelineEvent, events: &[TimelineEvent]) -> bool {
    #[derive(Deserialize)]
    struct Content {
        #[serde(rename = "m.relates_to")]
        relates_to: Option<Relation>,
    }
    #[derive(Deserialize)]
    struct Relation {
        rel_type: Option<String>,
        event_id: Option<OwnedEventId>,
    }
    let content = event.raw().get_field::<Content>("content").ok().flatten();
    let Some(relation) = content.and_then(|content| content.relates_to) else { return true };
    if relation.rel_type.as_deref() != Some("m.replace") {
        return true;
    }
    let changed = relation.event_id.as_deref();
    events.iter().any(|target| target.event_id() == changed && target.sender() == event.sender())
}
