//! One program of one room, as long as somebody here has it open: which devices have it open too, and what goes to them.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use matrix_sdk::encryption::identities::Device;
use matrix_sdk::ruma::{OwnedDeviceId, OwnedEventId, OwnedUserId, UserId};
use matrix_sdk::{Room, RoomMemberships};
use matrix_sdk_base::crypto::CollectStrategy;
use teahouse::domain::time::Timestamp;

use super::said::{Act, Assembly, KIND, Said, parts};
use crate::runtime::{now, spawn};

/// More people than this are not looked through for who is there.
pub(super) const MAX_PEOPLE: u64 = 50;
/// After which silence a device is taken to be gone, in milliseconds.
const SILENCE: i64 = 150_000;
/// So many devices are talked to.
const MAX_PEERS: usize = 100;
/// So long after it was opened, in milliseconds, what is said goes to everybody if nobody is known to be there: they may
/// just not have said so yet.
const COMING: i64 = 10_000;
/// What waits to be sent, in bytes; more is lost.
const MAX_WAITING: usize = 1024 * 1024;

/// A device of somebody.
pub(super) type Peer = (OwnedUserId, OwnedDeviceId);

enum Send {
    /// To all devices of everybody in the room.
    All(Act),
    /// To those that are there.
    Peers(Act),
    /// To this one.
    One(Peer, Act),
}

/// A device that is there.
struct Known {
    at: Timestamp,
    says: Assembly,
}

/// What is open here and elsewhere.
pub(super) struct Channel {
    room: Room,
    card: OwnedEventId,
    opened: Timestamp,
    peers: RefCell<HashMap<Peer, Known>>,
    said: Cell<u32>,
    waiting: Cell<usize>,
    send: UnboundedSender<Send>,
}

impl Channel {
    /// Comes to the others.
    pub(super) fn open(room: Room, card: OwnedEventId) -> Rc<Self> {
        let (send, sends) = unbounded();
        let (peers, said, waiting) = Default::default();
        let channel = Rc::new(Self { room, card, opened: now(), peers, said, waiting, send });
        // What is to be sent is sent even if the program is closed meanwhile: that it has gone is part of it.
        spawn(deliver(Rc::clone(&channel), sends));
        channel.put(Send::All(Act::Here { asks: true }));
        channel
    }

    /// Goes from the others.
    pub(super) fn close(&self) {
        self.put(Send::Peers(Act::Gone));
        self.send.close_channel();
    }

    /// Says something to the others.
    pub(super) fn say(&self, data: &[u8]) {
        if self.waiting.get() + data.len() > MAX_WAITING {
            return;
        }
        self.said.set(self.said.get().wrapping_add(1));
        let is_new = now().0 - self.opened.0 < COMING && self.peers.borrow().is_empty();
        for part in parts(self.said.get(), data) {
            self.put(if is_new { Send::All(part) } else { Send::Peers(part) });
        }
    }

    /// Hears one of the others; what it says, when all of it is here.
    pub(super) fn hear(&self, peer: Peer, act: Act) -> Option<Vec<u8>> {
        if act == Act::Gone {
            self.peers.borrow_mut().remove(&peer);
            return None;
        }
        let mut peers = self.peers.borrow_mut();
        let is_new = !peers.contains_key(&peer);
        if is_new && peers.len() >= MAX_PEERS {
            return None;
        }
        let known = peers.entry(peer.clone()).or_insert_with(|| Known { at: now(), says: Assembly::default() });
        known.at = now();
        match act {
            Act::Here { asks } => {
                // Who did not know of this device is told of it.
                if asks || is_new {
                    self.put(Send::One(peer, Act::Here { asks: false }));
                }
                None
            }
            Act::Part { number, part, of, data } => known.says.take(number, part, of, data.as_bytes()),
            Act::Gone => None,
        }
    }

    /// Is still there, and so are those of whom something was heard.
    pub(super) fn beat(&self) {
        let now = now();
        self.peers.borrow_mut().retain(|_, known| now.0 - known.at.0 < SILENCE);
        self.put(Send::Peers(Act::Here { asks: false }));
    }

    fn put(&self, send: Send) {
        self.waiting.set(self.waiting.get() + send.size());
        // A channel that was closed says nothing more.
        let _ = self.send.unbounded_send(send);
    }

    /// The devices that this goes to, but for this one itself.
    async fn recipients(&self, send: &Send) -> Vec<Device> {
        let mut all = Vec::new();
        match send {
            Send::All(_) => {
                let members = self.room.members_no_sync(RoomMemberships::JOIN).await.unwrap_or_default();
                for member in members {
                    all.extend(self.devices(member.user_id(), |_| true).await);
                }
            }
            Send::Peers(_) => {
                let peers: Vec<Peer> = self.peers.borrow().keys().cloned().collect();
                for (user, device) in peers {
                    all.extend(self.devices(&user, |it| it.device_id() == &*device).await);
                }
            }
            Send::One((user, device), _) => all = self.devices(user, |it| it.device_id() == &**device).await,
        }
        all
    }

    async fn devices(&self, user: &UserId, is_meant: impl Fn(&Device) -> bool) -> Vec<Device> {
        let client = self.room.client();
        let encryption = client.encryption();
        let known = async || {
            let devices = encryption.get_user_devices(user).await.ok();
            let other = |it: &Device| client.device_id() != Some(it.device_id()) && is_meant(it);
            devices.iter().flat_map(|all| all.devices().collect::<Vec<_>>()).filter(other).collect::<Vec<_>>()
        };
        let here = known().await;
        if !here.is_empty() {
            return here;
        }
        // Whose devices nothing was encrypted for yet, or a device that is new.
        let _ = encryption.request_user_identity(user).await;
        known().await
    }
}

impl Send {
    fn act(&self) -> &Act {
        match self {
            Self::All(act) | Self::Peers(act) | Self::One(_, act) => act,
        }
    }

    fn size(&self) -> usize {
        match self.act() {
            Act::Part { data, .. } => data.as_bytes().len(),
            _ => 0,
        }
    }
}

/// Sends one after the other. What cannot be sent is lost, as it is where nobody is there.
async fn deliver(channel: Rc<Channel>, mut sends: UnboundedReceiver<Send>) {
    while let Some(send) = sends.next().await {
        let recipients = channel.recipients(&send).await;
        let (room_id, event_id) = (channel.room.room_id().to_owned(), channel.card.clone());
        let said = Said { room_id, event_id, act: send.act().clone() };
        if let (Some(content), false) = (said.content(), recipients.is_empty()) {
            let client = channel.room.client();
            let encryption = client.encryption();
            let to = recipients.iter().collect();
            let _ = encryption.encrypt_and_send_raw_to_device(to, KIND, content, CollectStrategy::AllDevices).await;
        }
        channel.waiting.set(channel.waiting.get() - send.size());
    }
}
