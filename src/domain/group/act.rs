//! What happened in a group, for its timeline and its public log.

use serde::{Deserialize, Serialize};

use super::super::id::{ChatId, PersonId};
use super::super::message::MessageText;
use super::super::name::Name;
use super::super::time::Timestamp;
use super::Joined;

/// Something that somebody did to a group. Who did it stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Made it.
    Founded,
    /// Came in.
    Joined(Joined),
    /// Went.
    Left,
    /// Sent somebody away.
    Removed(PersonId),
    /// Agreed that somebody comes in.
    Approved(PersonId),
    /// Did not agree.
    Declined(PersonId),
    /// Called it something else.
    Renamed(Name),
    /// Chose another picture, or none.
    Pictured,
    /// Told everybody something.
    Announced(MessageText),
    /// Changed the house rules, to this version.
    Ruled(u32),
    /// Made a new code; the old one is dead.
    Recoded,
    /// Turned approval on or off.
    ApprovalSet(bool),
    /// Made somebody an admin.
    AdminMade(PersonId),
    /// Made an admin a member like the others.
    AdminUnmade(PersonId),
    /// Handed the group over.
    Transferred(PersonId),
    /// Opened the next group of the set.
    NextOpened(ChatId),
    /// Ended it.
    Dissolved,
}

impl Act {
    /// True for what the owner and the admins answer for: it stays in the group's log, for every member to read.
    pub fn is_for_the_log(&self) -> bool {
        !matches!(self, Self::Joined(_) | Self::Left)
    }
}

/// A line of the public log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Its place, from 1.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: PersonId,
    /// What.
    pub act: Act,
}
