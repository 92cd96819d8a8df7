//! The shape of the database, and its versions.

use idb::{Database, IndexParams, KeyPath, ObjectStoreParams};

/// The version that this code writes. A higher number gets a step in [`upgrade`]; no step ever deletes records.
pub(super) const VERSION: u32 = 4;

pub(super) const PROFILES: &str = "profiles";
pub(super) const CHATS: &str = "chats";
pub(super) const MEMBERS: &str = "members";
pub(super) const MESSAGES: &str = "messages";
pub(super) const QUEUE: &str = "queue";
pub(super) const GROUPS: &str = "groups";
pub(super) const LOGS: &str = "logs";
pub(super) const CONTACTS: &str = "contacts";
pub(super) const ACCOUNTS: &str = "accounts";
pub(super) const FILES: &str = "files";
pub(super) const UPDATES: &str = "updates";
pub(super) const EVENTS: &str = "events";
/// Every object store, for transactions that may write to any.
pub(super) const ALL: [&str; 12] =
    [PROFILES, CHATS, MEMBERS, MESSAGES, QUEUE, GROUPS, LOGS, CONTACTS, ACCOUNTS, FILES, UPDATES, EVENTS];
/// The index of [`MESSAGES`] that makes a second message of the same id impossible.
pub(super) const MESSAGE_ID: &str = "id";

/// Brings a database of an older version to this one.
pub(super) fn upgrade(database: &Database, from: u32) -> Result<(), idb::Error> {
    let store = |name: &str, path: KeyPath| {
        let mut params = ObjectStoreParams::new();
        params.key_path(Some(path));
        database.create_object_store(name, params)
    };
    if from < 1 {
        store(PROFILES, KeyPath::new_single("id"))?;
        store(CHATS, KeyPath::new_single("id"))?;
        store(MEMBERS, KeyPath::new_array(["profile", "chat"]))?;
        store(QUEUE, KeyPath::new_single("order"))?;
        let mut unique = IndexParams::new();
        unique.unique(true);
        store(MESSAGES, KeyPath::new_array(["chat", "seq"]))?.create_index(
            MESSAGE_ID,
            KeyPath::new_single("id"),
            Some(unique),
        )?;
    }
    if from < 2 {
        store(GROUPS, KeyPath::new_single("chat"))?;
        store(LOGS, KeyPath::new_array(["chat", "number"]))?;
        store(CONTACTS, KeyPath::new_array(["profile", "person"]))?;
        store(ACCOUNTS, KeyPath::new_single("id"))?;
    }
    if from < 3 {
        store(FILES, KeyPath::new_single("id"))?;
        store(UPDATES, KeyPath::new_array(["card", "number"]))?;
    }
    if from < 4 {
        // A number, or the key of a state: IndexedDB sorts texts behind numbers.
        store(EVENTS, KeyPath::new_array(["chat", "kind", "place"]))?;
    }
    Ok(())
}
