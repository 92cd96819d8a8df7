//! What a command changes in a group. The rules are those of [`crate::domain::group`]; here they are carried out.

mod command;
mod found;

use super::super::model::Model;
use super::super::record::{ChatRecord, GroupRecord, LogRecord, MemberRecord, MessageRecord, Part, Write};
use super::append;
use crate::domain::group::act::{Act, LogEntry};
use crate::domain::group::door::{Entry, House};
use crate::domain::group::power::{Power, may};
use crate::domain::group::{Joined, Refusal, Role, Standing};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::Body;
use crate::domain::time::Timestamp;
use crate::engine::table::Table;

pub use command::command;
pub use found::{announce, found};

/// What a change needs of the world.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// What is known.
    pub model: &'a Model,
    /// The time.
    pub now: Timestamp,
    /// Random bits.
    pub random: fn() -> [u8; 16],
}

/// A group while somebody changes it: what is known, and on top of it what was changed so far.
pub struct Change<'a> {
    world: World<'a>,
    me: PersonId,
    chat: ChatRecord,
    group: GroupRecord,
    members: Table<PersonId, MemberRecord>,
    messages: Vec<MessageRecord>,
    lines: Vec<LogRecord>,
}

impl<'a> Change<'a> {
    /// Begins to change a group on behalf of somebody, who may not be in it.
    pub fn of(world: World<'a>, chat: &ChatId, me: &PersonId) -> Option<Self> {
        let (chat, group) = (world.model.chat(chat)?.clone(), world.model.group(chat)?.clone());
        Some(Self::new(world, me, chat, group))
    }

    fn new(world: World<'a>, me: &PersonId, chat: ChatRecord, group: GroupRecord) -> Self {
        let (members, messages, lines) = Default::default();
        Self { world, me: me.clone(), chat, group, members, messages, lines }
    }

    /// The changes, for one commit; none if nothing changed.
    pub fn finish(self) -> Vec<Write> {
        let model = self.world.model;
        let mut writes: Vec<Write> = self.messages.into_iter().map(Write::Message).collect();
        writes.extend(self.lines.into_iter().map(Write::Log));
        let changed = |member: &MemberRecord| model.member(&member.profile, &member.chat) != Some(member);
        writes.extend(self.members.into_values().filter(changed).map(Write::Member));
        if model.chat(&self.chat.id) != Some(&self.chat) {
            writes.push(Write::Chat(self.chat));
        }
        if model.group(&self.group.chat) != Some(&self.group) {
            writes.push(Write::Group(self.group));
        }
        writes
    }

    fn member(&self, person: &PersonId) -> Option<&MemberRecord> {
        self.members.get(person).or_else(|| self.world.model.member(person, &self.chat.id))
    }

    fn part(&self, person: &PersonId) -> Option<&Part> {
        self.member(person)?.part.as_ref()
    }

    /// How somebody stands to the group.
    pub fn standing(&self, person: &PersonId) -> Option<&Standing> {
        self.part(person).map(|part| &part.standing)
    }

    /// Everybody who is in the group now.
    fn inside(&self) -> impl Iterator<Item = &MemberRecord> {
        let before = self.world.model.inside(&self.chat.id).filter(|it| self.members.get(&it.profile).is_none());
        before.chain(self.members.values().filter(|it| it.is_in()))
    }

    /// What the door knows now.
    pub fn house(&self) -> House {
        let members = u32::try_from(self.inside().count()).unwrap_or(u32::MAX);
        House { members, approval: self.group.approval, dissolved: self.group.dissolved }
    }

    /// What I may do; only a member of a group that goes on may do anything.
    fn role(&self) -> Result<Role, Refusal> {
        match self.part(&self.me) {
            Some(part) if part.standing == Standing::In && !self.group.dissolved => Ok(part.role),
            Some(part) if part.standing == Standing::In => Err(Refusal::Dissolved),
            Some(part) if part.standing == Standing::Removed => Err(Refusal::Removed),
            _ => Err(Refusal::NotIn),
        }
    }

    fn may(&self, power: Power) -> Result<(), Refusal> {
        may(self.role()?, power)
    }

    /// Changes what somebody is here; a stranger gets a part first.
    fn change(&mut self, person: &PersonId, change: impl FnOnce(&mut MemberRecord, &mut Part)) {
        let known = self.member(person).cloned();
        let mut member =
            known.unwrap_or_else(|| MemberRecord::new(person.clone(), self.chat.id.clone(), self.world.now));
        let stranger = || Part::new(Standing::Left, Joined::Founder, self.world.now);
        let mut part = member.part.take().unwrap_or_else(stranger);
        change(&mut member, &mut part);
        member.part = Some(part);
        self.members.insert(person.clone(), member);
    }

    fn stand(&mut self, person: &PersonId, standing: Standing) {
        let now = self.world.now;
        self.change(person, |_, part| (part.standing, part.since) = (standing, now));
    }

    /// Tells everybody what somebody did, and writes it down if they answer for it.
    fn note(&mut self, by: &PersonId, act: Act) {
        let (id, at) = (MessageId::random((self.world.random)()), self.world.now);
        if act.is_for_the_log() {
            self.group.entries += 1;
            let number = self.group.entries;
            let entry = LogEntry { number, at, by: by.clone(), act: act.clone() };
            self.lines.push(LogRecord { chat: self.chat.id.clone(), number, entry });
        }
        let (chat, message) = append(self.chat.clone(), id, by.clone(), Body::Notice(act), at);
        self.chat = chat;
        self.messages.push(message);
    }

    /// Tells everybody what I did.
    fn note_mine(&mut self, act: Act) {
        let me = self.me.clone();
        self.note(&me, act);
    }

    /// Carries out what the door decided about somebody for whom `by` spoke.
    pub fn let_in(&mut self, person: &PersonId, entry: Entry, by: &PersonId, reason: &str) {
        match entry {
            Entry::Nothing => {}
            Entry::Asking => self.stand(person, Standing::Asking { by: by.clone(), reason: reason.into() }),
            Entry::Invited => {
                self.stand(person, Standing::Invited { by: by.clone() });
                let now = self.world.now;
                self.change(person, |member, _| (member.hidden, member.since) = (false, now));
            }
            Entry::In(joined) => self.enter(person, joined),
        }
    }

    /// Somebody is inside from now on, and sees what comes from now on.
    fn enter(&mut self, person: &PersonId, joined: Joined) {
        let (now, chat) = (self.world.now, self.chat.clone());
        let rules = self.group.rules.last().map_or(0, |rules| rules.version);
        self.change(person, |member, part| {
            *part = Part {
                // They agreed to the rules at the door; an announcement is shown to each once.
                rules_seen: rules,
                alias: part.alias.take(),
                saved: part.saved,
                plain_names: part.plain_names,
                ..Part::new(Standing::In, joined.clone(), now)
            };
            (member.hidden, member.since, member.from, member.until) = (false, now, chat.last_seq, None);
            member.read_to_the_end(&chat);
        });
        self.note(person, Act::Joined(joined));
    }

    /// Somebody is outside from now on; what was said until now stays theirs.
    fn go(&mut self, person: &PersonId, standing: Standing, act: Act) {
        let by = if standing == Standing::Removed { self.me.clone() } else { person.clone() };
        self.note(&by, act);
        self.stand(person, standing.clone());
        let last = self.chat.last_seq;
        self.change(person, |member, part| {
            part.role = Role::Member;
            (member.until, member.hidden) = (Some(last), standing == Standing::Left);
        });
    }
}
