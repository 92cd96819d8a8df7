//! What can go wrong, as data that crosses the port.

use serde::{Deserialize, Serialize};

use crate::domain::group::Refusal;
use crate::domain::home::HomeError;
use crate::domain::message::TextError;
use crate::domain::name::NameError;
use crate::domain::time::Timestamp;

/// A failure with a stable code. It holds nothing secret: it may be shown and logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Failure {
    /// The device has no room left for this site; nothing was changed.
    #[error("the storage is full")]
    StorageFull,
    /// The browser does not let this site store anything.
    #[error("the storage is blocked")]
    StorageBlocked,
    /// The stored data was written by a newer version of this app.
    #[error("the stored data is of version {found}, this app knows {known}")]
    StorageNewer {
        /// Version of the data.
        found: u32,
        /// Newest version that this app reads.
        known: u32,
    },
    /// The storage failed otherwise.
    #[error("the storage failed: {reason}")]
    StorageBroken {
        /// The browser's words, for a report.
        reason: String,
    },
    /// An engine of another tab still holds the store.
    #[error("another engine holds the store")]
    EngineBusy,
    /// The engine could not be started.
    #[error("the engine could not be started: {reason}")]
    EngineMissing {
        /// The browser's words, for a report.
        reason: String,
    },
    /// No answer came in time.
    #[error("no answer came in time")]
    TimedOut,
    /// The two sides speak different versions of the protocol.
    #[error("the engine speaks protocol {theirs}, this app speaks {ours}")]
    OtherProtocol {
        /// This side's version.
        ours: u16,
        /// The other side's.
        theirs: u16,
    },
    /// A message did not follow the protocol.
    #[error("a message did not follow the protocol")]
    Malformed,
    /// A command that needs a profile came before one was opened.
    #[error("no profile is open")]
    NotOpen,
    /// What the command names is not there.
    #[error("not found")]
    NotFound,
    /// The name cannot be used.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The text cannot be sent.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A rule of the group does not let it happen.
    #[error(transparent)]
    Group(#[from] Refusal),
    /// The account has said enough for now.
    #[error("the account may speak to all again at {}", until.0)]
    Quiet {
        /// When it may speak again.
        until: Timestamp,
    },
    /// An account answers only those who wrote within the last 48 hours.
    #[error("nobody wrote who could be answered")]
    NoAnswer,
    /// Something at the homeserver does not let it happen.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// This backend cannot do it.
    #[error("this backend cannot do that")]
    Unable,
    /// The file is larger than what can be sent.
    #[error("the file has {bytes} bytes")]
    FileTooLarge {
        /// How long it is.
        bytes: u64,
    },
}

impl Failure {
    /// The code: never changes, whatever the language or the wording.
    pub fn code(&self) -> &'static str {
        match self {
            Self::StorageFull => "storage-full",
            Self::StorageBlocked => "storage-blocked",
            Self::StorageNewer { .. } => "storage-newer",
            Self::StorageBroken { .. } => "storage-broken",
            Self::EngineBusy => "engine-busy",
            Self::EngineMissing { .. } => "engine-missing",
            Self::TimedOut => "timed-out",
            Self::OtherProtocol { .. } => "other-protocol",
            Self::Malformed => "malformed",
            Self::NotOpen => "not-open",
            Self::NotFound => "not-found",
            Self::Name(_) => "name",
            Self::Text(_) => "text",
            Self::Group(refusal) => refusal.code(),
            Self::Quiet { .. } => "quiet",
            Self::NoAnswer => "no-answer",
            Self::Home(error) => error.code(),
            Self::Unable => "unable",
            Self::FileTooLarge { .. } => "file-too-large",
        }
    }
}
