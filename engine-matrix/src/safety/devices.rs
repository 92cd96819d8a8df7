//! The devices of an account: what the server knows of them, and which of them are confirmed.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use matrix_sdk::Client;
use matrix_sdk::ruma::OwnedDeviceId;
use matrix_sdk::ruma::api::client::keys::{get_keys, upload_keys};
use matrix_sdk::ruma::api::client::uiaa::AuthType;
use teahouse::backend::Failure;
use teahouse::domain::home::HomeError;
use teahouse::domain::name::Name;
use teahouse::domain::safety::Device;
use teahouse::domain::time::Timestamp;

use super::identity::password_of;
use crate::account::Account;
use crate::failure;

/// How many devices are shown: a server can list any number.
const MOST: usize = 200;
/// The longest name of a device that the server may give.
const LONG: usize = 255;

/// A device as the server lists it.
pub(crate) struct Listed {
    id: OwnedDeviceId,
    name: Option<String>,
    seen: Option<Timestamp>,
}

/// Asks the server for the devices. What it does not answer stays as it was.
pub(super) async fn look(account: &Account) {
    let Ok(found) = account.client.devices().await else { return };
    // A name that nobody can read is one that nobody can sign out by.
    let plain =
        |id: &OwnedDeviceId| id.as_str().len() <= LONG && id.as_str().bytes().all(|byte| byte.is_ascii_graphic());
    let listed = found.devices.into_iter().filter(|device| plain(&device.device_id)).take(MOST).map(|device| Listed {
        id: device.device_id,
        name: device.display_name,
        seen: device.last_seen_ts.map(|at| Timestamp(i64::from(at.0))),
    });
    *account.safety.at_server.borrow_mut() = Some(listed.collect());
}

/// All devices, this one first, then by when they were heard of. Without the server's word: those whose keys are known.
pub(super) async fn list(account: &Account) -> Vec<Device> {
    let here = account.client.device_id().map(ToOwned::to_owned);
    let known = account.client.encryption().get_user_devices(&account.me).await;
    let mut confirmed = BTreeMap::new();
    for device in known.iter().flat_map(|known| known.devices()) {
        let name = device.display_name().map(ToOwned::to_owned);
        confirmed.insert(device.device_id().to_owned(), (name, device.is_cross_signed_by_owner()));
    }
    let this_one = super::identity::is_confirmed(&account.client).await;
    let shown = |id: &OwnedDeviceId, name: Option<&str>, seen| {
        let is_here = here.as_ref() == Some(id);
        Device {
            id: id.to_string(),
            name: name.and_then(Name::tidied),
            here: is_here,
            verified: if is_here { this_one } else { confirmed.get(id).is_some_and(|(_, confirmed)| *confirmed) },
            seen,
        }
    };
    let mut all: Vec<Device> = match &*account.safety.at_server.borrow() {
        Some(listed) => listed.iter().map(|it| shown(&it.id, it.name.as_deref(), it.seen)).collect(),
        None => confirmed.iter().map(|(id, (name, _))| shown(id, name.as_deref(), None)).collect(),
    };
    if let Some(here) = here.as_ref().filter(|_| !all.iter().any(|device| device.here)) {
        all.push(shown(here, None, None));
    }
    all.sort_by(|a, b| (Reverse(a.here), Reverse(a.seen), &a.id).cmp(&(Reverse(b.here), Reverse(b.seen), &b.id)));
    all
}

/// Signs out another device. The server wants the password for it.
pub(crate) async fn remove(account: &Account, device: &str, password: &str) -> Result<(), Failure> {
    let id = OwnedDeviceId::from(device);
    if account.client.device_id() == Some(&*id) {
        return Err(Failure::NotFound);
    }
    let found = account.client.devices().await.map_err(|error| failure::of_http(&error))?;
    if !found.devices.iter().any(|device| device.device_id == id) {
        // It is gone already, as was wanted.
        forget(account, &id);
        return Ok(());
    }
    if password.is_empty() {
        return Err(HomeError::Credentials.into());
    }
    let ids = [id];
    let Err(error) = account.client.delete_devices(&ids, None).await else {
        forget(account, &ids[0]);
        return Ok(());
    };
    let Some(asked) = error.as_uiaa_response() else { return Err(failure::of_http(&error).into()) };
    if !asked.flows.iter().any(|flow| flow.stages == [AuthType::Password]) {
        return Err(Failure::Unable);
    }
    let auth = password_of(account.me.clone(), password.to_owned(), asked.session.clone());
    if let Err(error) = account.client.delete_devices(&ids, Some(auth)).await {
        let refused = error.as_uiaa_response().is_some();
        return Err(if refused { HomeError::Credentials } else { failure::of_http(&error) }.into());
    }
    forget(account, &ids[0]);
    Ok(())
}

/// Shows the keys of this device to a server that has thrown them away: a device that was signed out from elsewhere and
/// has signed in again is the same to itself, and would be nobody to the others.
pub(crate) async fn announce(client: &Client) -> Result<(), Failure> {
    let (Some(me), Some(id)) = (client.user_id(), client.device_id()) else { return Ok(()) };
    let mut question = get_keys::v3::Request::new();
    question.device_keys.insert(me.to_owned(), Vec::new());
    let known = client.send(question).await.map_err(|error| failure::of_http(&error))?;
    if known.device_keys.get(me).is_some_and(|devices| devices.contains_key(id)) {
        return Ok(());
    }
    let own = client.encryption().get_own_device().await.map_err(|error| failure::stored(&error))?;
    let Some(own) = own else { return Ok(()) };
    let mut keys = upload_keys::v3::Request::new();
    keys.device_keys = Some(own.as_device_keys().to_raw());
    client.send(keys).await.map(drop).map_err(|error| failure::of_http(&error).into())
}

fn forget(account: &Account, id: &OwnedDeviceId) {
    if let Some(listed) = &mut *account.safety.at_server.borrow_mut() {
        listed.retain(|device| device.id != *id);
    }
    account.safety.touch();
}
