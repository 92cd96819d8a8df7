//! The code of a group, as its members show it.

use leptos::prelude::*;

use super::GroupState;
use crate::backend::protocol::GroupCommand;
use crate::domain::group::door::House;
use crate::domain::group::power::Power;
use crate::domain::group::{Face, Group, Refusal};
use crate::view_model::avatar::{hue, initial};
use crate::view_model::code_sheet::CodeSheet;

/// What there is to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeState {
    /// A code that lets people in.
    Works(CodeSheet),
    /// A code that lets nobody in.
    Dead(Refusal),
    /// Nobody made one yet.
    Missing,
}

impl GroupState {
    /// What there is to show; `None` until the group is known.
    pub fn code(&self) -> Option<CodeState> {
        let session = &self.session;
        let texts = session.texts();
        let me = session.acting.get()?;
        self.read(|group| {
            let Some(code) = &group.code else { return CodeState::Missing };
            let house = House { members: group.members, approval: group.approval, dissolved: group.dissolved };
            if let Err(refusal) = house.admits_by(code, (session.platform.now)()) {
                return CodeState::Dead(refusal);
            }
            let title = group.title.as_str();
            let ticket = code.ticket(me, group.title.clone());
            CodeState::Works(CodeSheet {
                title: title.into(),
                label: (texts.group.code_texts.picture)(title),
                link: ticket.link(&(session.platform.base)()),
                note: Some((texts.group.code_texts.valid)(&session.clock().full(code.expires()))),
            })
        })
    }

    /// The letters and grounds for the middle of the code.
    pub fn tiles(&self) -> Vec<(String, u8)> {
        let tiles = self.read(|group| match &group.face {
            Face::Mosaic(people) => people.iter().map(|(id, name)| (initial(id, name.as_str()), hue(id))).collect(),
            Face::Picture(_) => Vec::new(),
        });
        tiles.unwrap_or_default()
    }

    /// True if a new code would let people in, and the reader may make one.
    pub fn may_renew(&self) -> bool {
        let hopeless = matches!(self.code(), Some(CodeState::Dead(refusal)) if refusal != Refusal::Expired);
        self.may(Power::NewCode) && !hopeless
    }

    /// True if the group takes anybody at all, whichever way.
    pub fn takes(&self) -> bool {
        let house =
            |group: &Group| House { members: group.members, approval: group.approval, dissolved: group.dissolved };
        self.read(|group| house(group).takes().is_ok()).unwrap_or_default()
    }

    /// Makes a new code, and the old one dead.
    pub fn renew(&self) {
        let after = self
            .group
            .with_untracked(|group| group.as_ref().and_then(|group| group.code.as_ref()).map_or(0, |code| code.number));
        self.act(GroupCommand::NewCode { after });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::{Answer, Command};
    use crate::domain::group::Role;
    use crate::domain::group::code::{CODE_LIFE_MS, Code};
    use crate::domain::scan::{Scanned, recognise};
    use crate::domain::ticket::Home;
    use crate::domain::ticket::{Secret, Ticket};
    use crate::domain::time::Timestamp;
    use crate::view_model::fake::{self, NOW, Script, group, person};

    fn with_code(age: i64, change: impl FnOnce(&mut Group)) -> (GroupState, Script) {
        let (session, backend) = fake::open_session();
        let state = GroupState::new(&session, fake::chat(1).id);
        let mut group = group(1);
        group.code =
            Some(Code { number: 3, secret: Secret([5; 16]), issued: Timestamp(NOW.0 - age), home: Home::Device });
        change(&mut group);
        state.group.set(Some(group));
        (state, backend)
    }

    #[test]
    fn a_code_that_works_says_how_long_and_leads_to_the_group() {
        let (state, _backend) = with_code(0, |_| ());
        let Some(CodeState::Works(sheet)) = state.code() else { panic!("{:?}", state.code()) };
        assert_eq!(sheet.label, "Code to join Lantern Street");
        assert!(sheet.note.is_some_and(|note| note.starts_with("Valid until Full") && note.contains("100")));
        let Scanned::Ticket(_, Ticket::Group(ticket)) = recognise(&sheet.link) else { panic!("{}", sheet.link) };
        assert_eq!((ticket.by, ticket.secret), (person(1), Secret([5; 16])));
    }

    #[test]
    fn a_code_that_is_dead_says_why_and_is_renewed_only_where_that_helps() {
        type Change = fn(&mut Group);
        let table: [(i64, Change, Refusal, bool); 5] = [
            (CODE_LIFE_MS, |_| (), Refusal::Expired, true),
            (CODE_LIFE_MS, |group| group.mine.role = Role::Member, Refusal::Expired, false),
            (0, |group| group.members = 100, Refusal::Large, false),
            (0, |group| group.members = 500, Refusal::Full, false),
            (0, |group| group.approval = true, Refusal::Approval, false),
        ];
        for (age, change, refusal, renews) in table {
            let (state, _backend) = with_code(age, change);
            assert_eq!((state.code(), state.may_renew()), (Some(CodeState::Dead(refusal)), renews), "{refusal:?}");
            assert_eq!(state.takes(), refusal != Refusal::Full);
        }
    }

    #[test]
    fn a_new_code_names_the_one_that_it_replaces() {
        for (change, after) in [((|_| ()) as fn(&mut Group), 3), (|group| group.code = None, 0)] {
            let (state, mut backend) = with_code(0, change);
            state.renew();
            let act = GroupCommand::NewCode { after };
            backend.answer(Command::Group { chat: fake::chat(1).id, act }, Ok(Answer::Done));
        }
    }
}
