//! What programs say to each other while they are open, in a room whose members are few: from device to device,
//! encrypted, kept by nobody. Who is there is found out by asking all devices once; after that only those hear who are.

mod spot;
mod word;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::{self, UnboundedReceiver, UnboundedSender};
use matrix_sdk::deserialized_responses::EncryptionInfo;
use matrix_sdk::encryption::identities::Device;
use matrix_sdk::ruma::events::AnyToDeviceEvent;
use matrix_sdk::ruma::events::room::member::MembershipState;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId, UserId};
use matrix_sdk::{Client, Room, RoomMemberships};
use matrix_sdk_base::crypto::CollectStrategy;

use self::word::{Came, KIND, Word};
use crate::account::Account;
use crate::runtime::within;
pub(crate) use spot::Spot;

/// In a room of more members nobody is asked.
const MAX_MEMBERS: usize = 50;
/// Words that wait to be sent; what is said then is lost.
const MAX_WAITING: usize = 32;
/// How long the server may take for one word.
const ANSWER: Duration = Duration::from_secs(20);

/// A device.
type Peer = (OwnedUserId, OwnedDeviceId);

/// Whom a word goes to.
enum To {
    /// Every device of everybody in the room.
    Room(Room),
    /// These.
    Peers(Vec<Peer>),
}

/// What is open on this device.
#[derive(Default)]
pub(crate) struct Live {
    spots: RefCell<Vec<Weak<Spot>>>,
    /// Filled as long as somebody sends.
    post: RefCell<Option<UnboundedSender<(To, Word)>>>,
    waiting: Rc<Cell<usize>>,
}

impl Live {
    fn add(&self, spot: &Rc<Spot>) {
        let mut spots = self.spots.borrow_mut();
        spots.retain(|spot| spot.strong_count() > 0);
        spots.push(Rc::downgrade(spot));
    }

    /// What is open of the program that a word is about.
    fn about(&self, word: &Word) -> Vec<Rc<Spot>> {
        let spots = self.spots.borrow();
        spots.iter().filter_map(Weak::upgrade).filter(|spot| spot.is_of(word)).collect()
    }

    fn send(&self, to: To, word: Word) {
        let waiting = self.waiting.get();
        let post = self.post.borrow();
        if waiting < MAX_WAITING && post.as_ref().is_some_and(|post| post.unbounded_send((to, word)).is_ok()) {
            self.waiting.set(waiting + 1);
        }
    }
}

/// Hears and sends, for as long as the account lives.
pub(crate) async fn keep(client: Client, account: Weak<Account>) {
    let (told, heard) = mpsc::unbounded();
    let handler = client.add_event_handler(move |event: Raw<AnyToDeviceEvent>, info: Option<EncryptionInfo>| {
        // Nobody but their sender can have written what comes encrypted.
        if let (Some(came), Some(info)) = (Came::read(&event), info)
            && came.by == info.sender
        {
            // The account is gone when nobody hears.
            let _ = told.unbounded_send(came);
        }
        std::future::ready(())
    });
    let _listening = client.event_handler_drop_guard(handler);
    let (post, words) = mpsc::unbounded();
    let Some(waiting) = account.upgrade().map(|account| {
        account.live.post.replace(Some(post));
        Rc::clone(&account.live.waiting)
    }) else {
        return;
    };
    futures::join!(hear(account, heard), deliver(client, words, waiting));
}

async fn hear(account: Weak<Account>, mut heard: UnboundedReceiver<Came>) {
    while let Some(came) = heard.next().await {
        let Some(account) = account.upgrade() else { return };
        let spots = account.live.about(&came.word);
        // Who is not in the room is not there.
        if let Some(spot) = spots.first()
            && within(ANSWER, is_member(spot.room(), &came.by)).await == Some(true)
        {
            spot::take(&account.live, &spots, came);
        }
    }
}

async fn is_member(room: &Room, user: &UserId) -> bool {
    let member = room.get_member(user).await;
    member.is_ok_and(|member| member.is_some_and(|member| *member.membership() == MembershipState::Join))
}

async fn deliver(client: Client, mut words: UnboundedReceiver<(To, Word)>, waiting: Rc<Cell<usize>>) {
    while let Some((to, word)) = words.next().await {
        waiting.set(waiting.get().saturating_sub(1));
        // Whoever does not hear it was not there.
        let _ = within(ANSWER, post(&client, to, &word)).await;
    }
}

async fn post(client: &Client, to: To, word: &Word) -> Option<()> {
    let devices = match to {
        To::Peers(peers) => {
            let room = client.get_room(&word.room_id)?;
            let mut devices = Vec::with_capacity(peers.len());
            for (user, device) in peers {
                // Who was there may have been sent away.
                if !is_member(&room, &user).await {
                    continue;
                }
                devices.extend(client.encryption().get_device(&user, &device).await.ok().flatten());
            }
            devices
        }
        To::Room(room) => everybody(client, &room).await?,
    };
    if devices.is_empty() {
        return None;
    }
    let content = Raw::new(word).ok()?.cast_unchecked();
    let devices = devices.iter().collect();
    client
        .encryption()
        .encrypt_and_send_raw_to_device(devices, KIND, content, CollectStrategy::AllDevices)
        .await
        .ok()?;
    Some(())
}

/// Every device of everybody in a room but this one; nothing in a room of too many.
async fn everybody(client: &Client, room: &Room) -> Option<Vec<Device>> {
    let members = room.members(RoomMemberships::JOIN).await.ok()?;
    if members.len() > MAX_MEMBERS {
        return None;
    }
    let (encryption, own) = (client.encryption(), client.device_id()?);
    let mut all = Vec::new();
    for member in members {
        let user = member.user_id();
        let mut devices = encryption.get_user_devices(user).await.ok()?;
        if devices.devices().next().is_none() {
            // In a room that is not encrypted nobody had to know them.
            encryption.request_user_identity(user).await.ok();
            devices = encryption.get_user_devices(user).await.ok()?;
        }
        let me = client.user_id() == Some(user);
        all.extend(devices.devices().filter(|device| !(me && device.device_id() == own)));
    }
    Some(all)
}
