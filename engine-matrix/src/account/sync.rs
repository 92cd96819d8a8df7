//! Keeping in step with the server: simplified sliding sync where it is known, classic sync elsewhere.

use std::rc::Weak;
use std::time::Duration;

use futures::{FutureExt, select_biased};
use matrix_sdk::config::SyncSettings;
use matrix_sdk::ruma::OwnedRoomId;
use matrix_sdk::sliding_sync::Version;
use matrix_sdk::{Client, LoopCtrl};
use matrix_sdk_ui::room_list_service::State as ListState;
use matrix_sdk_ui::sync_service::{State, SyncService};
use matrix_sdk_ui::{encryption_sync_service, room_list_service, sync_service};
use teahouse::backend::Failure;
use teahouse::domain::home::{HomeError, Link};
use tokio::sync::broadcast::error::RecvError;

use super::Account;
use crate::failure;
use crate::network::is_online;
use crate::runtime::sleep;

/// The first wait after the server could not be reached, and the longest.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));

/// Tries for ever, with longer and longer waits.
pub(super) async fn keep_in_step(client: Client, account: Weak<Account>) {
    let mut wait = PATIENCE.0;
    loop {
        let outcome = match client.sliding_sync_version() {
            Version::Native => sliding(&client, &account, &mut wait).await,
            Version::None => classic(&client, &account, &mut wait).await,
        };
        let Some(account) = account.upgrade() else { return };
        if matches!(outcome, Err(Failure::Home(HomeError::SignedOut))) {
            return account.set_link(Link::SignedOut);
        }
        account.set_link(if is_online() { Link::Broken } else { Link::Offline });
        drop(account);
        select_biased! {
            () = crate::network::came_back().fuse() => wait = PATIENCE.0,
            () = sleep(wait).fuse() => wait = (wait * 2).min(PATIENCE.1),
        }
    }
}

async fn sliding(client: &Client, account: &Weak<Account>, wait: &mut Duration) -> Result<(), Failure> {
    let service = SyncService::builder(client.clone()).build().await.map_err(|error| meaning(&error))?;
    let mut state = service.state();
    let list = service.room_list_service();
    service.start().await;
    if let Some(account) = account.upgrade() {
        *account.sync.borrow_mut() = Some(service);
    }
    let mut list_state = list.state();
    loop {
        // The service says that it runs before the server has answered: the list knows better.
        if matches!(list_state.get(), ListState::SettingUp | ListState::Running) {
            *wait = PATIENCE.0;
            live(client, account).await;
        }
        match state.get() {
            State::Error(error) => {
                return Err(meaning(&error));
            }
            State::Terminated => return Ok(()),
            _ => {}
        }
        select_biased! {
            next = state.next().fuse() => if next.is_none() { return Ok(()) },
            next = list_state.next().fuse() => if next.is_none() { return Ok(()) },
        }
    }
}

/// What it means that sliding sync has stopped.
fn meaning(error: &sync_service::Error) -> Failure {
    match error {
        sync_service::Error::RoomList(room_list_service::Error::SlidingSync(error))
        | sync_service::Error::EncryptionSync(encryption_sync_service::Error::SlidingSync(error)) => failure::of(error),
        other => HomeError::Failed { reason: failure::reason(other) }.into(),
    }
}

async fn live(client: &Client, account: &Weak<Account>) {
    client.send_queue().set_enabled(true).await;
    if let Some(account) = account.upgrade() {
        account.set_link(Link::Live);
    }
}

async fn classic(client: &Client, account: &Weak<Account>, wait: &mut Duration) -> Result<(), Failure> {
    let first = client.sync_once(SyncSettings::default()).await.map_err(|error| failure::of(&error))?;
    *wait = PATIENCE.0;
    live(client, account).await;
    let settings = SyncSettings::default().token(first.next_batch).timeout(Duration::from_secs(30));
    let done = client.sync_with_result_callback(settings, |result| async move { result.map(|_| LoopCtrl::Continue) });
    done.await.map_err(|error| failure::of(&error))
}

/// Notes every room that changes.
pub(super) async fn follow_rooms(client: Client, account: Weak<Account>) {
    let mut updates = client.room_info_notable_update_receiver();
    loop {
        let changed: Vec<OwnedRoomId> = match updates.recv().await {
            Ok(update) => vec![update.room_id],
            // Some were missed: look at all of them.
            Err(RecvError::Lagged(_)) => client.rooms().iter().map(|room| room.room_id().to_owned()).collect(),
            Err(RecvError::Closed) => return,
        };
        let Some(account) = account.upgrade() else { return };
        changed.into_iter().for_each(|room| account.chats.touch(room));
    }
}

/// Works out the rows of the rooms that changed, and tells.
pub(super) async fn keep_rows(account: &Weak<Account>) {
    loop {
        let Some(strong) = account.upgrade() else { return };
        let changed = strong.chats.changed().await;
        let latest = strong.client.latest_events().await;
        for room in &changed {
            // A row shows what was said last: only rooms that are listened to have it.
            let _ = latest.listen_to_room(room).await;
        }
        if strong.chats.refresh(&strong.client, &strong.own, &strong.groups, &strong.faces, changed).await {
            strong.each_seat(|seat| seat.tell_chats(&strong));
        }
        crate::group::fetch_wanted(&strong);
    }
}
