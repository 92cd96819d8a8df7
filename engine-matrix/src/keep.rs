//! What the SDK does not keep: who is signed in and with which token, and what is of this device only.
//!
//! Each is one record of JSON. The token is never anywhere else.

#[cfg(target_arch = "wasm32")]
mod indexed_db;
#[cfg(not(target_arch = "wasm32"))]
mod memory;

use std::collections::{BTreeMap, BTreeSet};

use matrix_sdk::authentication::matrix::MatrixSession;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use teahouse::backend::Failure;
use teahouse::domain::id::ChatId;

#[cfg(target_arch = "wasm32")]
pub(crate) use indexed_db::Keep;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use memory::Keep;

/// Who is signed in.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Where the server is.
    pub(crate) homeserver: String,
    /// The server knows simplified sliding sync.
    pub(crate) sliding: bool,
    /// Ids and token.
    pub(crate) session: MatrixSession,
    /// What the person called themselves when last heard of.
    pub(crate) name: Option<String>,
    /// The server has ended this session.
    #[serde(default)]
    pub(crate) ended: bool,
}

/// What is of this device only.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Own {
    /// What was typed and not sent.
    pub(crate) drafts: BTreeMap<ChatId, String>,
    /// Chats that were put away.
    pub(crate) folded: BTreeSet<ChatId>,
    /// Others see what was read here.
    pub(crate) receipts: bool,
}

impl Keep {
    /// Reads a record; one that makes no sense is as good as none.
    pub(crate) async fn read<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Failure> {
        Ok(self.get(key).await?.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Writes a record.
    pub(crate) async fn write(&self, key: &str, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string(value).map_err(|_| Failure::Malformed)?;
        self.set(key, &text).await
    }
}

/// The record of [`Kept`].
pub(crate) const SESSION: &str = "session";
/// The record of [`Own`].
pub(crate) const OWN: &str = "own";
