//! The chats of a profile, as its list shows them.

use super::super::record::{ChatRecord, LastRecord, MemberRecord};
use super::{Model, can_read, delivery};
use crate::domain::chat::{self, Chat, GroupRow, Preview, With};
use crate::domain::group::Standing;
use crate::domain::id::PersonId;
use crate::domain::message::{Body, Delivery};
use crate::domain::person::{Title, is_guide};
use crate::domain::safety::Guard;
use crate::domain::shown::Where;

impl Model {
    /// The chats of a profile, in the order of the list.
    pub fn chats(&self, profile: &PersonId) -> Vec<Chat> {
        let mine = self.members.values().filter(|member| member.profile == *profile && !member.hidden);
        chat::in_order(mine.filter_map(|member| self.row(member)).collect())
    }

    fn row(&self, member: &MemberRecord) -> Option<Chat> {
        let chat = self.chats.get(&member.chat)?;
        let (with, title) = match self.groups.get(&chat.id) {
            Some(_) => self.group_row(member, chat)?,
            None => self.person_row(member, chat)?,
        };
        let last = self.preview(member, chat);
        let unread = if member.is_in() { chat.said().saturating_sub(member.heard()) } else { 0 };
        Some(Chat {
            id: chat.id.clone(),
            with,
            title,
            active: last.as_ref().map_or(member.since, |last| last.at.max(member.since)),
            last,
            unread: u32::try_from(unread).unwrap_or(u32::MAX),
            pinned: member.pinned,
            muted: member.muted,
            folded: member.folded,
            draft: member.draft.clone(),
            guard: Guard::Device,
            invited: false,
        })
    }

    fn person_row(&self, member: &MemberRecord, chat: &ChatRecord) -> Option<(With, Title)> {
        let other = chat.people.iter().find(|person| **person != member.profile)?.clone();
        if is_guide(&other) {
            return Some((With::Person(other), Title::Guide));
        }
        let title = Title::Person(self.shown(&member.profile, &other, Where::Mine)?);
        let is_account = self.profile(&other).is_some_and(|profile| profile.account.is_some());
        Some((if is_account { With::Account(other) } else { With::Person(other) }, title))
    }

    fn group_row(&self, member: &MemberRecord, chat: &ChatRecord) -> Option<(With, Title)> {
        let (group, part) = (self.groups.get(&chat.id)?, member.part.as_ref()?);
        if matches!(part.standing, Standing::Left | Standing::Asking { .. }) {
            return None;
        }
        let row = GroupRow {
            face: self.face(group),
            members: self.count(&chat.id),
            standing: part.standing.clone(),
            role: part.role,
            saved: part.saved,
            called: member.is_in() && chat.called > member.read && member.sees(chat.called),
            set: group.set.clone(),
        };
        Some((With::Group(row), Title::Group(group.title.clone())))
    }

    /// The last thing that was said and that this profile may see.
    fn preview(&self, member: &MemberRecord, chat: &ChatRecord) -> Option<Preview> {
        let queued = self.queued(&member.profile, &chat.id).last().map(|queued| Preview {
            sender: queued.sender.clone(),
            name: None,
            at: queued.at,
            body: Body::Text(queued.text.clone()),
            delivery: delivery(queued),
        });
        let place = |last: &LastRecord| if last.seq == 0 { chat.last_seq } else { last.seq };
        let visible = |last: &&LastRecord| {
            member.part.as_ref().is_none_or(|part| can_read(&part.standing)) && member.sees(place(last))
        };
        let delivered = || {
            chat.last.as_ref().filter(visible).map(|last| Preview {
                sender: last.sender.clone(),
                name: self.name_in(&member.profile, &chat.id, &last.sender),
                at: last.at,
                body: last.body.clone(),
                delivery: Delivery::Sent,
            })
        };
        queued.or_else(delivered)
    }
}
