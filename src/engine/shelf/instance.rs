//! A program as it is open somewhere: by itself, or in a chat. What it keeps in one place is not there in another.

use sha2::{Digest, Sha256};

use super::Key;
use crate::domain::id::{ChatId, PersonId};
use crate::domain::mini::program::{Card, ProgramId, hex};
use crate::domain::mini::remote::Site;

/// Where what a program keeps by itself begins.
const ALONE: &str = "p/";

pub(super) struct Instance {
    pub(super) key: Key,
    pub(super) card: Option<Card>,
    /// The chat that it is open in.
    pub(super) chat: Option<ChatId>,
    /// All that it keeps has names that begin so.
    pub(super) prefix: String,
}

impl Instance {
    pub(super) fn new(key: Key, card: Option<Card>) -> Self {
        // Neither of the two has a slash.
        let prefix = card
            .as_ref()
            .map_or_else(|| ALONE.into(), |card| format!("c:{}/", digest(&format!("{}/{}", card.chat, card.message))));
        let chat = card.as_ref().map(|card| card.chat.clone());
        Self { key, card, chat, prefix }
    }

    /// A widget that is a page of elsewhere: of each chat, each name and each origin another one.
    pub(super) fn remote(owner: PersonId, Site { chat, widget, origin }: &Site) -> Self {
        // The host of an origin has no slash, so what comes last may have any.
        let prefix = format!("r:{}/", digest(&format!("{chat}/{}/{}", origin.as_str(), widget.as_str())));
        Self { key: (owner, ProgramId::remote()), card: None, chat: Some(chat.clone()), prefix }
    }

    /// What no other place is called.
    pub(super) fn place(&self) -> String {
        format!("{}/{}/{}", self.key.0, self.key.1.as_str(), self.prefix)
    }

    /// The name under which something is kept.
    pub(super) fn name(&self, kind: &str, name: &str) -> String {
        format!("{}{kind}{name}", self.prefix)
    }

    /// What the program calls something that is kept; nothing for what is of another kind.
    pub(super) fn own<'a>(&self, kind: &str, name: &'a str) -> Option<&'a str> {
        name.strip_prefix(self.prefix.as_str())?.strip_prefix(kind)
    }

    /// Where a name belongs.
    pub(super) fn prefix_of(name: &str) -> &str {
        name.find('/').map_or("", |at| &name[..=at])
    }
}

fn digest(text: &str) -> String {
    hex(&Sha256::digest(text)[..16])
}
