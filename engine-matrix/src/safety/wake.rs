//! Wakes the connection that keys come by.
//!
//! With sliding sync the SDK puts down what it has to answer in a comparison, and what keys it wants, and sends that when
//! the connection that keys come by asks anew. What makes it answer in a chat comes by another connection, so that it
//! would wait for up to 30 s: a word from this device to itself ends the wait.

use std::collections::BTreeMap;
use std::time::Duration;

use matrix_sdk::Client;
use matrix_sdk::ruma::TransactionId;
use matrix_sdk::ruma::api::client::to_device::send_event_to_device::v3::Request;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::to_device::DeviceIdOrAllDevices;
use matrix_sdk::sliding_sync::Version;

use crate::runtime::{sleep, spawn};

/// What the word is called: one that nobody listens to.
const WORD: &str = "app.teahouse.wake";
/// How long the SDK takes to put something down.
const MOMENT: Duration = Duration::from_millis(300);

/// Has whatever the SDK puts down now sent soon.
pub(crate) fn up(client: &Client) {
    if !matches!(client.sliding_sync_version(), Version::Native) {
        return;
    }
    let client = client.clone();
    spawn(async move {
        sleep(MOMENT).await;
        let (Some(me), Some(here)) = (client.user_id(), client.device_id()) else { return };
        let Ok(nothing) = Raw::from_json_string("{}".to_owned()) else { return };
        let here = BTreeMap::from([(DeviceIdOrAllDevices::DeviceId(here.to_owned()), nothing)]);
        let word = Request::new_raw(WORD.into(), TransactionId::new(), BTreeMap::from([(me.to_owned(), here)]));
        // Without it, it takes longer.
        let _ = client.send(word).await;
    });
}
