//! Asking people into a group.

use leptos::prelude::*;

use super::GroupState;
use crate::backend::protocol::GroupCommand;
use crate::domain::group::Refusal;
use crate::domain::group::door::{self, Entry, House};
use crate::domain::id::PersonId;
use crate::route::{GroupPage, Route};
use crate::view_model::picker::Picker;
use crate::view_model::session::Notice;
use crate::view_model::text_form::{Fit, TextForm};

/// The form; a clone is the same form.
#[derive(Clone)]
pub struct Invite {
    /// Whom.
    pub picker: Picker,
    /// Why, where somebody approves.
    pub form: TextForm,
    state: GroupState,
}

impl Invite {
    /// An empty form.
    pub fn new(state: &GroupState) -> Self {
        let group = state.clone();
        let session = state.session();
        Self {
            picker: Picker::new(
                session,
                move |person| matches!(group.entry(Some(person)), Some(Ok(entry)) if entry != Entry::Nothing),
            ),
            form: TextForm::new(session, Fit::Anything, ""),
            state: state.clone(),
        }
    }

    /// What will happen to whoever is chosen, or why nobody can be; `None` until the group is known.
    pub fn outlook(&self) -> Option<Result<Entry, Refusal>> {
        self.state.entry(None)
    }

    /// What that is in words.
    pub fn sentence(&self) -> String {
        let texts = self.state.session().texts();
        let invite = &texts.group.invitation;
        match self.outlook() {
            None => String::new(),
            Some(Ok(Entry::Asking)) => invite.approves.into(),
            Some(Ok(Entry::Invited)) => invite.must_accept.into(),
            Some(Ok(_)) => invite.added_at_once.into(),
            Some(Err(refusal)) => (texts.failure)(&refusal.into()),
        }
    }

    /// Asks them in, and goes back to the group.
    pub fn send(&self) {
        let (state, people) = (self.state.clone(), self.picker.people_chosen());
        let (outlook, onward) = (untrack(|| self.outlook()), self.state.session().onward());
        self.form.submit(|reason| async move {
            if people.is_empty() {
                return Err(Refusal::Alone.into());
            }
            state.run(GroupCommand::Invite { people, reason }).await?;
            let session = state.session();
            let invite = &session.texts().group.invitation;
            let said = match outlook {
                Some(Ok(Entry::Asking)) => invite.asked,
                Some(Ok(Entry::In(_))) => invite.added,
                _ => invite.invited,
            };
            session.notice.set(Some(Notice::Status(said.into())));
            onward.replace(Route::Group(state.chat.clone(), GroupPage::Info));
            Ok(())
        });
    }
}

impl GroupState {
    /// What happens to somebody whom the reader asks in, or to somebody whom the group does not know.
    fn entry(&self, person: Option<&PersonId>) -> Option<Result<Entry, Refusal>> {
        let me = self.session.acting.get()?;
        let standing =
            person.and_then(|person| self.members.row(person)).map(|row| row.value.with(|it| it.standing.clone()));
        self.read(|group| {
            let house = House { members: group.members, approval: group.approval, dissolved: group.dissolved };
            door::invite(house, &me, group.mine.role, standing.as_ref())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::diff::VectorDiff;
    use crate::backend::{Answer, Command, Event, Update};
    use crate::domain::group::{Group, Member, Role, Standing};
    use crate::domain::name::Name;
    use crate::domain::person::{Contact, Title};
    use crate::view_model::fake::{self, Script, group, member, person};
    use crate::view_model::name_form::FormState;

    fn open(change: impl FnOnce(&mut Group)) -> (Invite, Script) {
        let (session, mut backend) = fake::open_session();
        let contact = |n| Contact {
            id: person(n),
            title: Title::Person(Name::parse("Somebody").unwrap()),
            remark: None,
            tags: Vec::new(),
            account: None,
        };
        let reset = VectorDiff::Reset((2..7).map(contact).collect());
        backend.tell(Update::Event(Event::Contacts(vec![reset])));
        let state = GroupState::new(&session, fake::chat(1).id);
        let mut group = group(1);
        change(&mut group);
        state.group.set(Some(group));
        let at = |n, standing| Member { standing, ..member(n, "Somebody") };
        let asking = Standing::Asking { by: person(2), reason: String::new() };
        let members = vec![
            at(2, Standing::In),
            at(3, Standing::Invited { by: person(2) }),
            at(4, Standing::Removed),
            at(5, asking),
        ];
        state.members.apply(vec![VectorDiff::Reset(members)]).unwrap();
        (Invite::new(&state), backend)
    }

    fn people(invite: &Invite) -> Vec<PersonId> {
        invite.picker.people().into_iter().map(|row| row.key).collect()
    }

    #[test]
    fn whoever_could_come_in_can_be_chosen() {
        assert_eq!(people(&open(|_| ()).0), [4, 5, 6].map(person), "an owner also brings back who was removed");
        assert_eq!(people(&open(|group| group.mine.role = Role::Member).0), [person(6)]);
        assert!(people(&open(|group| group.members = 500).0).is_empty());
    }

    #[test]
    fn what_will_happen_follows_the_number_of_people_and_the_approval() {
        let sentence = |members, approval, role| {
            let change =
                |group: &mut Group| (group.members, group.approval, group.mine.role) = (members, approval, role);
            open(change).0.sentence()
        };
        let table = [
            (39, false, Role::Member, "at once"),
            (40, false, Role::Owner, "accepting"),
            (39, true, Role::Member, "approves"),
            (39, true, Role::Owner, "at once"),
            (500, false, Role::Owner, "full"),
        ];
        for (members, approval, role, word) in table {
            let sentence = sentence(members, approval, role);
            assert!(sentence.contains(word), "{members} {approval} {role:?}: {sentence}");
        }
    }

    #[test]
    fn an_invitation_says_what_came_of_it_and_goes_back_to_the_group() {
        let (invite, mut backend) = open(|_| ());
        invite.send();
        backend.expect_nothing();
        assert_eq!(invite.form.state.get(), FormState::Refused(Refusal::Alone.into()));
        invite.picker.choose(&person(6), true);
        invite.send();
        let act = GroupCommand::Invite { people: vec![person(6)], reason: String::new() };
        backend.answer(Command::Group { chat: fake::chat(1).id, act }, Ok(Answer::Done));
        let session = invite.state.session();
        assert!(matches!(session.notice.get(), Some(Notice::Status(text)) if text.contains("Added")));
        assert_eq!(session.window.route.get(), Route::Group(fake::chat(1).id, GroupPage::Info));
    }
}
