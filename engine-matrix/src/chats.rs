//! The list of chats: a row for each room, worked out anew when the SDK says that a room has changed.

mod own;
mod row;
mod said;
pub(crate) mod shown;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use futures::task::AtomicWaker;
use matrix_sdk::Client;
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId};
use teahouse::domain::chat::{self, Chat};
use teahouse::domain::id::{ChatId, PersonId};
use teahouse::domain::order;
use teahouse::domain::person::{Contact, Title};
use teahouse::domain::time::Timestamp;
use tokio::sync::Notify;

use crate::faces::Faces;
use crate::group::Groups;
use crate::ids;
use crate::keep::Own;
use crate::rooms::Direct;

pub(crate) use row::latest_event;

/// All rows of an account.
#[derive(Default)]
pub(crate) struct Chats {
    rows: RefCell<BTreeMap<ChatId, Chat>>,
    changed: RefCell<BTreeSet<OwnedRoomId>>,
    waker: AtomicWaker,
    /// Told when a row is different.
    different: Rc<Notify>,
    /// What was read here and the server has not confirmed: the last event that was there.
    read: RefCell<HashMap<OwnedRoomId, OwnedEventId>>,
    /// What the people of chats of two call themselves.
    names: RefCell<BTreeMap<PersonId, Title>>,
    pub(crate) direct: Direct,
}

impl Chats {
    /// Remembers that a room has changed.
    pub(crate) fn touch(&self, room: impl Into<OwnedRoomId>) {
        self.changed.borrow_mut().insert(room.into());
        self.waker.wake();
    }

    /// Remembers that something was said in a room. Where the row says what was said last, the SDK tells of it.
    pub(crate) fn touch_silent(&self, room: OwnedRoomId) {
        let is_silent = self.rows.borrow().get(&ids::chat(&room)).is_some_and(|row| row.last.is_none());
        if is_silent {
            self.touch(room);
        }
    }

    /// Waits until a room has changed, and takes all that have.
    pub(crate) async fn changed(&self) -> BTreeSet<OwnedRoomId> {
        std::future::poll_fn(|context| {
            self.waker.register(context.waker());
            let changed = self.take_changed();
            if changed.is_empty() { std::task::Poll::Pending } else { std::task::Poll::Ready(changed) }
        })
        .await
    }

    /// Takes all rooms that have changed by now.
    pub(crate) fn take_changed(&self) -> BTreeSet<OwnedRoomId> {
        std::mem::take(&mut *self.changed.borrow_mut())
    }

    /// Begins with a list that may be old: all of it is to be worked out anew.
    pub(crate) fn begin(&self, rows: Vec<Chat>) {
        self.changed.borrow_mut().extend(rows.iter().filter_map(|row| ids::room(&row.id)));
        *self.rows.borrow_mut() = rows.into_iter().map(|row| (row.id.clone(), row)).collect();
        self.waker.wake();
    }

    /// Hears when a row is different.
    pub(crate) fn different(&self) -> Rc<Notify> {
        Rc::clone(&self.different)
    }

    /// Works out the rows of some rooms. True if anything is different now.
    pub(crate) async fn refresh(
        &self,
        client: &Client,
        own: &RefCell<Own>,
        groups: &Groups,
        faces: &Faces,
        rooms: impl IntoIterator<Item = OwnedRoomId>,
    ) -> bool {
        let mut different = false;
        for id in rooms {
            let chat = ids::chat(&id);
            let row = match client.get_room(&id).filter(|room| !groups.is_doorway(room.room_id())) {
                Some(room) => {
                    let other = self.direct.other(&room).await;
                    if let Some(other) = &other {
                        faces.is_in(&room, other.clone());
                    }
                    let cut = own.borrow().cuts.get(&chat).cloned();
                    row::row(&room, chat.clone(), other, self.is_read(&room).await, cut, groups).await
                }
                None => None,
            };
            if let Some((person, row)) = row.as_ref().and_then(|row| Some((row.with.person()?, row))) {
                self.names.borrow_mut().insert(person.clone(), row.title.clone());
            }
            let row = row.map(|row| own::row(row, &own.borrow(), groups.known(&id).as_deref()));
            let mut rows = self.rows.borrow_mut();
            let before = rows.get(&chat);
            if before == row.as_ref() {
                continue;
            }
            different = true;
            match row {
                Some(row) => drop(rows.insert(chat, row)),
                None => drop(rows.remove(&chat)),
            }
        }
        if different {
            self.different.notify_one();
        }
        different
    }

    /// Whether everything of a room was read here, as far as this device knows.
    async fn is_read(&self, room: &matrix_sdk::Room) -> bool {
        let read = self.read.borrow().get(room.room_id()).cloned();
        let Some(read) = read else { return false };
        let latest = row::latest_event(room);
        latest.is_none_or(|latest| latest == read)
    }

    /// Remembers what was read, until the server says so too.
    pub(crate) fn mark_read(&self, room: OwnedRoomId, upto: OwnedEventId) {
        self.read.borrow_mut().insert(room.clone(), upto);
        self.touch(room);
    }

    /// The list, in order.
    pub(crate) fn list(&self) -> Vec<Chat> {
        chat::in_order(self.rows.borrow().values().cloned().collect())
    }

    /// When what the list shows of a chat was said.
    pub(crate) fn shown(&self, chat: &ChatId) -> Option<Timestamp> {
        self.rows.borrow().get(chat)?.last.as_ref().map(|last| last.at)
    }

    /// Everybody whom one has a chat of two with, by name.
    pub(crate) fn contacts(&self, own: &RefCell<Own>) -> Vec<Contact> {
        let (rows, names, own) = (self.rows.borrow(), self.names.borrow(), own.borrow());
        let contacts: BTreeMap<_, Contact> = rows
            .values()
            .filter(|row| !row.invited)
            .filter_map(|row| {
                let person = row.with.person()?;
                Some((person.clone(), own::contact(person, names.get(person).unwrap_or(&row.title), &own)))
            })
            .collect();
        let name = |contact: &Contact| match (&contact.remark, &contact.title) {
            (Some(name), _) | (None, Title::Person(name)) => name.as_str().to_lowercase(),
            _ => String::new(),
        };
        order::by(contacts.into_values().collect(), &|a, b| (name(a), &a.id).cmp(&(name(b), &b.id)))
    }
}
