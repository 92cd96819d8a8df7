//! Who may do what: the rules of the domain first, and what the server will allow.

use matrix_sdk::ruma::events::room::power_levels::UserPowerLevel;
use matrix_sdk::ruma::{OwnedUserId, UserId};
use serde_json::Value;
use teahouse::domain::group::power::{Power, may};
use teahouse::domain::group::{Refusal, Role, Standing};

use super::event;
use super::hall::Hall;

/// The server's power of an owner.
pub(super) const OWNER: i64 = 100;
/// The server's power of an admin.
pub(super) const ADMIN: i64 = 50;

/// What somebody of this power may do.
pub(crate) fn role_of(level: UserPowerLevel) -> Role {
    match level {
        UserPowerLevel::Int(level) if i64::from(level) < ADMIN => Role::Member,
        UserPowerLevel::Int(level) if i64::from(level) < OWNER => Role::Admin,
        _ => Role::Owner,
    }
}

/// A number, however it is written: old rooms have powers as text.
fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

impl Hall {
    fn powers(&self) -> &Value {
        self.content("m.room.power_levels")
    }

    /// Who made the room, and whether that alone gives all power (room version 12).
    fn made_by(&self, user: &UserId) -> bool {
        let Some(create) = self.get("m.room.create", "") else { return false };
        let creators = create.content["additional_creators"].as_array().into_iter().flatten();
        let version = create.text("room_version").unwrap_or("1");
        let endless = version.parse::<u32>().is_ok_and(|version| version >= 12);
        endless && (create.sender.as_deref() == Some(user) || creators.flat_map(Value::as_str).any(|it| it == user))
    }

    /// The server's power of somebody.
    pub(super) fn level(&self, user: &UserId) -> i64 {
        if self.made_by(user) {
            return i64::MAX;
        }
        let powers = self.powers();
        if powers.is_null() {
            // Without any rule whoever made the room may do everything.
            let creator = self.get("m.room.create", "").and_then(|create| create.sender.as_deref());
            return if creator == Some(user) { OWNER } else { 0 };
        }
        number(&powers["users"][user.as_str()]).or_else(|| number(&powers["users_default"])).unwrap_or_default()
    }

    fn needed(&self, field: &str, otherwise: i64) -> i64 {
        number(&self.powers()[field]).unwrap_or(otherwise)
    }

    /// The power that it takes to change a piece of state.
    pub(super) fn needed_for(&self, kind: &str) -> i64 {
        number(&self.powers()["events"][kind]).unwrap_or_else(|| self.needed("state_default", ADMIN))
    }

    /// The power that it takes to ask people in.
    pub(super) fn needed_to_invite(&self) -> i64 {
        self.needed("invite", 0)
    }

    /// What somebody may do.
    pub(super) fn role(&self, user: &UserId) -> Role {
        match self.level(user) {
            OWNER.. => Role::Owner,
            ADMIN.. => Role::Admin,
            _ => Role::Member,
        }
    }

    /// What I may do; only a member of a group that goes on may do anything.
    pub(super) fn my_role(&self) -> Result<Role, Refusal> {
        match self.standing(&self.me) {
            Some(Standing::In) if self.dissolved() => Err(Refusal::Dissolved),
            Some(Standing::In) => Ok(self.role(&self.me)),
            Some(Standing::Removed) => Err(Refusal::Removed),
            _ => Err(Refusal::NotIn),
        }
    }

    /// Whether I may. In a group of ours by our rules; everywhere only what the server will allow.
    pub(super) fn may(&self, power: Power) -> Result<(), Refusal> {
        let role = self.my_role()?;
        if self.is_ours() {
            may(role, power)?;
        } else if let Power::Remove(Role::Owner) = power {
            return Err(Refusal::OwnerStays);
        }
        let needed = match power {
            Power::Invite => self.needed_to_invite(),
            Power::Describe => self.needed_for("m.room.name"),
            Power::Announce => self.needed_for(event::ANNOUNCEMENT),
            Power::Rules => self.needed_for(event::RULES),
            Power::NewCode => self.needed_for(event::CODE).max(self.needed_for("m.room.join_rules")),
            Power::Approve => self.needed_to_invite(),
            Power::CallAll => number(&self.powers()["notifications"]["room"]).unwrap_or(ADMIN),
            Power::Remove(_) => self.needed("kick", ADMIN).max(self.needed("ban", ADMIN)),
            Power::Approval | Power::Admins | Power::Transfer => self.needed_for("m.room.power_levels"),
            Power::Dissolve => self.needed_for("m.room.power_levels").max(self.needed_for(event::DISSOLVED)),
            Power::Next => self.needed_for(event::SET),
        };
        let mine = self.level(&self.me);
        if mine >= needed {
            return Ok(());
        }
        Err(match power {
            Power::CallAll => Refusal::CallsAll,
            _ => Refusal::Needs(if needed > ADMIN { Role::Owner } else { Role::Admin }),
        })
    }

    /// The content of the powers with those of some people changed.
    pub(super) fn with_levels(&self, levels: &[(OwnedUserId, i64)]) -> Value {
        let mut powers = if self.powers().is_object() { self.powers().clone() } else { serde_json::json!({}) };
        if !powers["users"].is_object() {
            powers["users"] = serde_json::json!({});
        }
        for (user, level) in levels {
            powers["users"][user.as_str()] = (*level).into();
        }
        powers
    }
}
