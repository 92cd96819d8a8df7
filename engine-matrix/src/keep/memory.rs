//! Records in memory, and the SDK's stores, for tests.

use std::cell::RefCell;
use std::collections::HashMap;

use matrix_sdk::cross_process_lock::CrossProcessLockConfig;
use matrix_sdk::store::StoreConfig;
use teahouse::backend::Failure;

/// Records by their name.
#[derive(Debug, Default)]
pub(crate) struct Keep {
    records: RefCell<HashMap<String, String>>,
    bytes: RefCell<HashMap<String, Vec<u8>>>,
    stores: RefCell<Option<StoreConfig>>,
}

impl Keep {
    pub(crate) async fn open(_store: &str) -> Result<Self, Failure> {
        Ok(Self::default())
    }

    pub(crate) async fn get(&self, key: &str) -> Result<Option<String>, Failure> {
        Ok(self.records.borrow().get(key).cloned())
    }

    pub(crate) async fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        self.records.borrow_mut().insert(key.into(), text.into());
        Ok(())
    }

    pub(crate) async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.bytes.borrow().get(key).cloned())
    }

    pub(crate) async fn set_bytes(&self, key: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.bytes.borrow_mut().insert(key.into(), bytes.into());
        Ok(())
    }

    /// Removes everything of the account.
    pub(crate) async fn remove_all(&self, _store: &str) -> Result<(), Failure> {
        self.records.borrow_mut().clear();
        self.bytes.borrow_mut().clear();
        self.stores.take();
        Ok(())
    }

    /// Removes what the SDK keeps; the records stay.
    pub(crate) async fn remove_stores(&self, _store: &str) -> Result<(), Failure> {
        self.stores.take();
        Ok(())
    }

    /// What the SDK keeps: the same for every client, as it is in a browser.
    pub(crate) fn stores(&self) -> StoreConfig {
        let made = || StoreConfig::new(CrossProcessLockConfig::SingleProcess);
        self.stores.borrow_mut().get_or_insert_with(made).clone()
    }
}
