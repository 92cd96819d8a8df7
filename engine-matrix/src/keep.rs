//! What the SDK does not keep: who is signed in and with which token, and what is of this device only.
//!
//! Each is one record of JSON, but for the list of chats, which is large. The token is never anywhere else.

#[cfg(target_arch = "wasm32")]
mod indexed_db;
#[cfg(not(target_arch = "wasm32"))]
mod memory;

use std::collections::{BTreeMap, BTreeSet};

use matrix_sdk::authentication::matrix::MatrixSession;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use teahouse::backend::Failure;
use teahouse::domain::id::{ChatId, PersonId};
use teahouse::domain::name::Name;

use crate::cut::Cut;

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
    /// What this person has to do with groups.
    pub(crate) groups: BTreeMap<ChatId, Part>,
    /// What this person calls others.
    pub(crate) notes: BTreeMap<PersonId, Note>,
    /// The rooms of groups that were made here, by the name that the shell gave them.
    pub(crate) made: BTreeMap<ChatId, ChatId>,
    /// Where what was said in a chat was cleared.
    pub(crate) cuts: BTreeMap<ChatId, Cut>,
    /// Chats that were put away.
    pub(crate) folded: BTreeSet<ChatId>,
    /// Others see what was read here.
    pub(crate) receipts: bool,
}

/// What this person has to do with a group.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Part {
    /// It is among the contacts.
    pub(crate) saved: bool,
    /// Members are shown under their own names.
    pub(crate) plain_names: bool,
    /// The last announcement that was seen.
    pub(crate) announcement_seen: u32,
    /// The last version of the rules that was seen.
    pub(crate) rules_seen: u32,
    /// The first group of its set, as far as this device knows.
    pub(crate) set: Option<ChatId>,
    /// It is over.
    pub(crate) dissolved: bool,
}

/// What this person calls somebody, and files them under.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Note {
    /// The name.
    pub(crate) remark: Option<Name>,
    /// The files.
    pub(crate) tags: Vec<Name>,
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

    /// True if the browser has no more room. The SDK does not say why something could not be kept, and a browser does
    /// not tell how much room there really is: it is tried.
    pub(crate) async fn is_full(&self) -> bool {
        let refused = self.set_bytes(TRIAL, &[0; SOME]).await == Err(Failure::StorageFull);
        // What could be kept needs no room from now on; if that fails, it is small.
        let _ = self.set_bytes(TRIAL, &[]).await;
        refused
    }
}

/// The record of a trial, and how many bytes are tried.
const TRIAL: &str = "trial";
const SOME: usize = 256 * 1024;

/// The record of [`Kept`].
pub(crate) const SESSION: &str = "session";
/// The record of [`Own`].
pub(crate) const OWN: &str = "own";
/// The record of the list of chats as it was last.
pub(crate) const SHOWN: &str = "shown";
