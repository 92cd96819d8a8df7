//! Who may do what in a group.

use super::{MAX_ADMINS, Refusal, Role};

/// Something that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// Asking people in, and showing the code.
    Invite,
    /// Another name or picture.
    Describe,
    /// An announcement.
    Announce,
    /// Other house rules.
    Rules,
    /// A new code.
    NewCode,
    /// Agreeing that somebody comes in, or not.
    Approve,
    /// Calling everybody.
    CallAll,
    /// Sending somebody of this role away.
    Remove(Role),
    /// Whether everybody who comes in needs approval.
    Approval,
    /// Making somebody an admin, or no longer.
    Admins,
    /// Handing the group over.
    Transfer,
    /// Ending the group.
    Dissolve,
    /// The next group of a set.
    Next,
}

/// The lowest role that may do it.
pub fn needs(power: Power) -> Role {
    match power {
        Power::Invite => Role::Member,
        Power::Describe
        | Power::Announce
        | Power::Rules
        | Power::NewCode
        | Power::Approve
        | Power::CallAll
        | Power::Remove(Role::Member) => Role::Admin,
        // Nobody removes the owner: not even the owner has a role above that.
        Power::Remove(_) | Power::Approval | Power::Admins | Power::Transfer | Power::Dissolve | Power::Next => {
            Role::Owner
        }
    }
}

/// Whether somebody of this role may do it. Nobody may remove an owner.
pub fn may(role: Role, power: Power) -> Result<(), Refusal> {
    match power {
        Power::Remove(Role::Owner) => Err(Refusal::OwnerStays),
        Power::CallAll if role < needs(power) => Err(Refusal::CallsAll),
        _ if role < needs(power) => Err(Refusal::Needs(needs(power))),
        _ => Ok(()),
    }
}

/// Whether there can be one admin more.
pub fn one_admin_more(admins: usize) -> Result<(), Refusal> {
    if admins < MAX_ADMINS { Ok(()) } else { Err(Refusal::TooManyAdmins) }
}

/// Whether somebody of this role may leave a group of so many: an owner hands it over before, unless nobody is left.
pub fn may_leave(role: Role, members: u32) -> Result<(), Refusal> {
    if role == Role::Owner && members > 1 { Err(Refusal::OwnerStays) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Role; 3] = [Role::Member, Role::Admin, Role::Owner];

    #[test]
    fn each_power_has_its_roles() {
        use Power::*;
        let table = [
            (Invite, [true, true, true]),
            (Describe, [false, true, true]),
            (Announce, [false, true, true]),
            (Rules, [false, true, true]),
            (NewCode, [false, true, true]),
            (Approve, [false, true, true]),
            (CallAll, [false, true, true]),
            (Remove(Role::Member), [false, true, true]),
            (Remove(Role::Admin), [false, false, true]),
            (Remove(Role::Owner), [false, false, false]),
            (Approval, [false, false, true]),
            (Admins, [false, false, true]),
            (Transfer, [false, false, true]),
            (Dissolve, [false, false, true]),
            (Next, [false, false, true]),
        ];
        for (power, expected) in table {
            assert_eq!(ALL.map(|role| may(role, power).is_ok()), expected, "{power:?}");
        }
    }

    #[test]
    fn there_are_three_admins_at_most() {
        assert_eq!([0, 2, 3, 9].map(|admins| one_admin_more(admins).is_ok()), [true, true, false, false]);
    }

    #[test]
    fn an_owner_leaves_only_an_empty_house() {
        assert_eq!(may_leave(Role::Owner, 2), Err(Refusal::OwnerStays));
        assert!(may_leave(Role::Owner, 1).is_ok() && may_leave(Role::Admin, 2).is_ok());
    }
}
