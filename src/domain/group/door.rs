//! Coming in: by code, by invitation, by approval. The numbers are those of the group's constants.

use super::super::id::PersonId;
use super::super::ticket::Secret;
use super::super::time::Timestamp;
use super::code::Code;
use super::{ACCEPT_FROM, CAP, CODE_LIMIT, Joined, Refusal, Role, Standing};

/// What the door knows of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct House {
    /// How many are in it.
    pub members: u32,
    /// Whoever is invited waits for the owner or an admin.
    pub approval: bool,
    /// The group is over.
    pub dissolved: bool,
}

impl House {
    /// Whether the group takes anybody at all.
    pub fn takes(self) -> Result<(), Refusal> {
        if self.dissolved {
            Err(Refusal::Dissolved)
        } else if self.members >= CAP {
            Err(Refusal::Full)
        } else {
            Ok(())
        }
    }

    /// Whether a code of this group works now, whoever holds it.
    pub fn admits_by(self, code: &Code, now: Timestamp) -> Result<(), Refusal> {
        self.takes()?;
        if self.approval {
            Err(Refusal::Approval)
        } else if self.members >= CODE_LIMIT {
            Err(Refusal::Large)
        } else if code.is_past(now) {
            Err(Refusal::Expired)
        } else {
            Ok(())
        }
    }

    /// How somebody comes in for whom a member or an admin has spoken.
    fn welcome(self, by: &PersonId) -> Entry {
        if self.members < ACCEPT_FROM { Entry::In(Joined::AddedBy(by.clone())) } else { Entry::Invited }
    }
}

/// What becomes of somebody at the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// They are inside from now on.
    In(Joined),
    /// They are asked to accept.
    Invited,
    /// The owner or an admin is asked.
    Asking,
    /// Nothing: it is so already.
    Nothing,
}

/// Somebody holds a code with this secret, which `by` shared.
pub fn by_code(
    house: House,
    standing: Option<&Standing>,
    code: Option<&Code>,
    secret: Secret,
    by: &PersonId,
    now: Timestamp,
) -> Result<Entry, Refusal> {
    match standing {
        Some(Standing::In) => return Err(Refusal::AlreadyMember),
        Some(Standing::Removed) => return Err(Refusal::Removed),
        // Whoever was asked in needs no code.
        Some(Standing::Invited { .. }) => return accept(house, standing),
        _ => {}
    }
    // A code that was replaced says nothing about the group of today.
    let code = code.filter(|code| code.secret == secret);
    match code {
        None if house.dissolved => Err(Refusal::Dissolved),
        None => Err(Refusal::Replaced),
        Some(code) => house.admits_by(code, now).map(|()| Entry::In(Joined::CodeOf(by.clone()))),
    }
}

/// A member asks somebody in.
pub fn invite(house: House, by: &PersonId, role: Role, standing: Option<&Standing>) -> Result<Entry, Refusal> {
    let helps = role >= Role::Admin;
    match standing {
        Some(Standing::In | Standing::Invited { .. }) => return Ok(Entry::Nothing),
        Some(Standing::Asking { .. }) if !helps => return Ok(Entry::Nothing),
        // Who was sent away comes back only through those who can send away.
        Some(Standing::Removed) if !helps => return Err(Refusal::Removed),
        _ => house.takes()?,
    }
    Ok(if house.approval && !helps { Entry::Asking } else { house.welcome(by) })
}

/// The owner or an admin agrees with a member's wish. `None` when somebody else was faster, whatever they decided.
pub fn approve(house: House, standing: Option<&Standing>) -> Result<Entry, Refusal> {
    let Some(Standing::Asking { by, .. }) = standing else { return Ok(Entry::Nothing) };
    house.takes()?;
    Ok(house.welcome(by))
}

/// Somebody who was asked in accepts. Twice is the same as once.
pub fn accept(house: House, standing: Option<&Standing>) -> Result<Entry, Refusal> {
    match standing {
        Some(Standing::In) => Ok(Entry::Nothing),
        Some(Standing::Invited { by }) => {
            house.takes()?;
            Ok(Entry::In(Joined::InvitedBy(by.clone())))
        }
        Some(Standing::Removed) => Err(Refusal::Removed),
        _ if house.dissolved => Err(Refusal::Dissolved),
        _ => Err(Refusal::NotInvited),
    }
}

#[cfg(test)]
mod tests;
