//! The state of a room, as it is now: the server knows all of it, this device what it needs itself.

use std::time::Duration;

use matrix_sdk::ruma::api::client::state::get_state_event_for_key::v3::StateEventFormat;
use matrix_sdk::ruma::api::client::state::{get_state_event_for_key, get_state_events};
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::{HttpResult, Room};
use matrix_sdk_base::deserialized_responses::RawAnySyncOrStrippedState;
use teahouse::backend::Failure;
use teahouse::domain::mini::event::{EventBody, RoomEvent};

use super::parse;
use crate::failure;
use crate::runtime::within;

/// How long the server may take before what is here has to do.
const ANSWER: Duration = Duration::from_secs(5);

/// Everything of one type, or what is under one key of it.
pub(super) async fn read(room: &Room, kind: &str, key: Option<&str>) -> Result<Vec<RoomEvent>, Failure> {
    let asked = async {
        match key {
            Some(key) => one(room, kind, key).await,
            None => all(room, kind).await,
        }
    };
    match within(ANSWER, asked).await {
        Some(Ok(found)) => Ok(found),
        _ => kept(room, kind, key).await,
    }
}

async fn one(room: &Room, kind: &str, key: &str) -> HttpResult<Vec<RoomEvent>> {
    let mut request = get_state_event_for_key::v3::Request::new(room.room_id().to_owned(), kind.into(), key.to_owned());
    request.format = StateEventFormat::Event;
    match room.client().send(request).await {
        Ok(answer) => Ok(parse(&answer.event_or_content).into_iter().filter(|event| is_of(event, kind)).collect()),
        Err(error) if matches!(error.client_api_error_kind(), Some(ErrorKind::NotFound)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

async fn all(room: &Room, kind: &str) -> HttpResult<Vec<RoomEvent>> {
    let answer = room.client().send(get_state_events::v3::Request::new(room.room_id().to_owned())).await?;
    Ok(answer.room_state.iter().filter_map(|event| parse(event.json())).filter(|event| is_of(event, kind)).collect())
}

async fn kept(room: &Room, kind: &str, key: Option<&str>) -> Result<Vec<RoomEvent>, Failure> {
    let found = match key {
        Some(key) => {
            room.get_state_event(StateEventType::from(kind), key).await.map(|found| found.into_iter().collect())
        }
        None => room.get_state_events(StateEventType::from(kind)).await,
    };
    let found: Vec<RawAnySyncOrStrippedState> = found.map_err(|error| failure::of(&error))?;
    let event = |raw: &RawAnySyncOrStrippedState| match raw {
        RawAnySyncOrStrippedState::Sync(raw) => parse(raw.json()),
        RawAnySyncOrStrippedState::Stripped(_) => None,
    };
    Ok(found.iter().filter_map(event).filter(|event| is_of(event, kind)).collect())
}

/// True for a state of this type.
fn is_of(event: &RoomEvent, wanted: &str) -> bool {
    matches!(&event.body, EventBody::Other { kind, state_key: Some(_), .. } if kind == wanted)
}
