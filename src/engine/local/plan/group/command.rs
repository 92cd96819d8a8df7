//! Each command to a group: who may, what changes, and what everybody is told.

use super::super::super::record::{Part, Write};
use super::{Change, World};
use crate::backend::Failure;
use crate::backend::protocol::GroupCommand;
use crate::domain::group::act::Act;
use crate::domain::group::code::Code;
use crate::domain::group::door::{self, Entry};
use crate::domain::group::picture::Picture;
use crate::domain::group::power::{Power, may, may_leave, one_admin_more};
use crate::domain::group::{HouseRules, Refusal, Role, Standing};
use crate::domain::id::{ChatId, PersonId};
use crate::domain::message::{MAX_TEXT_BYTES, MessageText};
use crate::domain::name::Name;
use crate::domain::ticket::{Home, Secret};

/// Carries out a command of `me`.
pub fn command(world: World<'_>, me: &PersonId, chat: &ChatId, act: GroupCommand) -> Result<Vec<Write>, Failure> {
    let mut change = Change::of(world, chat, me).ok_or(Failure::NotFound)?;
    // Whoever is gone and asks to go, or accepts twice, is where they want to be.
    match act {
        GroupCommand::Rename { title } => change.rename(Name::parse(&title)?)?,
        GroupCommand::SetPicture { picture } => {
            change.picture(picture.as_deref().map(Picture::parse).transpose()?)?;
        }
        GroupCommand::SetRules { text } => change.rule(MessageText::parse(&text)?)?,
        GroupCommand::SetApproval { on } => change.set_approval(on)?,
        GroupCommand::NewCode { after } => change.recode(after)?,
        GroupCommand::Invite { people, reason } => change.invite(&people, &reason)?,
        GroupCommand::Decide { person, approve } => change.decide(&person, approve)?,
        GroupCommand::Accept => {
            let entry = door::accept(change.house(), change.standing(me))?;
            change.let_in(me, entry, me, "");
        }
        GroupCommand::Decline => {
            if matches!(change.standing(me), Some(Standing::Invited { .. })) {
                change.stand(me, Standing::Left);
            }
        }
        GroupCommand::Remove { person } => change.remove(&person)?,
        GroupCommand::SetAdmin { person, admin } => change.set_admin(&person, admin)?,
        GroupCommand::Transfer { to } => change.transfer(&to)?,
        GroupCommand::Leave => change.leave()?,
        GroupCommand::Dissolve => change.dissolve()?,
        GroupCommand::SetAlias { alias } => {
            let alias = if alias.trim().is_empty() { None } else { Some(Name::parse(&alias)?) };
            change.mine(|part| part.alias = alias)?;
        }
        GroupCommand::ShowAliases { on } => change.mine(|part| part.plain_names = !on)?,
        GroupCommand::Save { on } => change.mine(|part| part.saved = on)?,
        GroupCommand::Seen { announcement, rules } => change.mine(|part| {
            part.announcement_seen = part.announcement_seen.max(announcement);
            part.rules_seen = part.rules_seen.max(rules);
        })?,
    }
    Ok(change.finish())
}

impl Change<'_> {
    fn rename(&mut self, title: Name) -> Result<(), Refusal> {
        self.may(Power::Describe)?;
        if self.group.title != title {
            self.group.title = title.clone();
            self.note_mine(Act::Renamed(title));
        }
        Ok(())
    }

    fn picture(&mut self, picture: Option<Picture>) -> Result<(), Refusal> {
        self.may(Power::Describe)?;
        if self.group.picture != picture {
            self.group.picture = picture;
            self.note_mine(Act::Pictured);
        }
        Ok(())
    }

    fn rule(&mut self, text: MessageText) -> Result<(), Refusal> {
        self.may(Power::Rules)?;
        let before = self.group.rules.last();
        if before.is_none_or(|before| before.text != text) {
            let version = before.map_or(0, |before| before.version) + 1;
            self.group.rules.push(HouseRules { version, text, by: self.me.clone(), at: self.world.now });
            self.note_mine(Act::Ruled(version));
            self.mine(|part| part.rules_seen = version)?;
        }
        Ok(())
    }

    fn set_approval(&mut self, on: bool) -> Result<(), Refusal> {
        self.may(Power::Approval)?;
        if self.group.approval != on {
            self.group.approval = on;
            self.note_mine(Act::ApprovalSet(on));
        }
        Ok(())
    }

    fn recode(&mut self, after: u32) -> Result<(), Refusal> {
        self.may(Power::NewCode)?;
        let number = self.group.code.as_ref().map_or(0, |code| code.number);
        if number == after {
            self.group.retired.extend(self.group.code.as_ref().map(|code| code.secret));
            let secret = Secret((self.world.random)());
            self.group.code = Some(Code { number: number + 1, secret, issued: self.world.now, home: Home::Device });
            self.note_mine(Act::Recoded);
        }
        Ok(())
    }

    fn invite(&mut self, people: &[PersonId], reason: &str) -> Result<(), Failure> {
        let (me, role) = (self.me.clone(), self.role()?);
        let reason: String =
            reason.trim().chars().take(MAX_TEXT_BYTES / 128).filter(|char| !char.is_control()).collect();
        for person in people {
            let known = self.world.model.profile(person).filter(|profile| profile.account.is_none());
            known.ok_or(Failure::NotFound)?;
            let entry = door::invite(self.house(), &me, role, self.standing(person))?;
            self.let_in(person, entry, &me, &reason);
        }
        Ok(())
    }

    fn decide(&mut self, person: &PersonId, approve: bool) -> Result<(), Refusal> {
        self.may(Power::Approve)?;
        let Some(Standing::Asking { by, .. }) = self.standing(person).cloned() else { return Ok(()) };
        let entry = if approve { door::approve(self.house(), self.standing(person))? } else { Entry::Nothing };
        self.note_mine(if approve { Act::Approved(person.clone()) } else { Act::Declined(person.clone()) });
        match entry {
            Entry::Nothing => self.stand(person, Standing::Left),
            entry => self.let_in(person, entry, &by, ""),
        }
        Ok(())
    }

    fn remove(&mut self, person: &PersonId) -> Result<(), Refusal> {
        let mine = self.role()?;
        let Some(part) = self.part(person).cloned() else { return Err(Refusal::NotIn) };
        match part.standing {
            Standing::In => {
                self.may(Power::Remove(part.role))?;
                self.go(person, Standing::Removed, Act::Removed(person.clone()));
            }
            // A member can take back what they asked for; the others need the power to send away.
            Standing::Invited { by } | Standing::Asking { by, .. } => {
                if by != self.me {
                    may(mine, Power::Remove(Role::Member))?;
                }
                self.stand(person, Standing::Left);
            }
            Standing::Left | Standing::Removed => {}
        }
        Ok(())
    }

    /// Somebody who is in the group, for whom a role is chosen.
    fn insider(&self, person: &PersonId) -> Result<Role, Refusal> {
        let part = self.part(person).filter(|part| part.standing == Standing::In);
        part.map(|part| part.role).ok_or(Refusal::NotIn)
    }

    fn set_admin(&mut self, person: &PersonId, admin: bool) -> Result<(), Refusal> {
        self.may(Power::Admins)?;
        let (role, act) = match (self.insider(person)?, admin) {
            (Role::Member, true) => {
                let is_admin = |part: &Part| part.role == Role::Admin;
                one_admin_more(self.inside().filter(|it| it.part.as_ref().is_some_and(is_admin)).count())?;
                (Role::Admin, Act::AdminMade(person.clone()))
            }
            (Role::Admin, false) => (Role::Member, Act::AdminUnmade(person.clone())),
            _ => return Ok(()),
        };
        self.change(person, |_, part| part.role = role);
        self.note_mine(act);
        Ok(())
    }

    fn transfer(&mut self, to: &PersonId) -> Result<(), Refusal> {
        self.role()?;
        if self.insider(to)? == Role::Owner {
            return Ok(());
        }
        self.may(Power::Transfer)?;
        let me = self.me.clone();
        self.change(&me, |_, part| part.role = Role::Member);
        self.change(to, |_, part| part.role = Role::Owner);
        self.note_mine(Act::Transferred(to.clone()));
        Ok(())
    }

    fn leave(&mut self) -> Result<(), Refusal> {
        let me = self.me.clone();
        match self.part(&me).cloned() {
            Some(part) if part.standing == Standing::In => {
                let members = if self.group.dissolved { 0 } else { self.house().members };
                may_leave(part.role, members)?;
                if members == 1 {
                    self.group.dissolved = true;
                }
                self.go(&me, Standing::Left, Act::Left);
            }
            Some(_) => {}
            None => return Err(Refusal::NotIn),
        }
        Ok(())
    }

    fn dissolve(&mut self) -> Result<(), Refusal> {
        if self.group.dissolved && self.insider(&self.me).is_ok() {
            return Ok(());
        }
        self.may(Power::Dissolve)?;
        self.note_mine(Act::Dissolved);
        self.group.dissolved = true;
        // Nobody is left waiting at the door of a house that is closed.
        let waiting = self.world.model.parts(&self.chat.id).filter(|it| {
            it.part
                .as_ref()
                .is_some_and(|part| matches!(part.standing, Standing::Invited { .. } | Standing::Asking { .. }))
        });
        let waiting: Vec<PersonId> = waiting.map(|it| it.profile.clone()).collect();
        waiting.iter().for_each(|person| self.stand(person, Standing::Left));
        Ok(())
    }

    fn mine(&mut self, change: impl FnOnce(&mut Part)) -> Result<(), Refusal> {
        let me = self.me.clone();
        self.insider(&me)?;
        self.change(&me, |_, part| change(part));
        Ok(())
    }
}
