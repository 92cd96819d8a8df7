//! One contact: what the reader calls them and files them under, and whether an account is followed.

use leptos::prelude::*;

use super::Session;
use super::chats::title;
use super::session::Notice;
use crate::backend::{Command, Failure};
use crate::domain::account::AccountKind;
use crate::domain::address::address_of;
use crate::domain::id::PersonId;
use crate::domain::name::Name;
use crate::domain::person::Contact;

/// One of the two fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteField {
    /// What the reader calls them.
    Remark,
    /// What the reader files them under.
    Tags,
}

/// The form; a clone is the same form.
#[derive(Debug, Clone)]
pub struct NoteForm {
    /// What was typed as a remark.
    pub remark: ArcRwSignal<String>,
    /// What was typed as tags.
    pub tags: ArcRwSignal<String>,
    wrong: ArcRwSignal<Option<(NoteField, Failure)>>,
    person: PersonId,
    session: Session,
}

impl NoteForm {
    /// A form with what is kept now.
    pub fn new(session: &Session, contact: &Contact) -> Self {
        let tags: Vec<&str> = contact.tags.iter().map(Name::as_str).collect();
        let remark = contact.remark.as_ref().map_or("", Name::as_str);
        Self {
            remark: ArcRwSignal::new(remark.into()),
            tags: ArcRwSignal::new(tags.join(session.texts().common.comma)),
            wrong: ArcRwSignal::new(None),
            person: contact.id.clone(),
            session: session.clone(),
        }
    }

    /// Something was typed.
    pub fn typed(&self, field: NoteField, text: String) {
        match field {
            NoteField::Remark => self.remark.set(text),
            NoteField::Tags => self.tags.set(text),
        }
        self.wrong.set(None);
    }

    /// What is wrong with a field and what to do.
    pub fn error(&self, field: NoteField) -> Option<String> {
        let wrong = self.wrong.read();
        let (_, failure) = wrong.as_ref().filter(|(which, _)| *which == field)?;
        Some((self.session.texts().failure)(failure))
    }

    /// Keeps it.
    pub fn save(&self) {
        let remark = self.remark.get_untracked();
        let tags: Vec<String> = self.tags.with_untracked(|tags| split(tags));
        if let Some(wrong) = check(&remark, &tags) {
            self.wrong.set(Some(wrong));
            return;
        }
        let answer = self.session.client.run(Command::SetNote { person: self.person.clone(), remark, tags });
        let session = self.session.clone();
        self.session.spawn(async move {
            match answer.await {
                Ok(_) => session.notice.set(Some(Notice::Status(session.texts().people.saved.into()))),
                Err(failure) => session.alert(&failure),
            }
        });
    }
}

/// The tags of a text: between commas, in either writing.
fn split(text: &str) -> Vec<String> {
    let parts = text.split([',', '，', '、', ';', '；', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(Into::into).collect()
}

fn check(remark: &str, tags: &[String]) -> Option<(NoteField, Failure)> {
    let bad = |field, text: &str| Name::parse(text).err().map(|error| (field, error.into()));
    let remark = (!remark.trim().is_empty()).then_some(remark);
    remark
        .and_then(|remark| bad(NoteField::Remark, remark))
        .or_else(|| tags.iter().find_map(|tag| bad(NoteField::Tags, tag)))
}

impl Session {
    /// A contact, as it is now.
    pub fn contact(&self, person: &PersonId) -> Option<Contact> {
        self.contacts.row(person).map(|row| row.value.get())
    }

    /// What a contact calls themselves.
    pub fn own_name(&self, contact: &Contact) -> String {
        title(&contact.title, self.texts())
    }

    /// What kind of contact it is.
    pub fn kind(&self, contact: &Contact) -> String {
        let texts = self.texts();
        match contact.account {
            Some(AccountKind::Subscription) => texts.people.subscription.into(),
            Some(AccountKind::Service) => texts.people.service.into(),
            None => address_of(&contact.id).unwrap_or_else(|| texts.contacts.on_this_device.into()),
        }
    }

    /// Follows an account, or no longer.
    pub fn follow_account(&self, account: PersonId, on: bool) {
        self.act(Command::Follow { account, on });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::Answer;
    use crate::domain::name::NameError;
    use crate::view_model::fake::{self, contact, person};

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    #[test]
    fn a_note_is_kept_with_the_tags_between_commas_of_either_writing() {
        let (session, mut backend) = fake::session();
        let mei = Contact { remark: Some(name("Aunt")), tags: vec![name("tea"), name("family")], ..contact(2, "Mei") };
        let form = NoteForm::new(&session, &mei);
        assert_eq!((form.remark.get().as_str(), form.tags.get().as_str()), ("Aunt", "tea, family"));
        form.typed(NoteField::Remark, " ".into());
        form.typed(NoteField::Tags, "tea，Old Town, ,茶、 ".into());
        form.save();
        let tags = ["tea", "Old Town", "茶"].map(String::from).to_vec();
        backend.answer(Command::SetNote { person: person(2), remark: " ".into(), tags }, Ok(Answer::Done));
        assert!(matches!(session.notice.get(), Some(Notice::Status(_))));
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field_and_nothing_is_lost() {
        let (session, mut backend) = fake::session();
        let form = NoteForm::new(&session, &contact(2, "Mei"));
        let long = "x".repeat(41);
        form.typed(NoteField::Tags, format!("tea, {long}"));
        form.save();
        backend.expect_nothing();
        assert_eq!(form.error(NoteField::Remark), None);
        assert_eq!(
            form.error(NoteField::Tags),
            Some((session.texts().failure)(&NameError::TooLong { chars: 41 }.into()))
        );
        assert!(form.tags.get().ends_with(&long));
        form.typed(NoteField::Tags, "tea".into());
        assert_eq!(form.error(NoteField::Tags), None);
    }
}
