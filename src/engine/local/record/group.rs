//! What is stored of groups, contacts and official accounts.

use serde::{Deserialize, Serialize};

use crate::domain::group::act::LogEntry;
use crate::domain::group::code::Code;
use crate::domain::group::picture::Picture;
use crate::domain::group::{Announcement, HouseRules, Joined, Role, Standing};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::name::Name;
use crate::domain::ticket::Secret;
use crate::domain::time::Timestamp;

/// A group, the same for everybody in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRecord {
    /// Its chat.
    pub chat: ChatId,
    /// What it is called.
    pub title: Name,
    /// The picture that was chosen.
    pub picture: Option<Picture>,
    /// When it was made.
    pub founded: Timestamp,
    /// Whoever is invited waits for the owner or an admin.
    pub approval: bool,
    /// The code that holds.
    pub code: Option<Code>,
    /// The codes that were replaced, so that their holders can be told so.
    pub retired: Vec<Secret>,
    /// What is pinned.
    pub announcement: Option<Announcement>,
    /// All versions of the house rules, the oldest first.
    pub rules: Vec<HouseRules>,
    /// The first group of the set.
    pub set: Option<ChatId>,
    /// The group is over.
    pub dissolved: bool,
    /// How many lines its log has.
    pub entries: u64,
}

impl GroupRecord {
    /// True for a code that this group has or had.
    pub fn knows(&self, secret: Secret) -> bool {
        self.code.as_ref().is_some_and(|code| code.secret == secret) || self.retired.contains(&secret)
    }
}

/// What one person is in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What they may do.
    pub role: Role,
    /// How they stand to it.
    pub standing: Standing,
    /// How they came in.
    pub joined: Joined,
    /// Since when they stand so.
    pub since: Timestamp,
    /// What they call themselves here.
    #[serde(default)]
    pub alias: Option<Name>,
    /// They see members under their own names.
    #[serde(default)]
    pub plain_names: bool,
    /// The group is among their contacts.
    #[serde(default)]
    pub saved: bool,
    /// The last announcement that they saw.
    #[serde(default)]
    pub announcement_seen: u32,
    /// The last version of the rules that they saw.
    #[serde(default)]
    pub rules_seen: u32,
}

impl Part {
    /// A part that begins now.
    pub fn new(standing: Standing, joined: Joined, since: Timestamp) -> Self {
        Self {
            role: Role::Member,
            standing,
            joined,
            since,
            alias: None,
            plain_names: false,
            saved: false,
            announcement_seen: 0,
            rules_seen: 0,
        }
    }
}

/// A line of the log of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRecord {
    /// Which group.
    pub chat: ChatId,
    /// Its place, which also makes it unique.
    pub number: u64,
    /// The line.
    pub entry: LogEntry,
}

/// What one profile keeps of somebody. Nobody else is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRecord {
    /// Who keeps it.
    pub profile: PersonId,
    /// Of whom.
    pub person: PersonId,
    /// What they call them.
    pub remark: Option<Name>,
    /// What they file them under.
    pub tags: Vec<Name>,
    /// They follow them, if it is an official account.
    #[serde(default)]
    pub follows: bool,
}

impl ContactRecord {
    /// Nothing is kept yet.
    pub fn new(profile: PersonId, person: PersonId) -> Self {
        Self { profile, person, remark: None, tags: Vec::new(), follows: false }
    }
}

/// What an official account has said to all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRecord {
    /// The account.
    pub id: PersonId,
    /// When, the latest last.
    pub spoken: Vec<Timestamp>,
    /// The last one's id, so that twice is once.
    pub last: Option<MessageId>,
}
