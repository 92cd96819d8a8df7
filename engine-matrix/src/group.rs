//! Groups on Matrix: rooms whose rules are those of the domain, carried out by the engine of whoever acts.
//!
//! The server enforces what powers and join rules can express; everything else is decided here, each time by the state
//! that the server has at that moment. Nothing of a group is in a directory.

mod code;
mod command;
mod create;
mod door;
pub(crate) mod event;
mod facts;
mod hall;
mod join;
mod keeper;
mod people;
pub(crate) mod picture;
mod power;
mod roles;
mod server;
mod view;
mod watched;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::{Rc, Weak};

use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::ruma::{OwnedMxcUri, OwnedRoomId, RoomId};
use matrix_sdk::{HttpError, Room, RoomState};
use serde_json::Value;
use teahouse::backend::Failure;
use teahouse::domain::group::Refusal;
use teahouse::domain::group::picture::Picture;

use crate::account::Account;
use crate::{failure, ids};
use hall::Event;

pub(crate) use command::run;
pub(crate) use create::{announce, create};
pub(crate) use hall::Hall;
pub(crate) use join::{join, look_up};
pub(crate) use keeper::keep;
pub(crate) use picture::fetch_wanted;
pub(crate) use power::role_of;
pub(crate) use watched::Watched;

/// From this many members on a room is a crowd, of which only what is here anyway is looked at.
const CROWD: u64 = 1500;

/// What a group has that is kept at the device: the types of state that are looked at.
const KINDS: [&str; 17] = [
    "m.room.create",
    "m.room.name",
    "m.room.avatar",
    "m.room.power_levels",
    "m.room.join_rules",
    "m.room.member",
    event::SET,
    event::CODE,
    event::RULES,
    event::APPROVAL,
    event::PROPOSAL,
    event::DECISION,
    event::ANNOUNCEMENT,
    event::DISSOLVED,
    event::ACT,
    event::MEMBER,
    event::DOORWAY,
];

/// What an account knows of its groups.
#[derive(Default)]
pub(crate) struct Groups {
    halls: RefCell<HashMap<OwnedRoomId, Rc<Hall>>>,
    watchers: RefCell<Vec<Weak<Watched>>>,
    /// Doorways: never in the list of chats, whatever the server says of them yet.
    doorways: RefCell<HashSet<OwnedRoomId>>,
    /// What my own doorways tell.
    told: RefCell<HashMap<OwnedRoomId, Value>>,
    pictures: RefCell<HashMap<OwnedMxcUri, Option<Picture>>>,
    wanted: RefCell<BTreeSet<(OwnedMxcUri, OwnedRoomId)>>,
}

impl Groups {
    /// What is known of a group without asking.
    pub(crate) fn known(&self, room: &RoomId) -> Option<Rc<Hall>> {
        self.halls.borrow().get(room).cloned()
    }

    /// True for a room that is the way into a group.
    pub(crate) fn is_doorway(&self, room: &RoomId) -> bool {
        self.doorways.borrow().contains(room)
    }

    fn is_watched(&self, room: &RoomId) -> bool {
        self.watchers().iter().any(|watched| watched.room() == room)
    }

    fn watchers(&self) -> Vec<Rc<Watched>> {
        let mut watchers = self.watchers.borrow_mut();
        watchers.retain(|watched| watched.strong_count() > 0);
        watchers.iter().filter_map(Weak::upgrade).collect()
    }

    /// Tells whoever watches a group what it is now.
    pub(crate) fn tell(&self, account: &Account, room: &RoomId) {
        let watchers = self.watchers();
        watchers.iter().filter(|watched| watched.room() == room).for_each(|watched| watched.tell(account));
    }

    /// Tells all who watch any group.
    pub(crate) fn tell_all(&self, account: &Account) {
        self.watchers().iter().for_each(|watched| watched.tell(account));
    }
}

/// Asks the server for the state of a group, and tells what is new.
async fn fetch(account: &Account, room: &Room) -> Result<Rc<Hall>, Failure> {
    let hall = match room.state() {
        RoomState::Invited | RoomState::Knocked => stored(account, room).await?,
        _ if room.joined_members_count() > CROWD => stored(account, room).await?,
        _ => {
            let asked = server::state(&account.client, room.room_id()).await;
            let events = asked.map_err(|error| outside(room, &error))?;
            Hall::new(room.room_id().to_owned(), account.me.clone(), events)
        }
    };
    Ok(learn(account, hall).await)
}

/// What it means that a group's state is not shown.
fn outside(room: &Room, error: &HttpError) -> Failure {
    match room.state() {
        _ if !server::is_forbidden(error) => failure::of_http(error).into(),
        RoomState::Banned => Refusal::Removed.into(),
        _ => Refusal::NotIn.into(),
    }
}

/// The state as far as the device has it.
async fn stored(account: &Account, room: &Room) -> Result<Hall, Failure> {
    use matrix_sdk_base::deserialized_responses::RawAnySyncOrStrippedState as Stored;
    let mut events = Vec::new();
    for kind in KINDS {
        let found = room.get_state_events(StateEventType::from(kind)).await.map_err(|error| failure::of(&error))?;
        events.extend(found.iter().filter_map(|event| match event {
            Stored::Sync(event) => Event::read(event.json()),
            Stored::Stripped(event) => Event::read(event.json()),
        }));
    }
    let count = u32::try_from(room.joined_members_count()).unwrap_or(u32::MAX);
    Ok(Hall::new(room.room_id().to_owned(), account.me.clone(), events).with_count(count))
}

/// Takes in what the server said of a group, and tells those who watch it.
async fn learn(account: &Account, hall: Hall) -> Rc<Hall> {
    let (chat, hall) = (ids::chat(&hall.room), Rc::new(hall));
    account.groups.halls.borrow_mut().insert(hall.room.clone(), Rc::clone(&hall));
    let (set, dissolved) = (hall.set(), hall.dissolved());
    let known = account.own.borrow().groups.get(&chat).cloned().unwrap_or_default();
    if known.set != set || known.dissolved != dissolved {
        // What cannot be kept is learnt again.
        let _ = account
            .change_own(|own| {
                let part = own.groups.entry(chat).or_default();
                (part.set, part.dissolved) = (set, dissolved);
            })
            .await;
    }
    account.groups.want_picture(&hall);
    account.chats.touch(hall.room.clone());
    account.groups.tell(account, &hall.room);
    hall
}

/// The same, of a room that is known by its id.
async fn fetch_anew(account: &Account, room: &RoomId) -> Result<Rc<Hall>, Failure> {
    let room = account.client.get_room(room).ok_or(Failure::NotFound)?;
    fetch(account, &room).await
}
