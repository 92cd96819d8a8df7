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

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::{Rc, Weak};
use std::time::Duration;

use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::ruma::{OwnedMxcUri, OwnedRoomId, RoomId};
use matrix_sdk::{HttpError, Room, RoomState};
use matrix_sdk_base::deserialized_responses::RawAnySyncOrStrippedState as Stored;
use serde_json::Value;
use teahouse::backend::Failure;
use teahouse::domain::group::Refusal;
use teahouse::domain::group::picture::Picture;
use tokio::sync::Notify;

use crate::account::Account;
use crate::runtime::within;
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
/// How long the news of having been sent away may take to arrive here.
const NEWS: Duration = Duration::from_secs(5);

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
    /// How often a server was asked for the state of a group.
    asked: Cell<u64>,
    /// The link to the server is there again.
    pub(crate) live: Rc<Notify>,
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
    let number = account.groups.asked.get() + 1;
    account.groups.asked.set(number);
    let hall = if room.joined_members_count() > CROWD {
        stored(account, room).await?
    } else {
        match server::state(&account.client, room.room_id()).await {
            Ok(events) => Hall::new(room.room_id().to_owned(), account.me.clone(), events),
            // Whoever stands outside knows what the invitation told.
            Err(error) if server::is_forbidden(&error) && is_asked(room) => stored(account, room).await?,
            Err(error) => {
                let failure = outside(room, &error).await;
                if failure == Failure::Group(Refusal::Removed) {
                    sent_away(account, room, number).await;
                }
                return Err(failure);
            }
        }
    };
    Ok(learn(account, hall.numbered(number)).await)
}

fn is_asked(room: &Room) -> bool {
    matches!(room.state(), RoomState::Invited | RoomState::Knocked)
}

/// What it means that a group's state is not shown.
async fn outside(room: &Room, error: &HttpError) -> Failure {
    if !server::is_forbidden(error) {
        return failure::of_http(error).into();
    }
    // The server knows already that somebody is outside; why, it tells with what is synchronised next.
    let mut info = room.subscribe_info();
    let told = async { while room.state() == RoomState::Joined && info.next().await.is_some() {} };
    within(NEWS, told).await;
    match room.state() {
        RoomState::Banned => Refusal::Removed.into(),
        _ => Refusal::NotIn.into(),
    }
}

/// Whoever was sent away is told nothing more by the server, but that; the rest stays as it was last heard of.
async fn sent_away(account: &Account, room: &Room, number: u64) {
    let Some(known) = account.groups.known(room.room_id()) else { return };
    let Ok(Some(stored)) = room.get_state_event(StateEventType::RoomMember, account.me.as_str()).await else { return };
    if let Some(event) = read(&stored) {
        learn(account, known.with(event, number)).await;
    }
}

fn read(event: &Stored) -> Option<Event> {
    match event {
        Stored::Sync(event) => Event::read(event.json()),
        Stored::Stripped(event) => Event::read(event.json()),
    }
}

/// The state as far as the device has it.
async fn stored(account: &Account, room: &Room) -> Result<Hall, Failure> {
    let mut events = Vec::new();
    for kind in KINDS {
        let found = room.get_state_events(StateEventType::from(kind)).await.map_err(|error| failure::of(&error))?;
        events.extend(found.iter().filter_map(read));
    }
    let count = u32::try_from(room.joined_members_count()).unwrap_or(u32::MAX);
    Ok(Hall::new(room.room_id().to_owned(), account.me.clone(), events).with_count(count))
}

/// Takes in what the server said of a group, and tells those who watch it. An answer that was overtaken by the answer to
/// a later question is no news.
async fn learn(account: &Account, hall: Hall) -> Rc<Hall> {
    if let Some(newer) = account.groups.known(&hall.room).filter(|known| known.number > hall.number) {
        return newer;
    }
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
