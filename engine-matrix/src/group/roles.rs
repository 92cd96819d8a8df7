//! Who helps, who owns, and the end of a group.

use matrix_sdk::ruma::OwnedUserId;
use serde_json::json;
use teahouse::backend::Failure;
use teahouse::domain::group::act::Act;
use teahouse::domain::group::power::{Power, one_admin_more};
use teahouse::domain::group::{Refusal, Role, Standing};
use teahouse::domain::id::PersonId;

use super::command::Change;
use super::power::{ADMIN, OWNER};
use super::{code, event};
use crate::ids;

/// The most people whose invitation is taken back when a group ends.
const WAITING: usize = 50;

impl Change<'_> {
    /// Somebody who is in the group, for whom a role is chosen.
    fn insider(&self, person: &PersonId) -> Result<(OwnedUserId, Role), Refusal> {
        let user = ids::user(person).filter(|user| self.hall.membership(user) == "join").ok_or(Refusal::NotIn)?;
        let role = self.hall.role(&user);
        Ok((user, role))
    }

    pub(super) async fn set_admin(&self, person: &PersonId, admin: bool) -> Result<(), Failure> {
        self.hall.may(Power::Admins)?;
        let (user, role) = self.insider(person)?;
        let (level, act) = match (role, admin) {
            (Role::Member, true) => {
                let inside = self.hall.inside().filter_map(|event| OwnedUserId::try_from(event.key.as_str()).ok());
                one_admin_more(inside.filter(|user| self.hall.role(user) == Role::Admin).count())?;
                (ADMIN, Act::AdminMade(person.clone()))
            }
            (Role::Admin, false) => (0, Act::AdminUnmade(person.clone())),
            _ => return Ok(()),
        };
        self.put("m.room.power_levels", "", &self.hall.with_levels(&[(user, level)])).await?;
        self.note(act).await
    }

    pub(super) async fn transfer(&self, to: &PersonId) -> Result<(), Failure> {
        self.hall.my_role()?;
        let (user, role) = self.insider(to)?;
        if role == Role::Owner {
            return Ok(());
        }
        self.hall.may(Power::Transfer)?;
        // Written down while I may: afterwards I am a member like the others.
        self.note(Act::Transferred(to.clone())).await?;
        let me = self.hall.me.clone();
        self.put("m.room.power_levels", "", &self.hall.with_levels(&[(user, OWNER), (me, 0)])).await
    }

    pub(super) async fn dissolve(&self) -> Result<(), Failure> {
        if self.hall.dissolved() && self.hall.standing(&self.hall.me) == Some(Standing::In) {
            return Ok(());
        }
        self.hall.may(Power::Dissolve)?;
        // First the door, then the word for it: what is shut needs nobody's engine any more.
        code::close_all(self.account, &self.hall).await?;
        let waiting = self.hall.all("m.room.member").filter(|event| event.text("membership") == Some("invite"));
        let waiting: Vec<_> = waiting.filter_map(|event| OwnedUserId::try_from(event.key.as_str()).ok()).collect();
        for user in waiting.iter().take(WAITING) {
            self.kick(user).await?;
        }
        self.put(event::DISSOLVED, "", &json!({ "dissolved": true })).await?;
        self.note(Act::Dissolved).await?;
        let mut powers = self.hall.with_levels(&[]);
        (powers["events_default"], powers["invite"]) = (OWNER.into(), OWNER.into());
        // Leaving and one's own name stay possible; wishes do not.
        for kind in event::OF_MEMBERS {
            powers["events"][kind] = OWNER.into();
        }
        self.put("m.room.power_levels", "", &powers).await
    }
}
