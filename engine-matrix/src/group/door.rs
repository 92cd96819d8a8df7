//! Who comes in, and who goes: invitations, wishes of members, and sending away.

use matrix_sdk::ruma::api::client::membership::{ban_user, invite_user, kick_user, unban_user};
use matrix_sdk::ruma::{OwnedUserId, TransactionId};
use serde_json::{Value, json};
use teahouse::backend::Failure;
use teahouse::domain::group::act::Act;
use teahouse::domain::group::door::{self, Entry};
use teahouse::domain::group::power::{Power, may, may_leave};
use teahouse::domain::group::{Joined, Refusal, Role, Standing};
use teahouse::domain::id::PersonId;

use super::command::Change;
use super::server::{patiently, refused};
use super::{code, event, people};
use crate::runtime::now;
use crate::{failure, ids};

/// The longest reason, in characters.
const REASON: usize = 256;

impl Change<'_> {
    pub(super) async fn invite(&self, people: &[PersonId], reason: &str) -> Result<(), Failure> {
        let role = self.hall.my_role()?;
        let me = ids::person(&self.hall.me);
        let mut house = self.hall.house();
        // All of them or, if one cannot come, none: so everybody is looked at first.
        let mut entries = Vec::new();
        for person in people {
            let user = ids::user(person).ok_or(Failure::NotFound)?;
            let standing = self.hall.standing(&user);
            let entry = door::invite(house, &me, role, standing.as_ref())?;
            if entry != Entry::Nothing {
                house.members = house.members.saturating_add(u32::from(entry != Entry::Asking));
                entries.push((user, entry, standing == Some(Standing::Removed)));
            }
        }
        if entries.iter().any(|(_, entry, _)| *entry != Entry::Asking) {
            self.hall.may(Power::Invite)?;
        }
        for (user, ..) in &entries {
            exists(self, user).await?;
        }
        let asking: Vec<_> = entries.iter().filter(|it| it.1 == Entry::Asking).map(|it| it.0.clone()).collect();
        if !asking.is_empty() {
            let reason: String = reason.trim().chars().filter(|char| !char.is_control()).take(REASON).collect();
            self.wish(|wishes| {
                for user in &asking {
                    wishes[user.as_str()] = json!({ "id": TransactionId::new().as_str(), "reason": reason });
                }
            })
            .await?;
        }
        for (user, entry, removed) in entries {
            if entry != Entry::Asking {
                self.send_invitation(&user, removed).await?;
            }
        }
        Ok(())
    }

    /// Changes whom I want in.
    async fn wish(&self, change: impl FnOnce(&mut Value)) -> Result<(), Failure> {
        let me = self.hall.me.as_str();
        let mut people = self.hall.get(event::PROPOSAL, me).map(|it| it.content["people"].clone()).unwrap_or_default();
        if !people.is_object() {
            people = json!({});
        }
        // What was decided, and who is inside, need not be wished any more.
        let open: Vec<_> = self.hall.wishes().into_iter().filter(|wish| !wish.decided).map(|wish| wish.id).collect();
        if let Some(people) = people.as_object_mut() {
            people.retain(|_, said| said["id"].as_str().is_some_and(|id| open.iter().any(|open| open == id)));
        }
        change(&mut people);
        self.put(event::PROPOSAL, me, &json!({ "people": people })).await
    }

    async fn send_invitation(&self, user: &OwnedUserId, removed: bool) -> Result<(), Failure> {
        let (client, room) = (&self.account.client, &self.hall.room);
        if removed && self.hall.membership(user) == "ban" {
            let request = unban_user::v3::Request::new(room.clone(), user.clone());
            patiently(|| client.send(request.clone())).await.map_err(|error| refused(&error))?;
        }
        let recipient = invite_user::v3::InviteUserId::new(user.clone()).into();
        let request = invite_user::v3::Request::new(room.clone(), recipient);
        patiently(|| client.send(request.clone())).await.map(drop).map_err(|error| refused(&error))
    }

    pub(super) async fn decide(&self, person: &PersonId, approve: bool) -> Result<(), Failure> {
        self.hall.may(Power::Approve)?;
        let user = ids::user(person).ok_or(Refusal::NotIn)?;
        let standing = self.hall.standing(&user);
        let Some(Standing::Asking { .. }) = standing else { return Ok(()) };
        if approve {
            door::approve(self.hall.house(), standing.as_ref())?;
            self.send_invitation(&user, false).await?;
        }
        self.settle(&user, approve).await?;
        self.note(if approve { Act::Approved(person.clone()) } else { Act::Declined(person.clone()) }).await?;
        if !approve && self.hall.membership(&user) == "knock" {
            self.kick(&user).await?;
        }
        Ok(())
    }

    /// Writes down that a wish was heard.
    async fn settle(&self, user: &OwnedUserId, approve: bool) -> Result<(), Failure> {
        let wishes = self.hall.wishes();
        let ids: Vec<_> = wishes.iter().filter(|wish| wish.person == *user).map(|wish| &wish.id).collect();
        self.put(event::DECISION, event::key_of(user), &json!({ "ids": ids, "approve": approve })).await
    }

    pub(super) async fn accept(&self) -> Result<(), Failure> {
        let entry = door::accept(self.hall.house(), self.hall.standing(&self.hall.me).as_ref())?;
        let Entry::In(Joined::InvitedBy(by)) = entry else { return Ok(()) };
        self.room.join().await.map_err(|error| failure::of(&error))?;
        come_in(self, |change| {
            // A member wished it before an admin invited.
            let by = change.hall.asked_in_by(&change.hall.me).map_or(by.clone(), |by| ids::person(&by));
            Joined::InvitedBy(by)
        })
        .await
    }

    pub(super) async fn decline(&self) -> Result<(), Failure> {
        match self.hall.standing(&self.hall.me) {
            Some(Standing::Invited { .. }) => self.room.leave().await.map_err(|error| failure::of(&error)),
            _ => Ok(()),
        }
    }

    pub(super) async fn remove(&self, person: &PersonId) -> Result<(), Failure> {
        let mine = self.hall.my_role()?;
        let user = ids::user(person).ok_or(Refusal::NotIn)?;
        let me = ids::person(&self.hall.me);
        match self.hall.standing(&user).ok_or(Refusal::NotIn)? {
            Standing::In => {
                self.hall.may(Power::Remove(self.hall.role(&user)))?;
                let client = &self.account.client;
                // Whoever is only kicked comes back by the code that they hold.
                let request = ban_user::v3::Request::new(self.hall.room.clone(), user.clone());
                patiently(|| client.send(request.clone())).await.map_err(|error| refused(&error))?;
                self.note(Act::Removed(person.clone())).await
            }
            Standing::Invited { .. } => {
                // The server lets only those take an invitation back who may send away, whoever sent it.
                may(mine, Power::Remove(Role::Member))?;
                self.kick(&user).await
            }
            Standing::Asking { by, .. } if by == me => {
                self.wish(|wishes| {
                    wishes.as_object_mut().map(|wishes| wishes.remove(user.as_str()));
                })
                .await
            }
            Standing::Asking { .. } => {
                may(mine, Power::Remove(Role::Member))?;
                self.settle(&user, false).await
            }
            Standing::Left | Standing::Removed => Ok(()),
        }
    }

    pub(super) async fn kick(&self, user: &OwnedUserId) -> Result<(), Failure> {
        let client = &self.account.client;
        let request = kick_user::v3::Request::new(self.hall.room.clone(), user.clone());
        patiently(|| client.send(request.clone())).await.map(drop).map_err(|error| refused(&error))
    }

    pub(super) async fn leave(&self) -> Result<(), Failure> {
        match self.hall.standing(&self.hall.me) {
            Some(Standing::In) => {}
            Some(_) => return Ok(()),
            None => return Err(Refusal::NotIn.into()),
        }
        let members = if self.hall.dissolved() { 0 } else { self.hall.count() };
        let role = self.hall.role(&self.hall.me);
        // In a room of elsewhere there may be several owners, or none is needed.
        if self.hall.is_ours() {
            may_leave(role, members)?;
        }
        if members <= 1 {
            // Nobody comes into an empty house.
            let _ = code::close_all(self.account, &self.hall).await;
        }
        self.room.leave().await.map_err(|error| failure::of(&error))
    }
}

/// After coming in: what everybody may know of how, and since when.
pub(super) async fn come_in(change: &Change<'_>, how: impl FnOnce(&Change<'_>) -> Joined) -> Result<(), Failure> {
    let change = Change::of(change.account, change.room.clone()).await?;
    let joined = how(&change);
    let (me, rules) = (change.hall.me.clone(), change.hall.rules().last().map_or(0, |rules| rules.version));
    let chat = ids::chat(&change.hall.room);
    // They agreed to the rules at the door.
    change.account.change_own(|own| own.groups.entry(chat).or_default().rules_seen = rules).await?;
    let said = change.hall.said_by(&me);
    let mut said = if said.is_object() { said.clone() } else { json!({}) };
    said["joined"] = people::joined(&joined);
    said["since"] = now().0.into();
    change.add(event::MEMBER, me.as_str(), &said).await
}

/// Whether there is such a person. A server that cannot be asked is believed to know.
async fn exists(change: &Change<'_>, user: &OwnedUserId) -> Result<(), Failure> {
    match change.account.client.account().fetch_user_profile_of(user).await {
        Err(error) if failure::is_missing(&error) => Err(Failure::NotFound),
        Err(error) => match failure::of(&error) {
            offline @ Failure::Home(teahouse::domain::home::HomeError::Offline) => Err(offline),
            _ => Ok(()),
        },
        Ok(_) => Ok(()),
    }
}
