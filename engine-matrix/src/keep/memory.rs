//! Records in memory, for tests.

use std::cell::RefCell;
use std::collections::HashMap;

use teahouse::backend::Failure;

/// Records by their name.
#[derive(Debug, Default)]
pub(crate) struct Keep(RefCell<HashMap<String, String>>);

impl Keep {
    pub(crate) async fn open(_store: &str) -> Result<Self, Failure> {
        Ok(Self::default())
    }

    pub(crate) async fn get(&self, key: &str) -> Result<Option<String>, Failure> {
        Ok(self.0.borrow().get(key).cloned())
    }

    pub(crate) async fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        self.0.borrow_mut().insert(key.into(), text.into());
        Ok(())
    }

    /// Removes everything of the account.
    pub(crate) async fn remove_all(&self, _store: &str) -> Result<(), Failure> {
        self.0.borrow_mut().clear();
        Ok(())
    }
}
