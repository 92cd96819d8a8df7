//! What can be asked of a group. Who may is decided by [`crate::domain::group`].

use serde::{Deserialize, Serialize};

use crate::domain::id::PersonId;

/// Something to do in a group. Each may be given twice without a second effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupCommand {
    /// Calls it something else.
    Rename {
        /// A name as it was typed.
        title: String,
    },
    /// Gives it a picture, or the mosaic of its members again.
    SetPicture {
        /// A `data:` address.
        picture: Option<String>,
    },
    /// Writes the next version of the house rules.
    SetRules {
        /// A text as it was typed.
        text: String,
    },
    /// Turns approval on or off.
    SetApproval {
        /// On or off.
        on: bool,
    },
    /// Makes a new code, unless there is one by now.
    NewCode {
        /// The number of the code that it replaces.
        after: u32,
    },
    /// Asks people in: all of them or, if one cannot come, none.
    Invite {
        /// Whom.
        people: Vec<PersonId>,
        /// Why, where the owner approves.
        reason: String,
    },
    /// Decides about somebody whom a member asked in.
    Decide {
        /// Whom.
        person: PersonId,
        /// Yes or no.
        approve: bool,
    },
    /// Accepts an invitation.
    Accept,
    /// Declines an invitation.
    Decline,
    /// Sends somebody away.
    Remove {
        /// Whom.
        person: PersonId,
    },
    /// Makes somebody an admin, or no longer.
    SetAdmin {
        /// Whom.
        person: PersonId,
        /// Admin or not.
        admin: bool,
    },
    /// Hands the group over.
    Transfer {
        /// To whom.
        to: PersonId,
    },
    /// Goes.
    Leave,
    /// Ends the group.
    Dissolve,
    /// Chooses the name that the others see here.
    SetAlias {
        /// A name as it was typed; empty text removes it.
        alias: String,
    },
    /// Shows members under their aliases, or under their own names.
    ShowAliases {
        /// Aliases or not.
        on: bool,
    },
    /// Keeps the group among the contacts, or no longer.
    Save {
        /// Keep it or not.
        on: bool,
    },
    /// What was seen, so that each is shown once.
    Seen {
        /// The last announcement.
        announcement: u32,
        /// The last version of the rules.
        rules: u32,
    },
}
