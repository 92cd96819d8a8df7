//! Groups as their members see them.

use super::super::record::{GroupRecord, MemberRecord};
use super::Model;
use crate::domain::group::act::LogEntry;
use crate::domain::group::door::House;
use crate::domain::group::{Face, Group, MOSAIC, Member, Mine, Role, Standing};
use crate::domain::id::{ChatId, PersonId};
use crate::domain::name::Name;
use crate::domain::order;
use crate::domain::shown::{Names, Where, shown};
use crate::domain::ticket::Secret;

impl Model {
    /// A group.
    pub fn group(&self, chat: &ChatId) -> Option<&GroupRecord> {
        self.groups.get(chat)
    }

    /// The group that has or had a code of this secret.
    pub fn group_of_code(&self, secret: Secret) -> Option<&GroupRecord> {
        self.groups.values().find(|group| group.knows(secret))
    }

    /// Everybody with a part in a group, whatever part.
    pub fn parts(&self, chat: &ChatId) -> impl Iterator<Item = &MemberRecord> {
        let people = self.by_chat.get(chat).into_iter().flatten();
        people.filter_map(|person| self.member(person, chat)).filter(|member| member.part.is_some())
    }

    /// Everybody who is in a group.
    pub fn inside(&self, chat: &ChatId) -> impl Iterator<Item = &MemberRecord> {
        self.parts(chat).filter(|member| member.is_in())
    }

    /// How many are in a group.
    pub fn count(&self, chat: &ChatId) -> u32 {
        u32::try_from(self.inside(chat).count()).unwrap_or(u32::MAX)
    }

    /// What the door knows of a group.
    pub fn house(&self, group: &GroupRecord) -> House {
        House { members: self.count(&group.chat), approval: group.approval, dissolved: group.dissolved }
    }

    /// What a group looks like.
    pub fn face(&self, group: &GroupRecord) -> Face {
        if let Some(picture) = &group.picture {
            return Face::Picture(picture.clone());
        }
        let first = in_order(self.inside(&group.chat).collect());
        let tile = |member: &MemberRecord| {
            let name = self.profile(&member.profile)?.name.clone();
            Some((member.profile.clone(), name))
        };
        Face::Mosaic(first.into_iter().filter_map(tile).take(MOSAIC).collect())
    }

    /// What a reader sees somebody as in a group, whether or not they are still in it; `None` in a chat of two.
    pub fn name_in(&self, reader: &PersonId, chat: &ChatId, person: &PersonId) -> Option<Name> {
        let aliases = !self.member(reader, chat)?.part.as_ref()?.plain_names;
        let own = &self.profile(person)?.name;
        let alias = self.member(person, chat).and_then(|member| member.part.as_ref()?.alias.as_ref());
        let remark = self.note(reader, person).and_then(|note| note.remark.as_ref());
        Some(shown(&Names { own, alias, remark }, Where::Group { aliases }).clone())
    }

    /// A group as somebody with a part in it sees it.
    pub fn group_for(&self, reader: &PersonId, chat: &ChatId) -> Option<Group> {
        let (group, part) = (self.groups.get(chat)?, self.member(reader, chat)?.part.as_ref()?);
        let folded = self.member(reader, chat)?.folded;
        let inside = part.standing == Standing::In;
        Some(Group {
            chat: chat.clone(),
            title: group.title.clone(),
            face: self.face(group),
            members: self.count(chat),
            founded: group.founded,
            announcement: group.announcement.clone().filter(|_| inside),
            rules: group.rules.clone(),
            approval: group.approval,
            code: group.code.clone().filter(|_| inside && !group.dissolved),
            set: group.set.clone(),
            dissolved: group.dissolved,
            mine: Mine {
                role: part.role,
                standing: part.standing.clone(),
                alias: part.alias.clone(),
                show_aliases: !part.plain_names,
                saved: part.saved,
                folded,
                announcement_seen: part.announcement_seen,
                rules_seen: part.rules_seen,
            },
        })
    }

    /// The people of a group, for a reader: all for a member, only themselves and who asked them in for the invited.
    pub fn members_for(&self, reader: &PersonId, chat: &ChatId) -> Vec<Member> {
        let standing = self.member(reader, chat).and_then(|member| Some(member.part.as_ref()?.standing.clone()));
        let visible = |person: &PersonId| match &standing {
            Some(Standing::In | Standing::Removed) => true,
            Some(Standing::Invited { by }) => person == reader || person == by,
            _ => false,
        };
        let people = in_order(self.parts(chat).filter(|member| visible(&member.profile)).collect());
        people.into_iter().filter_map(|member| self.member_for(reader, member)).collect()
    }

    fn member_for(&self, reader: &PersonId, member: &MemberRecord) -> Option<Member> {
        let part = member.part.as_ref()?;
        Some(Member {
            person: member.profile.clone(),
            name: self.profile(&member.profile)?.name.clone(),
            alias: part.alias.clone(),
            remark: self.note(reader, &member.profile).and_then(|note| note.remark.clone()),
            role: part.role,
            standing: part.standing.clone(),
            joined: part.joined.clone(),
            since: part.since,
        })
    }

    /// The log of a group, for its members.
    pub fn log_for(&self, reader: &PersonId, chat: &ChatId) -> Vec<LogEntry> {
        let may = self.member(reader, chat).is_some_and(|member| member.part.is_some() && member.is_in());
        let lines = self.logs.from(&(chat.clone(), 0)).take_while(|line| line.chat == *chat);
        lines.filter(|_| may).map(|line| line.entry.clone()).collect()
    }
}

/// The owner first, then by when they came.
fn in_order(people: Vec<&MemberRecord>) -> Vec<&MemberRecord> {
    let place = |member: &MemberRecord| {
        let part = member.part.as_ref();
        let owner = part.is_some_and(|part| part.role == Role::Owner);
        (!owner, part.map(|part| part.since).unwrap_or_default())
    };
    order::by(people, &|a, b| place(a).cmp(&place(b)).then_with(|| a.profile.cmp(&b.profile)))
}
