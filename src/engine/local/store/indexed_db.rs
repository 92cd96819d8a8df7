//! The store of this device: one IndexedDB database, one object store per kind of record.
//!
//! Records are plain objects, so that a person or a later version can read them.
//! A record that cannot be read is counted, shown as damaged, and never deleted.

mod fault;
mod schema;

use idb::{KeyRange, ObjectStore, Query, Transaction, TransactionResult};
use js_sys::{Array, Function, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

use self::fault::{failure, failure_of};
use self::schema::{ACCOUNTS, ALL, CHATS, CONTACTS, GROUPS, LOGS, MEMBERS, MESSAGE_ID, MESSAGES, PROFILES, QUEUE};
use super::{Found, Loaded, Store};
use crate::backend::Failure;
use crate::domain::id::{ChatId, MessageId};
use crate::engine::local::record::{MessageRecord, Write};

/// Records in IndexedDB.
pub struct IndexedDbStore {
    database: IdbDatabase,
}

impl IndexedDbStore {
    /// Opens the database of this name, and makes it when there is none.
    pub async fn open(name: &str) -> Result<Self, Failure> {
        Ok(Self { database: schema::open(name).await?.into() })
    }

    fn transaction(&self, stores: &[&str], writes: bool) -> Result<Transaction, Failure> {
        let names: Array = stores.iter().copied().map(JsValue::from_str).collect();
        let options = Object::new();
        // Chromium's default may lose what it called committed when the system crashes.
        let durability = if writes { "strict" } else { "default" };
        let begin = || -> Result<JsValue, JsValue> {
            Reflect::set(&options, &"durability".into(), &durability.into())?;
            let begin: Function = Reflect::get(&self.database, &"transaction".into())?.dyn_into()?;
            let mode = if writes { "readwrite" } else { "readonly" };
            begin.call3(&self.database, &names, &mode.into(), &options)
        };
        begin().map(|raw| Transaction::from(raw.unchecked_into::<IdbTransaction>())).map_err(|error| failure_of(&error))
    }

    async fn all<T: DeserializeOwned>(&self, store: &str, damaged: &mut u32) -> Result<Vec<T>, Failure> {
        let transaction = self.transaction(&[store], false)?;
        let records =
            object_store(&transaction, store)?.get_all(None, None).map_err(failure)?.await.map_err(failure)?;
        let read = records.into_iter().map(serde_wasm_bindgen::from_value);
        Ok(read.filter_map(|record| record.map_err(|_| *damaged += 1).ok()).collect())
    }
}

impl Store for IndexedDbStore {
    async fn load(&self) -> Result<Loaded, Failure> {
        let mut damaged = 0;
        Ok(Loaded {
            profiles: self.all(PROFILES, &mut damaged).await?,
            chats: self.all(CHATS, &mut damaged).await?,
            members: self.all(MEMBERS, &mut damaged).await?,
            queue: self.all(QUEUE, &mut damaged).await?,
            groups: self.all(GROUPS, &mut damaged).await?,
            logs: self.all(LOGS, &mut damaged).await?,
            contacts: self.all(CONTACTS, &mut damaged).await?,
            accounts: self.all(ACCOUNTS, &mut damaged).await?,
            damaged,
        })
    }

    async fn commit(&self, writes: &[Write]) -> Result<(), Failure> {
        let transaction = self.transaction(&ALL, true)?;
        for write in writes {
            put(&transaction, write)?;
        }
        let raw: IdbTransaction = transaction.into();
        match Transaction::from(raw.clone()).await {
            Ok(TransactionResult::Committed) => Ok(()),
            Ok(TransactionResult::Aborted) | Err(_) => {
                let reason = raw.error().map_or(JsValue::UNDEFINED, JsValue::from);
                Err(failure_of(&reason))
            }
        }
    }

    async fn page(&self, chat: &ChatId, before: u64, count: u64) -> Result<Vec<Found>, Failure> {
        let first = before.saturating_sub(count).max(1);
        if first >= before {
            return Ok(Vec::new());
        }
        let key = |seq: u64| JsValue::from(Array::of2(&chat.as_str().into(), &(seq as f64).into()));
        let range = KeyRange::bound(&key(first), &key(before), None, Some(true)).map_err(failure)?;
        let transaction = self.transaction(&[MESSAGES], false)?;
        let request = object_store(&transaction, MESSAGES)?.get_all(Some(Query::KeyRange(range)), None);
        let records = request.map_err(failure)?.await.map_err(failure)?;
        Ok(records.into_iter().map(found).collect())
    }

    async fn find(&self, id: &MessageId) -> Result<Option<MessageRecord>, Failure> {
        let transaction = self.transaction(&[MESSAGES], false)?;
        let index = object_store(&transaction, MESSAGES)?.index(MESSAGE_ID).map_err(failure)?;
        let record = index.get(JsValue::from_str(id.as_str())).map_err(failure)?.await.map_err(failure)?;
        Ok(record.and_then(|record| serde_wasm_bindgen::from_value(record).ok()))
    }
}

fn object_store(transaction: &Transaction, name: &str) -> Result<ObjectStore, Failure> {
    transaction.object_store(name).map_err(failure)
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
        Write::Unqueue(order) => {
            let order = JsValue::from_f64(*order as f64);
            object_store(transaction, QUEUE)?.delete(order).map(drop).map_err(failure)
        }
    }
}

fn put_record(transaction: &Transaction, store: &str, record: &impl Serialize) -> Result<(), Failure> {
    let value = serde_wasm_bindgen::to_value(record).map_err(|_| Failure::Malformed)?;
    object_store(transaction, store)?.put(&value, None).map(drop).map_err(failure)
}

fn found(value: JsValue) -> Found {
    // The place is part of the key, so it is there whatever became of the rest.
    let seq = Reflect::get(&value, &"seq".into()).ok().and_then(|seq| seq.as_f64()).unwrap_or_default() as u64;
    serde_wasm_bindgen::from_value(value).map_or(Found::Damaged { seq }, Found::Message)
}
