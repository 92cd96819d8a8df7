//! A program that is open in one tab, and the devices where others have it open.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use futures::channel::mpsc::UnboundedSender;
use matrix_sdk::Room;
use matrix_sdk::ruma::OwnedEventId;
use matrix_sdk::ruma::serde::Base64;
use teahouse::backend::Event;
use teahouse::domain::id::{ChatId, MessageId};
use teahouse::domain::time::Timestamp;

use super::word::{Came, Saying, Word};
use super::{Live, Peer, To};
use crate::account::Account;
use crate::runtime::now;

/// Most devices that are spoken to.
const MAX_PEERS: usize = 100;
/// So long after a program has come, in milliseconds, and for so many words, whoever says only then that they are there
/// hears what it has said meanwhile.
const EARLY: i64 = 10_000;
const MAX_EARLY: usize = 16;

/// A program in a tab; dropped, it has gone.
pub(crate) struct Spot {
    chat: ChatId,
    card: MessageId,
    event: OwnedEventId,
    room: Room,
    events: UnboundedSender<Event>,
    account: Weak<Account>,
    peers: RefCell<Vec<Peer>>,
    came: Timestamp,
    early: RefCell<Vec<Vec<u8>>>,
}

impl Spot {
    /// Comes, and asks who is there.
    pub(crate) fn open(
        account: &Rc<Account>,
        room: Room,
        (chat, card): (ChatId, MessageId),
        event: OwnedEventId,
        events: UnboundedSender<Event>,
    ) -> Rc<Self> {
        let (peers, early, came) = (RefCell::default(), RefCell::default(), now());
        let account_of = Rc::downgrade(account);
        let spot = Rc::new(Self { chat, card, event, room, events, account: account_of, peers, came, early });
        account.live.add(&spot);
        spot.post(To::Room(spot.room.clone()), Saying::Hello);
        spot
    }

    pub(super) fn room(&self) -> &Room {
        &self.room
    }

    pub(super) fn is_of(&self, word: &Word) -> bool {
        self.event == word.card && self.room.room_id() == word.room_id
    }

    /// Says something to all who are there.
    pub(crate) fn say(&self, data: &[u8]) {
        let Some((account, here)) = self.account.upgrade().zip(self.word(Saying::Here)) else { return };
        let others = account.live.about(&here);
        others.iter().filter(|other| !std::ptr::eq(&***other, self)).for_each(|other| other.hear(data.to_vec()));
        let mut early = self.early.borrow_mut();
        if early.len() < MAX_EARLY && self.is_new() {
            early.push(data.to_vec());
        }
        let peers = self.peers.borrow().clone();
        if !peers.is_empty() {
            self.post(To::Peers(peers), said(data));
        }
    }

    fn is_new(&self) -> bool {
        now().0.saturating_sub(self.came.0) < EARLY
    }

    fn hear(&self, data: Vec<u8>) {
        // A tab that is gone hears nothing.
        let _ = self.events.unbounded_send(Event::Live { chat: self.chat.clone(), card: self.card.clone(), data });
    }

    fn word(&self, saying: Saying) -> Option<Word> {
        let device = self.room.client().device_id()?.to_owned();
        Some(Word { room_id: self.room.room_id().to_owned(), card: self.event.clone(), device, saying })
    }

    fn post(&self, to: To, saying: Saying) {
        if let (Some(account), Some(word)) = (self.account.upgrade(), self.word(saying)) {
            account.live.send(to, word);
        }
    }

    /// Somebody is there; true if that is new.
    fn meet(&self, peer: &Peer) -> bool {
        let mut peers = self.peers.borrow_mut();
        let is_new = !peers.contains(peer) && peers.len() < MAX_PEERS;
        if is_new {
            peers.push(peer.clone());
        }
        is_new
    }

    /// Says once more what somebody could not hear who was there already.
    fn repeat(&self, peer: &Peer) {
        if self.is_new() {
            self.early.borrow().iter().for_each(|data| self.post(To::Peers(vec![peer.clone()]), said(data)));
        }
    }
}

impl Drop for Spot {
    fn drop(&mut self) {
        let alone = |live: &Live| self.word(Saying::Bye).is_some_and(|word| live.about(&word).is_empty());
        // Another tab may be there still: this is a device that others know, not a tab.
        if self.account.upgrade().is_some_and(|account| alone(&account.live)) {
            self.post(To::Peers(self.peers.take()), Saying::Bye);
        }
    }
}

fn said(data: &[u8]) -> Saying {
    Saying::Data { data: Base64::new(data.to_vec()) }
}

/// Takes in what came for what is open here.
pub(super) fn take(live: &Live, spots: &[Rc<Spot>], Came { by, word }: Came) {
    let peer = (by, word.device);
    match word.saying {
        Saying::Bye => spots.iter().for_each(|spot| spot.peers.borrow_mut().retain(|known| *known != peer)),
        Saying::Hello => {
            for spot in spots {
                spot.meet(&peer);
            }
            if let Some(answer) = spots.first().and_then(|spot| spot.word(Saying::Here)) {
                live.send(To::Peers(vec![peer]), answer);
            }
        }
        Saying::Here => spots.iter().filter(|spot| spot.meet(&peer)).for_each(|spot| spot.repeat(&peer)),
        Saying::Data { data } => {
            for spot in spots {
                spot.meet(&peer);
                spot.hear(data.as_bytes().to_vec());
            }
        }
    }
}
