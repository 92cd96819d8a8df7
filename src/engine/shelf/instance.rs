//! A program as it is open somewhere: by itself, or in a chat. What it keeps in one place is not there in another.

use sha2::{Digest, Sha256};

use super::Key;
use crate::domain::id::MessageId;
use crate::domain::mini::program::hex;

/// Where what a program keeps in a chat begins; the names of what it keeps by itself begin otherwise.
const CARD: &str = "c:";

pub(super) struct Instance {
    pub(super) key: Key,
    pub(super) card: Option<MessageId>,
    prefix: String,
}

impl Instance {
    pub(super) fn new(key: Key, card: Option<MessageId>) -> Self {
        let digest = |card: &MessageId| hex(&Sha256::digest(card.as_str())[..16]);
        let prefix = card.as_ref().map(|card| format!("{CARD}{}/", digest(card))).unwrap_or_default();
        Self { key, card, prefix }
    }

    /// The name under which something is kept.
    pub(super) fn name(&self, kind: &str, name: &str) -> String {
        format!("{}{kind}{name}", self.prefix)
    }

    /// What the program calls something that is kept here; nothing for what is kept elsewhere, or is of another kind.
    pub(super) fn own<'a>(&self, kind: &str, name: &'a str) -> Option<&'a str> {
        name.strip_prefix(self.prefix.as_str())?.strip_prefix(kind)
    }
}
