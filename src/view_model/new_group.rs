//! Making a group of oneself and others.

use leptos::prelude::*;

use super::Session;
use super::picker::Picker;
use super::text_form::{Fit, TextForm};
use crate::backend::{Answer, Command, Failure};
use crate::domain::group::Refusal;
use crate::domain::id::ChatId;
use crate::domain::name::MAX_NAME_CHARS;
use crate::domain::person::{Contact, Title};
use crate::route::Route;

/// The form; a clone is the same form.
#[derive(Clone)]
pub struct NewGroup {
    /// Who is to be in it.
    pub picker: Picker,
    /// What it is to be called.
    pub form: TextForm,
    session: Session,
    // One form makes one group, however often it is handed in.
    id: ChatId,
}

impl NewGroup {
    /// An empty form.
    pub fn new(session: &Session) -> Self {
        Self {
            picker: Picker::new(session, |_| true),
            form: TextForm::new(session, Fit::NameOrNothing, ""),
            session: session.clone(),
            id: ChatId::random((session.platform.random)()),
        }
    }

    /// Makes the group and opens its chat.
    pub fn create(&self) {
        let Self { picker, session, id, .. } = self.clone();
        self.form.submit(|title| {
            let people = picker.people_chosen();
            let names = || {
                let rows = people.iter().filter_map(|person| untrack(|| session.contacts.row(person)));
                rows.filter_map(|row| own_name(&row.value.read_untracked())).collect()
            };
            let title = if title.trim().is_empty() { session.joined_names(names()) } else { title };
            let alone = people.is_empty();
            let onward = session.onward();
            async move {
                if alone {
                    return Err(Refusal::Alone.into());
                }
                match session.client.run(Command::CreateGroup { id, title, people, after: None }).await? {
                    Answer::Chat(chat) => onward.replace(Route::Chat(chat)),
                    _ => return Err(Failure::Malformed),
                }
                Ok(())
            }
        });
    }
}

/// What somebody calls themselves: everybody in the group will read it, so a remark stays out of it.
pub(super) fn own_name(contact: &Contact) -> Option<String> {
    match &contact.title {
        Title::Person(name) => Some(name.as_str().into()),
        _ => None,
    }
}

impl Session {
    /// What a group is called that nobody gave a name: who is in it, oneself first.
    pub(super) fn joined_names(&self, others: Vec<String>) -> String {
        let me = untrack(|| self.me()).map(|me| me.name.as_str().to_owned());
        let names: Vec<String> = me.into_iter().chain(others).collect();
        let title = names.join(self.texts().common.comma);
        if title.chars().count() <= MAX_NAME_CHARS {
            return title;
        }
        title.chars().take(MAX_NAME_CHARS - 1).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::diff::VectorDiff;
    use crate::backend::{Event, Update};
    use crate::domain::name::Name;
    use crate::view_model::fake::{self, ENTROPY, Script, person, remarked};
    use crate::view_model::name_form::FormState;

    fn tell(backend: &mut Script, names: &[(u8, &str)]) {
        let reset = VectorDiff::Reset(names.iter().map(|(n, name)| remarked(*n, name)).collect());
        backend.tell(Update::Event(Event::Contacts(vec![reset])));
    }

    fn create(title: &str, people: &[u8]) -> Command {
        let people = people.iter().map(|n| person(*n)).collect();
        Command::CreateGroup { id: ChatId::random(ENTROPY), title: title.into(), people, after: None }
    }

    #[test]
    fn a_group_without_a_name_is_called_after_its_people_and_never_by_a_remark() {
        let (session, mut backend) = fake::open_session();
        tell(&mut backend, &[(2, "Mei"), (3, "Zhou")]);
        let group = NewGroup::new(&session);
        group.picker.choose(&person(3), true);
        group.picker.choose(&person(2), true);
        group.create();
        group.create();
        let chat = ChatId::random(ENTROPY);
        backend.answer(create("Ada, Zhou, Mei", &[3, 2]), Ok(Answer::Chat(chat.clone())));
        backend.expect_nothing();
        assert_eq!(session.window.route.get(), Route::Chat(chat));
    }

    #[test]
    fn names_that_are_too_long_together_are_cut() {
        let (session, mut backend) = fake::open_session();
        tell(&mut backend, &[(2, "Mei of the house with the many lanterns"), (3, "Zhou")]);
        let title = session.joined_names(vec!["Mei of the house with the many lanterns".into(), "Zhou".into()]);
        assert_eq!(title, "Ada, Mei of the house with the many lan…");
        assert!(Name::parse(&title).is_ok());
    }

    #[test]
    fn a_group_needs_somebody_else_and_keeps_what_was_typed() {
        let (session, mut backend) = fake::open_session();
        let group = NewGroup::new(&session);
        group.form.typed("Tea".into());
        group.create();
        backend.expect_nothing();
        assert_eq!(group.form.state.get(), FormState::Refused(Refusal::Alone.into()));
        assert_eq!(group.form.text.get(), "Tea");
    }
}
