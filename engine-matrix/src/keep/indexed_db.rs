//! Records in an IndexedDB database of the account's own, made when the first record is written.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::time::Duration;

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, Transaction, TransactionMode, TransactionResult};
use js_sys::{Reflect, Uint8Array};
use teahouse::backend::Failure;
use teahouse::web::databases;
use wasm_bindgen::{JsCast, JsValue};

use crate::failure::{of_browser, stored};
use crate::runtime::within;

const STORE: &str = "kept";

/// What this engine puts behind the name of a store for the SDK, see `account::client`.
const SDK: &str = "-sdk";
/// How long a database may take to go. One that somebody still holds goes when they let go of it.
const PATIENCE: Duration = Duration::from_secs(3);

/// What the SDK puts behind the name of a store (`matrix-sdk-indexeddb`, `IndexeddbStores::open`).
const PARTS: [&str; 5] = [
    "::matrix-sdk-state",
    "::matrix-sdk-state-meta",
    "::matrix-sdk-crypto",
    "::matrix-sdk-crypto-meta",
    "::event_cache",
];

/// Records by their name.
pub(crate) struct Keep(RefCell<Option<Database>>);

impl Keep {
    pub(crate) async fn open(store: &str) -> Result<Self, Failure> {
        let factory = Factory::new().map_err(broken)?;
        let mut request = factory.open(store, Some(1)).map_err(broken)?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                // What cannot be made now is missed, and told, at the first use.
                let _ = database.create_object_store(STORE, ObjectStoreParams::new());
            }
        });
        Ok(Self(RefCell::new(Some(request.await.map_err(broken)?))))
    }

    pub(crate) async fn get(&self, key: &str) -> Result<Option<String>, Failure> {
        Ok(self.value(key).await?.and_then(|value| value.as_string()))
    }

    pub(crate) async fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        self.put(key, &JsValue::from_str(text)).await
    }

    pub(crate) async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, Failure> {
        let value = self.value(key).await?;
        Ok(value.and_then(|value| value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)))
    }

    pub(crate) async fn set_bytes(&self, key: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.put(key, &Uint8Array::from(bytes)).await
    }

    async fn value(&self, key: &str) -> Result<Option<JsValue>, Failure> {
        let transaction = self.transaction(TransactionMode::ReadOnly)?;
        let store = transaction.object_store(STORE).map_err(broken)?;
        store.get(JsValue::from_str(key)).map_err(broken)?.await.map_err(broken)
    }

    async fn put(&self, key: &str, value: &JsValue) -> Result<(), Failure> {
        let transaction = self.transaction(TransactionMode::ReadWrite)?;
        let store = transaction.object_store(STORE).map_err(broken)?;
        store.put(value, Some(&JsValue::from_str(key))).map_err(broken)?.await.map_err(broken)?;
        let raw = JsValue::from(transaction);
        match Transaction::try_from(raw.clone()).map_err(broken)?.await {
            Ok(TransactionResult::Committed) => Ok(()),
            Ok(TransactionResult::Aborted) | Err(_) => Err(refused(&raw)),
        }
    }

    /// Removes all records. What the SDK keeps can go only when this worker has ended, see `sign_in::sign_out`.
    pub(crate) async fn remove_all(&self, store: &str) -> Result<(), Failure> {
        if let Some(database) = self.0.take() {
            database.close();
        }
        remove([store.to_owned()].into_iter()).await
    }

    /// Removes what the SDK keeps; the records stay.
    pub(crate) async fn remove_stores(&self, store: &str) -> Result<(), Failure> {
        let known = PARTS.iter().map(|part| format!("{store}{SDK}{part}"));
        let found = databases::named(store).await.unwrap_or_default().into_iter().filter(|name| name != store);
        remove(found.chain(known)).await
    }

    fn transaction(&self, mode: TransactionMode) -> Result<idb::Transaction, Failure> {
        let database = self.0.borrow();
        let database = database.as_ref().ok_or(Failure::NotFound)?;
        database.transaction(&[STORE], mode).map_err(broken)
    }
}

async fn remove(names: impl Iterator<Item = String>) -> Result<(), Failure> {
    let names: BTreeSet<String> = names.collect();
    // All at once: one that is held must not keep the others waiting.
    let gone = names.iter().map(|name| async {
        let gone = within(PATIENCE, databases::remove(name)).await.unwrap_or(true);
        let failed = || Failure::StorageBroken { reason: "a database could not be removed".into() };
        gone.then_some(()).ok_or_else(failed)
    });
    futures::future::try_join_all(gone).await.map(drop)
}

/// Why the browser has given a transaction up.
fn refused(transaction: &JsValue) -> Failure {
    let of = |target: &JsValue, name: &str| Reflect::get(target, &name.into()).unwrap_or_default();
    let name = of(&of(transaction, "error"), "name").as_string();
    of_browser(&name.unwrap_or_else(|| "a transaction was given up".into()))
}

fn broken(error: idb::Error) -> Failure {
    stored(&error)
}
