//! IndexedDB for the stores of engines: opening, transactions that are durable, records as plain objects that a person
//! or a later version can read.

mod fault;

use idb::{DatabaseEvent, Factory, ObjectStore, Transaction, TransactionResult};
use js_sys::{Array, Function, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

use self::fault::failure_of;
use super::plain;
use crate::backend::Failure;

pub(super) use self::fault::failure;

/// A database.
pub(super) struct Database {
    database: IdbDatabase,
}

impl Database {
    /// Opens the database of this name, and makes or upgrades it when it is older than `version`; `upgrade` is told from
    /// which version. No step may delete records.
    pub(super) async fn open(
        name: &str,
        version: u32,
        upgrade: fn(&idb::Database, u32) -> Result<(), idb::Error>,
    ) -> Result<Self, Failure> {
        let factory = Factory::new().map_err(|_| Failure::StorageBlocked)?;
        let mut request = factory.open(name, Some(version)).map_err(failure)?;
        request.on_upgrade_needed(move |event| {
            let database = event.database();
            // A step that fails aborts the upgrade: the database stays as it was, and opening fails with the reason.
            let _ = database.and_then(|database| upgrade(&database, event.old_version()?));
        });
        match request.await.map_err(failure) {
            Ok(database) => Ok(Self { database: database.into() }),
            Err(Failure::StorageNewer { .. }) => {
                Err(Failure::StorageNewer { found: found(&factory, name).await.unwrap_or_default(), known: version })
            }
            Err(failure) => Err(failure),
        }
    }

    /// Begins a transaction on these object stores.
    pub(super) fn transaction(&self, stores: &[&str], writes: bool) -> Result<Transaction, Failure> {
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

    /// Every record of an object store; those that cannot be read are counted and left alone.
    pub(super) async fn all<T: DeserializeOwned>(&self, store: &str, damaged: &mut u32) -> Result<Vec<T>, Failure> {
        let transaction = self.transaction(&[store], false)?;
        let records =
            object_store(&transaction, store)?.get_all(None, None).map_err(failure)?.await.map_err(failure)?;
        let read = records.into_iter().map(plain::read);
        Ok(read.filter_map(|record| record.map_err(|_| *damaged += 1).ok()).collect())
    }

    /// Makes all the changes or none, and returns when they will outlive a crash of the browser.
    pub(super) async fn commit<W>(
        &self,
        stores: &[&str],
        writes: &[W],
        put: fn(&Transaction, &W) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let transaction = self.transaction(stores, true)?;
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
}

/// An object store of a transaction.
pub(super) fn object_store(transaction: &Transaction, name: &str) -> Result<ObjectStore, Failure> {
    transaction.object_store(name).map_err(failure)
}

/// Asks for a record to be put; whether it was taken is known when the transaction ends.
pub(super) fn put_record(transaction: &Transaction, store: &str, record: &impl Serialize) -> Result<(), Failure> {
    put_value(transaction, store, &serde_wasm_bindgen::to_value(record).map_err(|_| Failure::Malformed)?)
}

/// The same for a record that is an object already.
pub(super) fn put_value(transaction: &Transaction, store: &str, value: &JsValue) -> Result<(), Failure> {
    object_store(transaction, store)?.put(value, None).map(drop).map_err(failure)
}

/// The version of a database that is newer than this code.
async fn found(factory: &Factory, name: &str) -> Result<u32, idb::Error> {
    let database = factory.open(name, None)?.await?;
    let version = database.version();
    database.close();
    version
}
