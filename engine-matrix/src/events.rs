//! Events of rooms as programs read them: whatever a server sends, made fit, and without what was taken back, what
//! cannot be read, and what nobody in an encrypted room has said.

mod live;
mod state;

use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::ruma::{OwnedEventId, OwnedUserId};
use matrix_sdk_base::deserialized_responses::TimelineEvent;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use teahouse::backend::Failure;
use teahouse::domain::mini::event::{
    EventBody, EventClass, EventQuery, MAX_CONTENT_BYTES, RoomEvent, is_key, may_read,
};
use teahouse::domain::time::Timestamp;

pub(crate) use self::live::Listener;
use crate::cut::Cut;
use crate::runtime::within;
use crate::{failure, ids};

/// So long older events are fetched while a program waits.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many events are fetched at once, and how often for one question.
const PAGE: u16 = 100;
const PAGES: u8 = 5;
/// Most of what one answer holds, in bytes.
const MAX_BYTES: usize = 2 * 1024 * 1024;
/// The type that Matrix clients send without encryption everywhere.
const REACTION: &str = "m.reaction";

/// Reads events, the newest first.
pub(crate) async fn read(room: &Room, query: &EventQuery, cut: &Cut) -> Result<Vec<RoomEvent>, Failure> {
    if !may_read(&query.kind) {
        return Ok(Vec::new());
    }
    let mut found = match &query.class {
        EventClass::State(key) => state::read(room, &query.kind, key.as_deref()).await?,
        EventClass::Message => said(room, query, cut).await?,
    };
    found.truncate(query.most() as usize);
    let mut bytes = 0;
    let size = |event: &RoomEvent| match &event.body {
        EventBody::Other { content, .. } => content.len(),
        _ => 0,
    };
    let fitting = found.iter().take_while(|event| {
        bytes += size(event);
        bytes <= MAX_BYTES
    });
    let fitting = fitting.count();
    found.truncate(fitting);
    Ok(found)
}

/// What was said, as far as it is here, or comes in time.
async fn said(room: &Room, query: &EventQuery, cut: &Cut) -> Result<Vec<RoomEvent>, Failure> {
    let (cache, _keep) = room.event_cache().await.map_err(|error| failure::stored(&error))?;
    let encrypted = room.encryption_state().is_encrypted();
    let here = async || {
        let events = cache.events().await.map_err(|error| failure::stored(&error))?;
        Ok::<_, Failure>(among(&events, query, cut, encrypted))
    };
    let fetched = async {
        for _ in 0..PAGES {
            match here().await {
                Ok((_, true)) | Err(_) => return,
                Ok((_, false)) => {}
            }
            match cache.pagination().run_backwards_once(PAGE).await {
                Ok(page) if !page.reached_start => {}
                // What is not to be had is not waited for.
                _ => return,
            }
        }
    };
    within(PATIENCE, fetched).await;
    let (found, _) = here().await?;
    let mut heard = Vec::new();
    for event in found {
        let is_ignored = match ids::user(&event.sender) {
            Some(user) => room.client().is_user_ignored(&user).await,
            None => false,
        };
        if !is_ignored {
            heard.push(event);
        }
    }
    Ok(heard)
}

/// Those of the events that a question is about, the newest first; true if older ones would add nothing.
fn among(events: &[TimelineEvent], query: &EventQuery, cut: &Cut, encrypted: bool) -> (Vec<RoomEvent>, bool) {
    let mut found = Vec::new();
    for event in events.iter().rev() {
        if cut.has(event.event_id()) {
            return (found, true);
        }
        let Some(event) = of(event, encrypted) else { continue };
        if query.since.as_ref() == Some(&event.id) {
            return (found, true);
        }
        let EventBody::Other { kind, state_key: None, content } = &event.body else { continue };
        if *kind == query.kind && query.msgtype.as_ref().is_none_or(|wanted| msgtype(content).as_ref() == Some(wanted))
        {
            found.push(event);
            if found.len() >= query.most() as usize {
                return (found, true);
            }
        }
    }
    (found, false)
}

/// An event of the cache, if programs may see it at all.
fn of(event: &TimelineEvent, encrypted: bool) -> Option<RoomEvent> {
    if event.kind.is_utd() {
        return None;
    }
    let read = parse(event.raw().json())?;
    let EventBody::Other { kind, state_key, .. } = &read.body else { return None };
    // In an encrypted room nobody but its members says anything.
    let is_told = !encrypted || event.encryption_info().is_some() || state_key.is_some() || kind == REACTION;
    is_told.then_some(read)
}

/// Reads an event of a server.
fn parse(json: &RawValue) -> Option<RoomEvent> {
    #[derive(Deserialize)]
    struct Whole<'a> {
        #[serde(rename = "type")]
        kind: String,
        sender: OwnedUserId,
        event_id: OwnedEventId,
        origin_server_ts: i64,
        state_key: Option<String>,
        #[serde(borrow)]
        content: &'a RawValue,
        unsigned: Option<Unsigned>,
    }
    #[derive(Deserialize)]
    struct Unsigned {
        redacted_because: Option<IgnoredAny>,
    }
    let Whole { kind, sender, event_id, origin_server_ts, state_key, content, unsigned } =
        serde_json::from_str(json.get()).ok()?;
    let content = content.get();
    let fits = may_read(&kind)
        && state_key.as_deref().is_none_or(is_key)
        && content.len() <= MAX_CONTENT_BYTES
        && content.starts_with('{')
        && unsigned.is_none_or(|it| it.redacted_because.is_none());
    fits.then(|| RoomEvent {
        id: ids::message(&event_id),
        sender: ids::person(&sender),
        at: Timestamp(origin_server_ts),
        body: EventBody::Other { kind, state_key, content: content.into() },
    })
}

fn msgtype(content: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Content {
        msgtype: Option<String>,
    }
    serde_json::from_str::<Content>(content).ok()?.msgtype
}

#[cfg(test)]
mod tests;
