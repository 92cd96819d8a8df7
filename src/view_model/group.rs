//! A group that is on screen: what it is, who is in it, and what they are called there.

pub mod code;
pub mod info;
pub mod invite;
pub mod people;

use leptos::prelude::*;

use super::Session;
use super::rows::{Keyed, Rows};
use super::session::Topic;
use crate::backend::protocol::GroupCommand;
use crate::backend::{Command, Event, Failure, Watch};
use crate::domain::group::act::LogEntry;
use crate::domain::group::{Group, Member, Role, Standing};
use crate::domain::id::{ChatId, PersonId};
use crate::domain::shown::{Names, Where, shown};

impl Keyed for Member {
    type Key = PersonId;
    fn key(&self) -> PersonId {
        self.person.clone()
    }
}

impl Keyed for LogEntry {
    type Key = u64;
    fn key(&self) -> u64 {
        self.number
    }
}

/// A group that is followed; a clone is the same one.
#[derive(Debug, Clone)]
pub struct GroupState {
    /// Its chat.
    pub chat: ChatId,
    /// What it is; `None` until it is told for the first time.
    pub group: ArcRwSignal<Option<Group>>,
    /// Everybody who is in it, was in it, or stands at its door.
    pub members: Rows<Member>,
    /// Its public log, if somebody reads it.
    pub log: Rows<LogEntry>,
    /// Why there is nothing to see.
    pub failure: ArcRwSignal<Option<Failure>>,
    session: Session,
    readers: ArcStoredValue<u32>,
}

impl GroupState {
    fn new(session: &Session, chat: ChatId) -> Self {
        Self {
            chat,
            group: ArcRwSignal::new(None),
            members: Rows::default(),
            log: Rows::default(),
            failure: ArcRwSignal::new(None),
            session: session.clone(),
            readers: ArcStoredValue::new(0),
        }
    }

    /// What somebody is called here, for this reader. Follows their names.
    pub fn name_of(&self, person: &PersonId) -> Option<String> {
        let aliases = self.group.with(|group| group.as_ref().is_none_or(|group| group.mine.show_aliases));
        self.members.row(person).map(|row| row.value.with(|member| member.shown(Where::Group { aliases })))
    }

    /// What the reader may do.
    pub fn role(&self) -> Role {
        self.group.with(|group| group.as_ref().map_or(Role::Member, |group| group.mine.role))
    }

    /// True while the reader is a member of a group that goes on.
    pub fn is_in(&self) -> bool {
        self.group
            .with(|group| group.as_ref().is_some_and(|group| group.mine.standing == Standing::In && !group.dissolved))
    }

    /// Does something in the group; whoever waits for the future hears how it went.
    pub fn run(&self, act: GroupCommand) -> impl Future<Output = Result<(), Failure>> + use<> {
        let answer = self.session.client.run(Command::Group { chat: self.chat.clone(), act });
        async move { answer.await.map(drop) }
    }

    /// Does something in the group whose only interesting answer is a failure, which is told.
    pub fn act(&self, act: GroupCommand) {
        self.session.act(Command::Group { chat: self.chat.clone(), act });
    }

    /// The tab it belongs to.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Follows the public log too.
    pub fn watch_log(&self) {
        self.session.client.tell(Command::Watch(Watch::Log(self.chat.clone())));
    }
}

/// What a member is called.
pub trait Called {
    /// The name for a place.
    fn shown(&self, place: Where) -> String;
}

impl Called for Member {
    fn shown(&self, place: Where) -> String {
        let names = Names { own: &self.name, alias: self.alias.as_ref(), remark: self.remark.as_ref() };
        shown(&names, place).as_str().into()
    }
}

impl Session {
    /// Begins to follow a group; whoever does says [`Session::leave_group`] when they are done.
    pub fn watch_group(&self, chat: &ChatId) -> GroupState {
        self.heed(Topic::Groups, Self::told_of_group);
        let known = self.groups.with_value(|all| all.get(chat).cloned());
        let state = known.unwrap_or_else(|| {
            let state = GroupState::new(self, chat.clone());
            self.groups.update_value(|all| drop(all.insert(chat.clone(), state.clone())));
            let answer = self.client.run(Command::Watch(Watch::Group(chat.clone())));
            let watched = state.clone();
            self.spawn(async move {
                if let Err(failure) = answer.await {
                    watched.failure.set(Some(failure));
                }
            });
            state
        });
        state.readers.update_value(|readers| *readers += 1);
        state
    }

    /// Stops to follow a group, once for each [`Session::watch_group`].
    pub fn leave_group(&self, chat: &ChatId) {
        let Some(state) = self.groups.with_value(|all| all.get(chat).cloned()) else { return };
        state.readers.update_value(|readers| *readers -= 1);
        if state.readers.get_value() == 0 {
            self.groups.update_value(|all| drop(all.remove(chat)));
            for watch in [Watch::Group(chat.clone()), Watch::Log(chat.clone())] {
                self.client.tell(Command::Unwatch(watch));
            }
        }
    }

    /// Takes in what the backend tells about groups.
    pub(super) fn told_of_group(&self, event: Event) {
        let state = |chat: &ChatId| self.groups.with_value(|all| all.get(chat).cloned());
        match event {
            Event::Group(group) => {
                if let Some(state) = state(&group.chat) {
                    state.group.set(Some(*group));
                }
            }
            Event::Members { chat, diffs } => {
                let Some(state) = state(&chat) else { return };
                self.mend(state.members.apply(diffs), state.members.is_known(), Watch::Group(chat));
            }
            Event::Log { chat, diffs } => {
                let Some(state) = state(&chat) else { return };
                self.mend(state.log.apply(diffs), state.log.is_known(), Watch::Log(chat));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::diff::VectorDiff;
    use crate::backend::{Answer, Update};
    use crate::domain::name::Name;
    use crate::view_model::fake::{self, group, member};

    #[test]
    fn a_group_is_asked_for_once_and_left_once() {
        let (session, mut backend) = fake::session();
        let chat = fake::chat(1).id;
        let (first, second) = (session.watch_group(&chat), session.watch_group(&chat));
        backend.answer(Command::Watch(Watch::Group(chat.clone())), Ok(Answer::Done));
        backend.tell(Update::Event(Event::Group(Box::new(group(1)))));
        assert!(first.is_in() && second.is_in());
        session.leave_group(&chat);
        backend.expect_nothing();
        session.leave_group(&chat);
        backend.skip(&[Command::Unwatch(Watch::Group(chat.clone())), Command::Unwatch(Watch::Log(chat))]);
    }

    #[test]
    fn members_are_called_as_the_reader_wants() {
        let (session, mut backend) = fake::session();
        let chat = fake::chat(1).id;
        let state = session.watch_group(&chat);
        let alias = Some(Name::parse("Teapot Mei").unwrap());
        let mei = Member { alias, ..member(2, "Mei") };
        let diffs = vec![VectorDiff::Reset(vec![mei])];
        backend.tell(Update::Event(Event::Members { chat, diffs }));
        let mut told = group(1);
        for (show_aliases, name) in [(true, "Teapot Mei"), (false, "Mei")] {
            told.mine.show_aliases = show_aliases;
            backend.tell(Update::Event(Event::Group(Box::new(told.clone()))));
            assert_eq!(state.name_of(&fake::person(2)).as_deref(), Some(name));
        }
        assert_eq!(state.name_of(&fake::person(3)), None);
    }
}
