//! The store of this device: one IndexedDB database, one object store per kind of record.
//!
//! Records are plain objects, so that a person or a later version can read them.
//! A record that cannot be read is counted, shown as damaged, and never deleted.

mod plain;
mod schema;

use idb::{KeyRange, Query, Transaction};
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use self::schema::{
    ACCOUNTS, ALL, CHATS, CONTACTS, EVENTS, FILES, GROUPS, LOGS, MEMBERS, MESSAGE_ID, MESSAGES, PROFILES, QUEUE,
    UPDATES,
};
use super::{Found, Loaded, Store};
use crate::backend::Failure;
use crate::domain::file::FileContent;
use crate::domain::id::{ChatId, MessageId};
use crate::domain::mini::update::SharedUpdate;
use crate::engine::database::{Database, failure, object_store, put_record, put_value};
use crate::engine::local::record::{EventRecord, MessageRecord, Write};
use crate::engine::plain::read;

/// Records in IndexedDB.
pub struct IndexedDbStore(Database);

impl IndexedDbStore {
    /// Opens the database of this name, and makes it when there is none.
    pub async fn open(name: &str) -> Result<Self, Failure> {
        Ok(Self(Database::open(name, schema::VERSION, schema::upgrade).await?))
    }

    /// The records from one key on, up to another one that is left out.
    async fn between(&self, store: &str, first: Array, end: Array) -> Result<Vec<JsValue>, Failure> {
        let range = KeyRange::bound(&first, &end, None, Some(true)).map_err(failure)?;
        let transaction = self.0.transaction(&[store], false)?;
        let request = object_store(&transaction, store)?.get_all(Some(Query::KeyRange(range)), None);
        request.map_err(failure)?.await.map_err(failure)
    }
}

impl Store for IndexedDbStore {
    async fn load(&self) -> Result<Loaded, Failure> {
        let mut damaged = 0;
        Ok(Loaded {
            profiles: self.0.all(PROFILES, &mut damaged).await?,
            chats: self.0.all(CHATS, &mut damaged).await?,
            members: self.0.all(MEMBERS, &mut damaged).await?,
            queue: self.0.all(QUEUE, &mut damaged).await?,
            groups: self.0.all(GROUPS, &mut damaged).await?,
            logs: self.0.all(LOGS, &mut damaged).await?,
            contacts: self.0.all(CONTACTS, &mut damaged).await?,
            accounts: self.0.all(ACCOUNTS, &mut damaged).await?,
            damaged,
        })
    }

    async fn commit(&self, writes: &[Write]) -> Result<(), Failure> {
        self.0.commit(&ALL, writes, put).await
    }

    async fn page(&self, chat: &ChatId, before: u64, count: u64) -> Result<Vec<Found>, Failure> {
        let first = before.saturating_sub(count).max(1);
        if first >= before {
            return Ok(Vec::new());
        }
        let key = |seq: u64| Array::of2(&chat.as_str().into(), &(seq as f64).into());
        let records = self.between(MESSAGES, key(first), key(before)).await?;
        Ok(records.into_iter().map(found).collect())
    }

    async fn file(&self, id: &MessageId) -> Result<Option<FileContent>, Failure> {
        let transaction = self.0.transaction(&[FILES], false)?;
        let key = JsValue::from_str(id.as_str());
        let record = object_store(&transaction, FILES)?.get(key).map_err(failure)?.await.map_err(failure)?;
        Ok(record.and_then(|record| plain::content_of(&record)))
    }

    async fn updates(&self, card: &MessageId) -> Result<Vec<SharedUpdate>, Failure> {
        // A list comes after every number.
        let (first, end) = (Array::of1(&card.as_str().into()), Array::of2(&card.as_str().into(), &Array::new()));
        let records = self.between(UPDATES, first, end).await?;
        Ok(records.iter().filter_map(plain::update_of).collect())
    }

    async fn events(&self, chat: &ChatId, kind: &str, state: bool) -> Result<Vec<EventRecord>, Failure> {
        let key = |place: JsValue| Array::of3(&chat.as_str().into(), &kind.into(), &place);
        // Numbers come before texts, and these before lists.
        let (first, end) = if state { ("".into(), Array::new().into()) } else { (0.into(), "".into()) };
        let records = self.between(EVENTS, key(first), key(end)).await?;
        Ok(records.iter().filter_map(|record| plain::event_of(chat, kind, record)).collect())
    }

    async fn find(&self, id: &MessageId) -> Result<Option<MessageRecord>, Failure> {
        let transaction = self.0.transaction(&[MESSAGES], false)?;
        let index = object_store(&transaction, MESSAGES)?.index(MESSAGE_ID).map_err(failure)?;
        let record = index.get(JsValue::from_str(id.as_str())).map_err(failure)?.await.map_err(failure)?;
        Ok(record.and_then(|record| read(record).ok()))
    }
}

/// Asks for one change; whether it was taken is known when the transaction ends.
fn put(transaction: &Transaction, write: &Write) -> Result<(), Failure> {
    match write {
        Write::Profile(record) => put_record(transaction, PROFILES, record),
        Write::Chat(record) => put_record(transaction, CHATS, record),
        Write::Member(record) => put_record(transaction, MEMBERS, record),
        Write::Message(record) => put_record(transaction, MESSAGES, record),
        Write::Queue(record) => put_record(transaction, QUEUE, record),
        Write::Group(record) => put_record(transaction, GROUPS, record),
        Write::Log(record) => put_record(transaction, LOGS, record),
        Write::Contact(record) => put_record(transaction, CONTACTS, record),
        Write::Account(record) => put_record(transaction, ACCOUNTS, record),
        Write::File(record) => put_value(transaction, FILES, &plain::file(record)),
        Write::Update(record) => put_value(transaction, UPDATES, &plain::update(record)),
        Write::Event(record) => put_value(transaction, EVENTS, &plain::event(record)),
        Write::DropEvent(record) => drop_record(transaction, EVENTS, plain::event_key(record).into()),
        Write::DropFile(id) => drop_record(transaction, FILES, id.as_str().into()),
        Write::Unqueue(order) => drop_record(transaction, QUEUE, JsValue::from_f64(*order as f64)),
    }
}

fn drop_record(transaction: &Transaction, store: &str, key: JsValue) -> Result<(), Failure> {
    object_store(transaction, store)?.delete(key).map(drop).map_err(failure)
}

fn found(value: JsValue) -> Found {
    // The place is part of the key, so it is there whatever became of the rest.
    let seq = Reflect::get(&value, &"seq".into()).ok().and_then(|seq| seq.as_f64()).unwrap_or_default() as u64;
    read(value).map_or(Found::Damaged { seq }, Found::Message)
}
