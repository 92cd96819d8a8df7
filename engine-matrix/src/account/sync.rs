//! Keeping in step with the server: simplified sliding sync where it is known, classic sync elsewhere.

use std::rc::Weak;
use std::time::Duration;

use futures::{FutureExt, select_biased};
use matrix_sdk::Client;
use matrix_sdk::config::SyncSettings;
use matrix_sdk::ruma::api::client::filter::FilterDefinition;
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::{OwnedRoomId, RoomId};
use matrix_sdk::sliding_sync::Version;
use matrix_sdk_ui::room_list_service::State as ListState;
use matrix_sdk_ui::sync_service::{Error, State, SyncService};
use matrix_sdk_ui::{encryption_sync_service, room_list_service};
use teahouse::backend::Failure;
use teahouse::domain::home::{HomeError, Link};
use tokio::sync::broadcast::error::RecvError;

use super::Account;
use crate::chats::Chats;
use crate::failure;
use crate::network::is_online;
use crate::runtime::{sleep, spawn, within};

/// So many rows are worked out before whoever wants something has a turn.
const BATCH: usize = 50;
/// More rooms than this change together when an account begins: then they are told together.
const FEW: usize = 8;
/// How long is waited for what else changes then.
const GATHER: Duration = Duration::from_millis(200);

/// The first wait after the server could not be reached, and the longest.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));
/// How long the server may have nothing new to say.
const POLL: Duration = Duration::from_secs(30);
/// How long it may be silent. A request of a browser never ends by itself.
const SILENCE: Duration = Duration::from_secs(40);
/// The same for the first answer, which may hold everything that an account has.
const FIRST: Duration = Duration::from_secs(240);
/// How long what was begun may take to end.
const FAREWELL: Duration = Duration::from_secs(5);

/// Why it is not kept in step any more.
enum End {
    /// The server ended the session.
    SignedOut,
    /// The server has forgotten where we were, and everything else is well.
    Forgotten,
    /// The server does not know this kind of sync.
    Unknown,
    /// Anything else: it is tried again after a while.
    Broken,
}

/// Tries for ever, with longer and longer waits.
pub(super) async fn keep_in_step(client: Client, account: Weak<Account>) {
    let mut wait = PATIENCE.0;
    loop {
        let end = match client.sliding_sync_version() {
            Version::Native => sliding(&client, &account, &mut wait).await,
            Version::None => classic(&client, &account, &mut wait).await,
        };
        let Some(account) = account.upgrade() else { return };
        match end {
            End::SignedOut => return account.set_link(Link::SignedOut),
            End::Forgotten => continue,
            End::Unknown => {
                client.set_sliding_sync_version(Version::None);
                account.is_classic().await;
                continue;
            }
            End::Broken => account.set_link(if is_online() { Link::Broken } else { Link::Offline }),
        }
        drop(account);
        select_biased! {
            () = crate::network::came_back().fuse() => wait = PATIENCE.0,
            () = sleep(wait).fuse() => wait = (wait * 2).min(PATIENCE.1),
        }
    }
}

async fn sliding(client: &Client, account: &Weak<Account>, wait: &mut Duration) -> End {
    let Ok(service) = SyncService::builder(client.clone()).build().await else { return End::Broken };
    let mut state = service.state();
    let list = service.room_list_service();
    service.start().await;
    if let Some(account) = account.upgrade() {
        *account.sync.borrow_mut() = Some(service);
        // The server knows nothing yet of what somebody looks at.
        account.look_at(None);
    }
    let mut list_state = list.state();
    let mut answered = false;
    loop {
        // The service says that it runs before the server has answered: the list knows better.
        if matches!(list_state.get(), ListState::SettingUp | ListState::Running) {
            answered = true;
            *wait = PATIENCE.0;
            live(client, account).await;
        }
        match state.get() {
            State::Error(error) => return end_of(&error, answered),
            State::Terminated => return End::Broken,
            _ => {}
        }
        // The list tells its state with every answer, even if it is the same.
        select_biased! {
            next = state.next().fuse() => if next.is_none() { return End::Broken },
            next = list_state.next().fuse() => if next.is_none() { return End::Broken },
            () = sleep(if answered { SILENCE } else { FIRST }).fuse() => break,
        }
    }
    let hung = account.upgrade().and_then(|account| account.sync.borrow_mut().take());
    if let Some(hung) = hung {
        let _ = within(FAREWELL, hung.stop()).await;
    }
    End::Broken
}

/// What an error of the SDK's service means.
fn end_of(error: &Error, answered: bool) -> End {
    let error = match error {
        Error::RoomList(room_list_service::Error::SlidingSync(error))
        | Error::EncryptionSync(encryption_sync_service::Error::SlidingSync(error)) => error,
        _ => return End::Broken,
    };
    match error.client_api_error_kind() {
        Some(ErrorKind::UnknownToken(_)) => End::SignedOut,
        // A server that never remembers is as good as none.
        Some(ErrorKind::UnknownPos) if answered => End::Forgotten,
        Some(ErrorKind::Unrecognized) => End::Unknown,
        _ => End::Broken,
    }
}

async fn live(client: &Client, account: &Weak<Account>) {
    let Some(account) = account.upgrade() else { return };
    if account.link.get() != Link::Live {
        client.send_queue().set_enabled(true).await;
        account.set_link(Link::Live);
    }
}

async fn classic(client: &Client, account: &Weak<Account>, wait: &mut Duration) -> End {
    // Members are told when something is heard of them.
    let mut settings = SyncSettings::default().filter(FilterDefinition::with_lazy_loading().into());
    settings = settings.timeout(Duration::ZERO);
    let mut patience = FIRST;
    loop {
        let Some(answer) = within(patience, client.sync_once(settings.clone())).await else { return End::Broken };
        if let Err(error) = answer {
            let ended = matches!(failure::of(&error), Failure::Home(HomeError::SignedOut));
            return if ended { End::SignedOut } else { End::Broken };
        }
        *wait = PATIENCE.0;
        patience = SILENCE;
        live(client, account).await;
        settings = settings.timeout(POLL);
    }
}

impl Account {
    /// Has the server tell everything of the rooms that somebody has open, and of one that somebody is about to open.
    pub(crate) fn look_at(&self, next: Option<&RoomId>) {
        let Some(list) = self.sync.borrow().as_ref().map(SyncService::room_list_service) else { return };
        let mut rooms: Vec<OwnedRoomId> = next.into_iter().map(ToOwned::to_owned).collect();
        self.for_each_open(|room| rooms.push(room.to_owned()));
        // The steps of a comparison are many, and each counts.
        rooms.extend(self.safety.comparing.room());
        spawn(async move {
            let rooms: Vec<&RoomId> = rooms.iter().map(|room| &**room).collect();
            list.set_room_subscriptions(&rooms).await;
        });
    }
}

/// Notes every room that changes.
pub(super) async fn follow_rooms(client: Client, account: Weak<Account>) {
    let mut updates = client.room_info_notable_update_receiver();
    let mut said = client.event_cache().subscribe_to_room_generic_updates();
    let all = || client.rooms().iter().map(|room| room.room_id().to_owned()).collect();
    loop {
        // Where some were missed, all are looked at.
        let (changed, touch): (Vec<OwnedRoomId>, fn(&Chats, OwnedRoomId)) = select_biased! {
            update = updates.recv().fuse() => match update {
                Ok(update) => (vec![update.room_id], |chats, room| chats.touch(room)),
                Err(RecvError::Lagged(_)) => (all(), |chats, room| chats.touch(room)),
                Err(RecvError::Closed) => return,
            },
            update = said.recv().fuse() => match update {
                Ok(update) => (vec![update.room_id], Chats::touch_silent),
                Err(RecvError::Lagged(_)) => (all(), Chats::touch_silent),
                Err(RecvError::Closed) => return,
            },
        };
        let Some(account) = account.upgrade() else { return };
        changed.into_iter().for_each(|room| touch(&account.chats, room));
    }
}

/// Works out the rows of the rooms that changed, and tells.
pub(super) async fn keep_rows(account: &Weak<Account>) {
    loop {
        let Some(strong) = account.upgrade() else { return };
        let mut changed: Vec<OwnedRoomId> = strong.chats.changed().await.into_iter().collect();
        let latest = strong.client.latest_events().await;
        for room in &changed {
            // A row shows what was said last: only rooms that are listened to have it.
            let _ = latest.listen_to_room(room).await;
        }
        if changed.len() > FEW {
            // Each of them changes several times until all of it is here.
            sleep(GATHER).await;
            let more = strong.chats.take_changed();
            for room in &more {
                let _ = latest.listen_to_room(room).await;
            }
            changed.extend(more);
            changed.sort();
            changed.dedup();
        }
        let mut different = false;
        for rooms in changed.chunks(BATCH) {
            let rooms = rooms.iter().cloned();
            let is_full = rooms.len() == BATCH;
            different |= strong.chats.refresh(&strong.client, &strong.own, &strong.groups, &strong.faces, rooms).await;
            if is_full {
                sleep(Duration::ZERO).await;
            }
        }
        if different {
            strong.each_seat(|seat| seat.tell_chats(&strong));
        }
        crate::group::fetch_wanted(&strong);
    }
}
