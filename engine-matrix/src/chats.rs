//! The list of chats: a row for each room, worked out anew when the SDK says that a room has changed.

mod row;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use futures::task::AtomicWaker;
use matrix_sdk::Client;
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId};
use teahouse::domain::chat::{self, Chat, With};
use teahouse::domain::id::ChatId;
use teahouse::domain::order;
use teahouse::domain::person::{Contact, Title};

use crate::ids;
use crate::keep::Own;
use crate::rooms::Direct;

/// All rows of an account.
#[derive(Default)]
pub(crate) struct Chats {
    rows: RefCell<BTreeMap<ChatId, Chat>>,
    changed: RefCell<BTreeSet<OwnedRoomId>>,
    waker: AtomicWaker,
    /// What was read here and the server has not confirmed: the last event that was there.
    read: RefCell<HashMap<OwnedRoomId, OwnedEventId>>,
    pub(crate) direct: Direct,
}

impl Chats {
    /// Remembers that a room has changed.
    pub(crate) fn touch(&self, room: impl Into<OwnedRoomId>) {
        self.changed.borrow_mut().insert(room.into());
        self.waker.wake();
    }

    /// Waits until a room has changed, and takes all that have.
    pub(crate) async fn changed(&self) -> BTreeSet<OwnedRoomId> {
        std::future::poll_fn(|context| {
            self.waker.register(context.waker());
            let changed = std::mem::take(&mut *self.changed.borrow_mut());
            if changed.is_empty() { std::task::Poll::Pending } else { std::task::Poll::Ready(changed) }
        })
        .await
    }

    /// Works out the rows of some rooms. True if anything is different now.
    pub(crate) async fn refresh(
        &self,
        client: &Client,
        own: &RefCell<Own>,
        rooms: impl IntoIterator<Item = OwnedRoomId>,
    ) -> bool {
        let mut different = false;
        for id in rooms {
            let chat = ids::chat(&id);
            let row = match client.get_room(&id) {
                Some(room) => {
                    row::row(&room, chat.clone(), self.direct.other(&room).await, self.is_read(&room).await).await
                }
                None => None,
            };
            let row = row.map(|row| {
                let own = own.borrow();
                Chat {
                    draft: own.drafts.get(&chat).cloned().unwrap_or_default(),
                    folded: own.folded.contains(&chat),
                    ..row
                }
            });
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

    /// Everybody whom one has a chat of two with, by name.
    pub(crate) fn contacts(&self) -> Vec<Contact> {
        let rows = self.rows.borrow();
        let contacts: BTreeMap<_, Contact> = rows
            .values()
            .filter(|row| !row.invited)
            .filter_map(|row| match &row.with {
                With::Person(person) => Some((
                    person.clone(),
                    Contact {
                        id: person.clone(),
                        title: row.title.clone(),
                        remark: None,
                        tags: Vec::new(),
                        account: None,
                    },
                )),
                _ => None,
            })
            .collect();
        let name = |contact: &Contact| match &contact.title {
            Title::Person(name) => name.as_str().to_lowercase(),
            _ => String::new(),
        };
        order::by(contacts.into_values().collect(), &|a, b| (name(a), &a.id).cmp(&(name(b), &b.id)))
    }
}
