//! The people of a group, in words: who they are there, how they came in, and what may be done about them.

use std::cmp::Reverse;

use leptos::prelude::*;

use super::GroupState;
use crate::backend::protocol::GroupCommand;
use crate::domain::group::power::{Power, one_admin_more};
use crate::domain::group::{Joined, Member, Role, Standing};
use crate::domain::id::PersonId;
use crate::view_model::picker::matches;
use crate::view_model::rows::Row;

/// From so many people on there is a box to find somebody.
const MANY: usize = 10;

/// A part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// A member wants them in, and somebody has to agree.
    Asking,
    /// They were asked in.
    Invited,
    /// Members.
    In,
    /// They were sent away.
    Removed,
}

impl Section {
    /// Where somebody is listed; whoever left is not.
    fn of(standing: &Standing) -> Option<Self> {
        match standing {
            Standing::Asking { .. } => Some(Self::Asking),
            Standing::Invited { .. } => Some(Self::Invited),
            Standing::In => Some(Self::In),
            Standing::Removed => Some(Self::Removed),
            Standing::Left => None,
        }
    }
}

/// Something that can be done about a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// They become an admin.
    MakeAdmin,
    /// They are an admin no longer.
    UnmakeAdmin,
    /// They become the owner.
    Transfer,
    /// They are sent away.
    Remove,
}

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    /// What they are called.
    pub name: String,
    /// The same, and that it is the reader.
    pub title: String,
    /// What they are here, and how they came.
    pub note: String,
    /// Why somebody wants them in.
    pub reason: Option<String>,
}

/// What a member may do; `None` for somebody who is none.
pub(super) fn role(member: &Member) -> Option<Role> {
    (member.standing == Standing::In).then_some(member.role)
}

impl GroupState {
    /// The rows of a part of the list whose names contain the filter, whoever answers for the group first.
    pub fn section(&self, section: Section, filter: &str) -> Vec<Row<Member>> {
        let mut rows = self.members.get();
        rows.retain(|row| row.value.with(|member| Section::of(&member.standing) == Some(section)));
        if !filter.trim().is_empty() {
            let fits = |member: &Member| {
                let names = [Some(&member.name), member.alias.as_ref(), member.remark.as_ref()];
                names.into_iter().flatten().any(|name| matches(&self.session().platform, name.as_str(), filter))
            };
            rows.retain(|row| row.value.with(fits));
        }
        rows.sort_by_key(|row| Reverse(row.value.with_untracked(role)));
        rows
    }

    /// True if there are so many people that one of them is hard to find.
    pub fn is_crowded(&self) -> bool {
        self.members.with(|rows| rows.len() >= MANY)
    }

    /// A row in words.
    pub fn member_row(&self, member: &Member) -> MemberRow {
        let texts = &self.session.texts().group.member;
        let name = self.called(&member.person);
        let said = |by: &PersonId, you: &str, other: fn(&str) -> String| {
            if self.is_me(by) { you.into() } else { other(&self.called(by)) }
        };
        let came = || match &member.joined {
            Joined::Founder => texts.founder.into(),
            Joined::AddedBy(by) => said(by, texts.added_by_you, texts.added_by),
            Joined::InvitedBy(by) => said(by, texts.invited_by_you, texts.invited_by),
            Joined::CodeOf(by) => said(by, texts.code_of_you, texts.code_of),
            Joined::FaceToFace => texts.face_to_face.into(),
            Joined::Otherwise => self.session.clock().full(member.since),
        };
        let (note, reason) = match &member.standing {
            Standing::In => (format!("{} · {}", (texts.role)(member.role), came()), None),
            Standing::Invited { by } => (said(by, texts.invited_by_you, texts.invited_by), None),
            Standing::Asking { by, reason } => {
                let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
                (said(by, texts.asked_by_you, texts.asked_by), reason.map(texts.reason))
            }
            Standing::Left | Standing::Removed => (self.session.clock().full(member.since), None),
        };
        let title = if self.is_me(&member.person) { (texts.you)(&name) } else { name.clone() };
        MemberRow { name, title, note, reason }
    }

    /// What the reader may do about a member.
    pub fn deeds(&self, member: &Member) -> Vec<Deed> {
        if member.standing != Standing::In || self.is_me(&member.person) {
            return Vec::new();
        }
        let admins = || {
            self.members.with(|rows| {
                rows.iter().filter(|row| row.value.with_untracked(|member| role(member) == Some(Role::Admin))).count()
            })
        };
        let mut deeds = Vec::new();
        match member.role {
            Role::Member if self.may(Power::Admins) && one_admin_more(admins()).is_ok() => deeds.push(Deed::MakeAdmin),
            Role::Admin if self.may(Power::Admins) => deeds.push(Deed::UnmakeAdmin),
            _ => {}
        }
        if self.may(Power::Transfer) {
            deeds.push(Deed::Transfer);
        }
        if self.may(Power::Remove(member.role)) {
            deeds.push(Deed::Remove);
        }
        deeds
    }

    /// Does it. Sending away and handing over were confirmed before.
    pub fn carry_out(&self, deed: Deed, person: &PersonId) {
        let person = person.clone();
        self.act(match deed {
            Deed::MakeAdmin => GroupCommand::SetAdmin { person, admin: true },
            Deed::UnmakeAdmin => GroupCommand::SetAdmin { person, admin: false },
            Deed::Transfer => GroupCommand::Transfer { to: person },
            Deed::Remove => GroupCommand::Remove { person },
        });
    }

    /// Asks somebody in again who was sent away.
    pub fn invite_again(&self, person: &PersonId) {
        let said = (self.session.texts().group.member.invited_again)(&untrack(|| self.called(person)));
        let act = GroupCommand::Invite { people: vec![person.clone()], reason: String::new() };
        self.say_after(self.command(act), said, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::diff::VectorDiff;
    use crate::domain::name::Name;
    use crate::view_model::fake::{self, Script, group, member, person};

    fn at(n: u8, name: &str, role: Role, standing: Standing) -> Member {
        Member { role, standing, ..member(n, name) }
    }

    fn state(mine: Role, members: Vec<Member>) -> (GroupState, Script) {
        let (session, backend) = fake::open_session();
        let state = GroupState::new(&session, fake::chat(1).id);
        let mut group = group(1);
        group.mine.role = mine;
        state.group.set(Some(group));
        state.members.apply(vec![VectorDiff::Reset(members)]).unwrap();
        (state, backend)
    }

    fn everybody() -> Vec<Member> {
        vec![
            at(1, "Ada", Role::Admin, Standing::In),
            at(2, "Mei", Role::Owner, Standing::In),
            at(3, "Zhou", Role::Member, Standing::Asking { by: person(2), reason: " He brews ".into() }),
            at(4, "Dario", Role::Member, Standing::Invited { by: person(1) }),
            at(5, "Eve", Role::Member, Standing::Removed),
            at(6, "Finn", Role::Member, Standing::Left),
            Member { joined: Joined::CodeOf(person(9)), ..at(7, "Gao", Role::Member, Standing::In) },
        ]
    }

    #[test]
    fn everybody_is_in_their_part_of_the_list_and_owners_come_first() {
        let (state, _backend) = state(Role::Admin, everybody());
        let names = |section, filter| -> Vec<String> {
            state.section(section, filter).iter().map(|row| row.value.get().name.as_str().into()).collect()
        };
        assert_eq!(names(Section::In, ""), ["Mei", "Ada", "Gao"]);
        assert_eq!(names(Section::In, " a"), ["Ada", "Gao"]);
        assert_eq!(names(Section::Asking, ""), ["Zhou"]);
        assert_eq!(names(Section::Invited, ""), ["Dario"]);
        assert_eq!(names(Section::Removed, ""), ["Eve"]);
    }

    #[test]
    fn a_row_says_who_they_are_and_how_they_came() {
        let (state, _backend) = state(Role::Admin, everybody());
        let row = |n: usize| state.member_row(&everybody()[n]);
        assert_eq!((row(0).title.as_str(), row(0).note.as_str()), ("Ada (you)", "Admin · added by you"));
        assert_eq!(row(2).note, "Mei asks to let them in");
        assert_eq!(row(2).reason.as_deref(), Some("“He brews”"));
        assert_eq!(row(3).note, "invited by you");
        assert_eq!(row(6).note, "Member · by code of somebody");
    }

    #[test]
    fn what_may_be_done_depends_on_both_roles() {
        use Deed::*;
        let admin = || at(2, "Mei", Role::Admin, Standing::In);
        let plain = || at(3, "Zhou", Role::Member, Standing::In);
        let table = [
            (Role::Owner, plain(), vec![MakeAdmin, Transfer, Remove]),
            (Role::Owner, admin(), vec![UnmakeAdmin, Transfer, Remove]),
            (Role::Owner, at(1, "Ada", Role::Owner, Standing::In), vec![]),
            (Role::Admin, plain(), vec![Remove]),
            (Role::Admin, admin(), vec![]),
            (Role::Member, plain(), vec![]),
            (Role::Owner, at(3, "Zhou", Role::Member, Standing::Removed), vec![]),
        ];
        for (mine, whom, deeds) in table {
            let (state, _backend) = state(mine, vec![admin(), plain()]);
            assert_eq!(state.deeds(&whom), deeds, "{mine:?} {whom:?}");
        }
    }

    #[test]
    fn a_fourth_admin_is_not_offered() {
        let admins = (2..5).map(|n| at(n, "Admin", Role::Admin, Standing::In));
        let (state, _backend) = state(Role::Owner, admins.chain([at(5, "Zhou", Role::Member, Standing::In)]).collect());
        assert_eq!(state.deeds(&at(5, "Zhou", Role::Member, Standing::In)), [Deed::Transfer, Deed::Remove]);
        let alias = Some(Name::parse("Teapot").unwrap());
        let found = Member { alias, ..at(5, "Zhou", Role::Member, Standing::In) };
        state.members.apply(vec![VectorDiff::Set(3, found)]).unwrap();
        assert_eq!(state.section(Section::In, "teap").len(), 1, "people are found by their alias too");
    }
}
