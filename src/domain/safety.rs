//! Keys and devices: what protects an account whose messages are encrypted.

use serde::{Deserialize, Serialize};

use super::name::Name;
use super::time::Timestamp;

/// How a chat is protected from whoever runs the server.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Guard {
    /// There is no server: everything stays on this device.
    #[default]
    Device,
    /// Only the people in it can read it.
    Encrypted,
    /// The server can read it.
    Plain,
}

/// Why a message cannot be read (yet).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Locked {
    /// Its key is not here yet: it may still come.
    Waiting,
    /// It was sent before this device was there, and the keys of then are in a backup that is not open.
    Backup,
    /// It was sent before this person came.
    Before,
    /// The sender does not give the key to this device.
    Withheld,
    /// It was damaged, or made to look like something that it is not.
    Broken,
}

/// How far the keys are safe from the loss of this device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Backup {
    /// Not known yet.
    #[default]
    Unknown,
    /// There is none: who loses this device loses old messages.
    None,
    /// There is one, and this device does not have its key.
    Locked,
    /// There is one, and this device keeps it up to date.
    Open,
}

/// A device that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The server's name for it.
    pub id: String,
    /// What its owner calls it.
    pub name: Option<Name>,
    /// This very device.
    pub here: bool,
    /// Its owner has confirmed it.
    pub verified: bool,
    /// When it was last heard of.
    pub seen: Option<Timestamp>,
}

/// How far two devices are with comparing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// Another device of one's own, or somebody, wants to compare.
    Asked {
        /// Whose device it is.
        by: Name,
        /// It is a device of one's own.
        own: bool,
    },
    /// Waiting for the other one.
    Waiting,
    /// Seven pictures, which both have to see, by their number in the table of the specification.
    Emoji(Vec<u8>),
    /// Both have seen the same.
    Done,
    /// It was given up, or what they saw was not the same.
    Failed {
        /// What they saw was not the same: somebody may be listening.
        mismatch: bool,
    },
}

/// What protects an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Safety {
    /// This device was confirmed by another one, or with the recovery key.
    pub verified: bool,
    /// How far the keys are safe.
    pub backup: Backup,
    /// All devices of the account, this one first.
    pub devices: Vec<Device>,
    /// A comparison that is going on.
    pub comparison: Option<Comparison>,
    /// Others see what was read here.
    pub receipts: bool,
    /// Whom one does not want to hear from.
    pub ignored: Vec<super::id::PersonId>,
}
