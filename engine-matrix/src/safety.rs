//! What protects an account: which of its devices are confirmed, where its keys are kept, whom it does not hear.

pub(crate) mod comparison;
pub(crate) mod devices;
pub(crate) mod identity;
pub(crate) mod ignored;
mod late;
mod locked;
pub(crate) mod recovery;
mod requests;
pub(crate) mod wake;

use std::cell::{Cell, RefCell};
use std::rc::Weak;
use std::time::Duration;

use futures::{FutureExt, Stream, StreamExt, select_biased, stream};
use matrix_sdk::Client;
use matrix_sdk::encryption::recovery::RecoveryState;
use teahouse::domain::safety::{Backup, Comparison, Safety};
use tokio::sync::Notify;

use crate::account::Account;
use crate::runtime::{sleep, spawn};

/// How often the list of devices is asked for while somebody looks at it: the SDK does not tell of those that go.
const LOOK: Duration = Duration::from_secs(60);

/// What is known of an account's safety.
#[derive(Default)]
pub(crate) struct Protection {
    now: RefCell<Safety>,
    at_server: RefCell<Option<Vec<devices::Listed>>>,
    pub(crate) comparing: comparison::Comparing,
    changed: Notify,
    /// This device was seen unconfirmed since it was started.
    unconfirmed: Cell<bool>,
}

impl Protection {
    /// What was told last.
    pub(crate) fn now(&self) -> Safety {
        self.now.borrow().clone()
    }

    /// Something may be different: it is looked at soon.
    pub(crate) fn touch(&self) {
        self.changed.notify_one();
    }
}

/// Works out what protects an account, and tells where it changed.
pub(crate) async fn refresh(account: &Account) {
    let encryption = account.client.encryption();
    let backup = match encryption.recovery().state() {
        RecoveryState::Unknown => Backup::Unknown,
        RecoveryState::Disabled => Backup::None,
        RecoveryState::Incomplete => Backup::Locked,
        RecoveryState::Enabled => Backup::Open,
    };
    let verified = identity::is_confirmed(&account.client).await;
    let devices = devices::list(account).await;
    let ignored = ignored::list(&account.client).await;
    let receipts = account.own.borrow().receipts;
    if !verified {
        account.safety.unconfirmed.set(true);
    } else if !account.safety.now.borrow().verified {
        // One's other devices give keys only to a device that is confirmed: ask for what is missing once more.
        account.each_seat(|seat| seat.retry_locked());
        if account.safety.unconfirmed.take() {
            let client = account.client.clone();
            spawn(async move { locked::retry(&client).await });
        }
    }
    tell(account, |safety| {
        let comparison = safety.comparison.take();
        *safety = Safety { verified, backup, devices, comparison, receipts, ignored };
    });
}

/// Changes what is shown of a comparison.
fn compared(account: &Account, comparison: Option<Comparison>) {
    tell(account, |safety| safety.comparison = comparison);
}

fn tell(account: &Account, change: impl FnOnce(&mut Safety)) {
    let mut now = account.safety.now();
    change(&mut now);
    if now != *account.safety.now.borrow() {
        *account.safety.now.borrow_mut() = now.clone();
        account.each_seat(|seat| seat.tell_safety(&now));
    }
}

/// Asks the server for what only it knows, and tells what it says.
pub(crate) fn look(account: &Weak<Account>) {
    let account = account.clone();
    spawn(async move {
        let Some(account) = account.upgrade() else { return };
        devices::look(&account).await;
        refresh(&account).await;
    });
}

/// Follows everything that protects an account.
pub(crate) async fn follow(client: Client, account: Weak<Account>) {
    let asked = requests::follow(client.clone(), account.clone());
    let late = late::follow(client.clone(), account.clone());
    futures::join!(asked, late, changes(client, account));
}

async fn changes(client: Client, account: Weak<Account>) {
    let encryption = client.encryption();
    let mut verified = encryption.verification_state();
    let mut recovery = std::pin::pin!(encryption.recovery().state_stream().fuse());
    let mut ignored = client.subscribe_to_ignore_user_list_changes();
    let mut own = own_devices(&client).await;
    loop {
        let Some(strong) = account.upgrade() else { return };
        refresh(&strong).await;
        let is_seen = || {
            let seen = Cell::new(false);
            strong.each_seat(|seat| seen.set(seen.get() || seat.sees_safety()));
            seen.get()
        };
        select_biased! {
            next = verified.next().fuse() => if next.is_none() { return },
            next = recovery.next() => if next.is_none() { return },
            next = ignored.next().fuse() => {
                if next.is_none() {
                    return;
                }
                // What they said last is not shown any more, or again.
                client.rooms().iter().for_each(|room| strong.chats.touch(room.room_id()));
            }
            next = own.next() => if next.is_some() && is_seen() { look(&account) },
            () = strong.safety.changed.notified().fuse() => {}
            () = sleep(LOOK).fuse() => if is_seen() { look(&account) },
        }
    }
}

/// Says when one's own devices, or one's own keys, have changed.
async fn own_devices(client: &Client) -> stream::Fuse<std::pin::Pin<Box<dyn Stream<Item = ()>>>> {
    let encryption = client.encryption();
    let (Some(me), Ok(devices), Ok(identities)) =
        (client.user_id(), encryption.devices_stream().await, encryption.user_identities_stream().await)
    else {
        let never: std::pin::Pin<Box<dyn Stream<Item = ()>>> = Box::pin(stream::pending());
        return never.fuse();
    };
    let (me, own) = (me.to_owned(), me.to_owned());
    let devices = devices.map(move |all| all.new.contains_key(&me) || all.changed.contains_key(&me));
    let identities = identities.map(move |all| all.new.contains_key(&own) || all.changed.contains_key(&own));
    let both = stream::select(devices, identities).filter(|own| std::future::ready(*own)).map(drop);
    let both: std::pin::Pin<Box<dyn Stream<Item = ()>>> = Box::pin(both);
    both.fuse()
}
