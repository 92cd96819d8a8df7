//! Groups: small by rule, found by invitation or by code, governed in the open.
//!
//! Pure functions decide everything here; a backend only carries out what they say.
//! Deliberately missing: search, a directory, and any count of who read what.

pub mod act;
pub mod code;
pub mod door;
pub mod meeting;
pub mod picture;
pub mod power;
pub mod refusal;

use serde::{Deserialize, Serialize};

use super::id::{ChatId, MessageId, PersonId};
use super::message::MessageText;
use super::name::Name;
use super::time::Timestamp;
use code::Code;
use picture::Picture;

pub use refusal::Refusal;

/// From this many members on, somebody who is invited must accept.
/// WeChat adds people at once below 40, and asks them from there on.
pub const ACCEPT_FROM: u32 = 40;

/// At this many members a code lets nobody in any more: from here on only a member can invite.
/// The number of WeChat's group codes.
pub const CODE_LIMIT: u32 = 100;

/// Most members of a group. The number of WeChat's groups.
pub const CAP: u32 = 500;

/// Most admins beside the owner. The number of WeChat's groups.
pub const MAX_ADMINS: usize = 3;

/// Most members that a mosaic shows.
pub const MOSAIC: usize = 9;

/// What somebody may do in a group; a later one may do all that an earlier one may.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Somebody like the others.
    #[default]
    Member,
    /// Helps the owner.
    Admin,
    /// Answers for the group; there is one.
    Owner,
}

/// How somebody stands to a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// A member.
    In,
    /// May come in.
    Invited {
        /// Who asked them in.
        by: PersonId,
    },
    /// A member wants them in; the owner or an admin has to agree.
    Asking {
        /// The member.
        by: PersonId,
        /// Why, in the member's words; may be empty.
        reason: String,
    },
    /// Was a member, or said no.
    Left,
    /// Was sent away.
    Removed,
}

/// How somebody came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Joined {
    /// Made the group.
    Founder,
    /// Was added at once by a contact.
    AddedBy(PersonId),
    /// Accepted an invitation.
    InvitedBy(PersonId),
    /// Held the code that somebody shared.
    CodeOf(PersonId),
    /// Was in the same place.
    FaceToFace,
    /// In a way that nobody wrote down.
    Otherwise,
}

/// One person of a group, or one who could become or was one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// What they call themselves.
    pub name: Name,
    /// What they call themselves in this group.
    pub alias: Option<Name>,
    /// What the reader calls them; nobody else sees it.
    pub remark: Option<Name>,
    /// What they may do.
    pub role: Role,
    /// How they stand to the group.
    pub standing: Standing,
    /// How they came in.
    pub joined: Joined,
    /// Since when they stand so.
    pub since: Timestamp,
}

/// Something that everybody in the group should see once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Grows with each one, from 1.
    pub number: u32,
    /// Made by whoever announces, so that twice is once.
    pub id: MessageId,
    /// What it says.
    pub text: MessageText,
    /// Who says it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// The house rules, in one of their versions. The owner and the admins keep them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseRules {
    /// Grows with each change, from 1.
    pub version: u32,
    /// What is welcome and what is removed.
    pub text: MessageText,
    /// Who wrote this version.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// What a group looks like in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Face {
    /// The first members, up to [`MOSAIC`], each under the name they chose.
    Mosaic(Vec<(PersonId, Name)>),
    /// The picture that was chosen.
    Picture(Picture),
}

/// What a reader has to do with a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// What they may do.
    pub role: Role,
    /// How they stand to it.
    pub standing: Standing,
    /// What they call themselves here.
    pub alias: Option<Name>,
    /// Members are shown under their aliases.
    pub show_aliases: bool,
    /// The group is among the contacts.
    pub saved: bool,
    /// The chat is put away with the other quiet ones.
    pub folded: bool,
    /// The last announcement that they saw.
    pub announcement_seen: u32,
    /// The last version of the rules that they saw.
    pub rules_seen: u32,
}

/// A group as one of its members sees it, without the list of the members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its chat.
    pub chat: ChatId,
    /// What it is called.
    pub title: Name,
    /// What it looks like.
    pub face: Face,
    /// How many are in it.
    pub members: u32,
    /// When it was made.
    pub founded: Timestamp,
    /// What is pinned, if anything.
    pub announcement: Option<Announcement>,
    /// All versions of the house rules, the oldest first; the last one holds.
    pub rules: Vec<HouseRules>,
    /// Whoever is invited waits for the owner or an admin.
    pub approval: bool,
    /// The code, for members only.
    pub code: Option<Code>,
    /// The first group of the set that this one belongs to.
    pub set: Option<ChatId>,
    /// The group is over; what was said can still be read.
    pub dissolved: bool,
    /// What the reader has to do with it.
    pub mine: Mine,
}

/// What somebody at the door may know of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doorway {
    /// Its chat.
    pub chat: ChatId,
    /// What it is called.
    pub title: Name,
    /// What it looks like.
    pub face: Face,
    /// How many are in it.
    pub members: u32,
    /// How many of them are contacts of the reader.
    pub contacts: u32,
    /// Who asks them in, under the name they chose.
    pub by: Name,
    /// The rules to agree to.
    pub rules: Option<HouseRules>,
    /// Why they cannot come in.
    pub refusal: Option<Refusal>,
}

/// True when a text calls everybody of a group: `@all`, `@everyone` or `@所有人` as a word of its own.
pub fn calls_all(text: &str) -> bool {
    const CALLS: [&str; 4] = ["@all", "@everyone", "@所有人", "@全体成员"];
    let text = text.to_ascii_lowercase();
    CALLS.into_iter().any(|call| {
        text.match_indices(call).any(|(start, _)| {
            let before = text[..start].chars().next_back();
            let after = text[start + call.len()..].chars().next();
            // An address has something before its sign; in Chinese no space follows the word.
            let begins = before.is_none_or(|char| !char.is_ascii_alphanumeric() && !matches!(char, '.' | '_' | '-'));
            let ends = !call.is_ascii() || after.is_none_or(|char| !char.is_ascii_alphanumeric());
            begins && ends
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_called_by_a_word_and_not_by_an_address() {
        for text in ["@all tea is ready", "hello @All!", "@所有人明天见", "好的@所有人", "(@everyone)"] {
            assert!(calls_all(text), "{text}");
        }
        for text in ["all", "mei@all.example", "@allan", "@ all", "@always", "@everyoneelse"] {
            assert!(!calls_all(text), "{text}");
        }
    }

    #[test]
    fn a_later_role_may_more() {
        assert!(Role::Owner > Role::Admin && Role::Admin > Role::Member);
    }
}
