//! What programs say to each other in a room while they are open: from device to device, encrypted, and kept nowhere.
//!
//! A device that opens a program says so to the devices of everybody in the room; those that have it open too answer.
//! From then on what is said goes to these only, so that nobody else is kept busy.

mod channel;
mod said;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::{Rc, Weak};
use std::time::Duration;

use futures::channel::mpsc;
use futures::{FutureExt, StreamExt, select_biased};
use matrix_sdk::deserialized_responses::EncryptionInfo;
use matrix_sdk::ruma::events::AnyToDeviceEvent;
use matrix_sdk::ruma::events::room::member::MembershipState;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId};
use matrix_sdk::{Client, Room};
use serde::Deserialize;
use teahouse::backend::Failure;

use self::channel::{Channel, MAX_PEOPLE, Peer};
use self::said::{KIND, Said};
use crate::account::Account;
use crate::runtime::sleep;

/// How often a device says that it is still there.
const BEAT: Duration = Duration::from_secs(60);

/// Which program of which room.
pub(crate) type At = (OwnedRoomId, OwnedEventId);

/// The programs of an account that talk.
#[derive(Default)]
pub(crate) struct Live(RefCell<HashMap<At, Rc<Channel>>>);

impl Live {
    /// A program is open here.
    pub(crate) fn open(&self, room: Room, card: OwnedEventId) -> Result<(), Failure> {
        if room.joined_members_count() > MAX_PEOPLE {
            return Err(Failure::Unable);
        }
        let at = (room.room_id().to_owned(), card.clone());
        self.0.borrow_mut().entry(at).or_insert_with(|| Channel::open(room, card));
        Ok(())
    }

    /// Says something to the same program of others.
    pub(crate) fn say(&self, at: &At, data: &[u8]) {
        if let Some(channel) = self.0.borrow().get(at) {
            channel.say(data);
        }
    }

    /// Ends what nobody here has open any more.
    fn keep(&self, is_open: impl Fn(&At) -> bool) {
        let gone: Vec<_> = self.0.borrow_mut().extract_if(|at, _| !is_open(at)).collect();
        gone.iter().for_each(|(_, channel)| channel.close());
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.keep(|_| false);
    }
}

/// An event from a device.
#[derive(Deserialize)]
struct FromDevice {
    content: Said,
}

/// Takes in what other devices say, for as long as the account lives.
pub(crate) async fn follow(client: Client, account: Weak<Account>) {
    let (told, mut heard) = mpsc::unbounded();
    let handler = client.add_event_handler(move |event: Raw<AnyToDeviceEvent>, info: Option<EncryptionInfo>| {
        // What was not encrypted for this device, anybody at the server could have said.
        let of_kind = event.get_field::<String>("type").ok().flatten().as_deref() == Some(KIND);
        if let (true, Some(info)) = (of_kind, info)
            && let (Some(device), Ok(event)) = (info.sender_device, event.deserialize_as_unchecked::<FromDevice>())
        {
            let _ = told.unbounded_send(((info.sender, device), event.content));
        }
        std::future::ready(())
    });
    let _listening = client.event_handler_drop_guard(handler);
    loop {
        let mut beat = std::pin::pin!(sleep(BEAT).fuse());
        loop {
            let said = select_biased! {
                said = heard.next().fuse() => said,
                () = beat => break,
            };
            let (Some((peer, said)), Some(account)) = (said, account.upgrade()) else { return };
            take(&account, peer, said).await;
        }
        let Some(account) = account.upgrade() else { return };
        account.end_live();
        account.live.0.borrow().values().for_each(|channel| channel.beat());
    }
}

impl Account {
    /// Ends what no tab has open any more: one that is gone did not say so.
    pub(crate) fn end_live(&self) {
        let open = RefCell::new(HashSet::new());
        self.each_seat(|seat| open.borrow_mut().extend(seat.live()));
        self.live.keep(|at| open.borrow().contains(at));
    }
}

async fn take(account: &Account, peer: Peer, Said { room_id, event_id, act }: Said) {
    let at = (room_id, event_id);
    let channel = account.live.0.borrow().get(&at).cloned();
    let Some(channel) = channel else { return };
    let Some(room) = account.client.get_room(&at.0) else { return };
    let member = room.get_member_no_sync(&peer.0).await.ok().flatten();
    let is_in = member.is_some_and(|member| *member.membership() == MembershipState::Join && !member.is_ignored());
    if is_in && let Some(data) = channel.hear(peer, act) {
        account.each_seat(|seat| seat.tell_live(&at, &data));
    }
}
