//! What groups ask of the homeserver: the state of a room, and changes of it.

use std::time::Duration;

use matrix_sdk::ruma::api::client::state::{get_state_event_for_key, get_state_events, send_state_event};
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::events::{AnyStateEventContent, StateEventType};
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedRoomId, RoomId};
use matrix_sdk::{Client, HttpError, HttpResult};
use serde_json::Value;
use serde_json::value::to_raw_value;
use teahouse::backend::Failure;
use teahouse::domain::group::{Refusal, Role};
use teahouse::domain::home::HomeError;

use super::hall::Event;
use crate::failure;
use crate::runtime::sleep;

/// How often something is tried for which the server asks to wait, and the longest that it may ask.
const TRIES: u8 = 4;
const PATIENCE: u32 = 12;

/// Asks again where the server only wants a little time.
pub(super) async fn patiently<T, F: IntoFuture<Output = HttpResult<T>>>(ask: impl Fn() -> F) -> HttpResult<T> {
    let mut tries = 0;
    loop {
        let answer = ask().await;
        tries += 1;
        match answer.as_ref().err().map(failure::of_http) {
            Some(HomeError::Wait { seconds }) if seconds <= PATIENCE && tries < TRIES => {
                sleep(Duration::from_secs(seconds.into())).await;
            }
            _ => return answer,
        }
    }
}

/// What it means that the server does not carry something out in a group.
pub(super) fn refused(error: &HttpError) -> Failure {
    match error.client_api_error_kind() {
        // The rules allowed it, but the server knows other powers.
        Some(ErrorKind::Forbidden) => Refusal::Needs(Role::Admin).into(),
        _ => failure::of_http(error).into(),
    }
}

/// True if the server does not allow it.
pub(super) fn is_forbidden(error: &HttpError) -> bool {
    matches!(error.client_api_error_kind(), Some(ErrorKind::Forbidden))
}

/// All of the state of a room that makes sense.
pub(super) async fn state(client: &Client, room: &RoomId) -> Result<Vec<Event>, HttpError> {
    let request = get_state_events::v3::Request::new(room.to_owned());
    let answer = patiently(|| client.send(request.clone())).await?;
    Ok(answer.room_state.iter().filter_map(|event| Event::read(event.json())).collect())
}

/// The content of one piece of state; nothing if there is none.
pub(super) async fn content(client: &Client, room: &RoomId, kind: &str, key: &str) -> HttpResult<Option<Value>> {
    let request = get_state_event_for_key::v3::Request::new(room.to_owned(), StateEventType::from(kind), key.into());
    match patiently(|| client.send(request.clone())).await {
        Ok(answer) => Ok(serde_json::from_str(answer.into_content().json().get()).ok()),
        Err(error) if matches!(error.client_api_error_kind(), Some(ErrorKind::NotFound)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Changes a piece of state.
pub(super) async fn put(client: &Client, room: &RoomId, kind: &str, key: &str, content: &Value) -> HttpResult<()> {
    // A value always is JSON.
    let Ok(raw) = to_raw_value(content) else { return Ok(()) };
    let body: Raw<AnyStateEventContent> = Raw::from_json(raw);
    let room: OwnedRoomId = room.to_owned();
    let request = send_state_event::v3::Request::new_raw(room, StateEventType::from(kind), key.to_owned(), body);
    patiently(|| client.send(request.clone())).await.map(drop)
}
