//! What a package says of itself.

use serde::{Deserialize, Serialize};

use super::path::FilePath;
use crate::domain::link::is_web;
use crate::domain::name::Name;

/// Longest text of a manifest that is shown, in characters; a longer one is cut.
pub const MAX_TEXT_CHARS: usize = 200;
/// Longest address of a manifest, in bytes.
pub const MAX_URL_BYTES: usize = 2_000;
/// An address that may stand in a manifest; any other is left out.
pub fn address(url: Option<String>) -> Option<String> {
    url.filter(|url| url.len() <= MAX_URL_BYTES && is_web(url))
}

/// Most that a program may ask for.
pub const MAX_WANTS: usize = 32;

/// Which kind of program it is, and so what its page finds when it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// webxdc: `window.webxdc`, shared in a chat.
    Webxdc,
    /// The host API as well: `window.teahouse`.
    MiniApp,
}

/// The manifest of either kind, as far as it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Which kind of program it is.
    pub kind: Kind,
    /// The name that its publisher gave it, the same in all of its versions; webxdc has none.
    pub app_id: Option<String>,
    /// What it is called.
    pub name: Name,
    /// What it does, in a line.
    pub description: String,
    /// Which version it is, in the publisher's words.
    pub version: String,
    /// Counts up from version to version; 0 where the manifest has no number.
    pub version_code: u32,
    /// Its picture.
    pub icon: Option<FilePath>,
    /// Where its source is, an `http` or `https` address.
    pub source: Option<String>,
    /// Where its publisher wants to hear of it, an `http` or `https` address.
    #[serde(default)]
    pub feedback: Option<String>,
    /// The page it starts with.
    pub start: FilePath,
    /// What it may ask for, each with the reason.
    pub wants: Vec<Want>,
}

impl Manifest {
    /// Where somebody can turn to about it.
    pub fn contact(&self) -> Option<&str> {
        self.feedback.as_deref().or(self.source.as_deref())
    }

    /// Why something is asked for, in the publisher's words; empty if they have none.
    pub fn reason(&self, name: &str) -> String {
        let want = self.wants.iter().find(|want| want.name == name);
        want.map(|want| want.reason.clone()).unwrap_or_default()
    }
}

/// Something that a program may ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Want {
    /// The name of the capability.
    pub name: String,
    /// Why, in the publisher's words.
    pub reason: String,
}
