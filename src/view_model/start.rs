//! What is done with a name: a first profile, another one, or a new name of one's own.

use leptos::prelude::*;

use super::name_form::NameForm;
use super::session::Notice;
use crate::backend::Command;
use crate::domain::person::guide_id;
use crate::route::Route;

impl NameForm {
    /// Makes the first profile and enters as it, into the chat with the guide.
    pub fn start(&self) {
        self.submit(|form, name| async move {
            let session = form.session().clone();
            let created = form.create(name).await?;
            let profile = session.open(created.id).await?;
            let chat = session.chat_with(guide_id()).await?;
            session.arrive(profile, chat);
            Ok(())
        });
    }

    /// Makes another profile, and shows it in the list.
    pub fn add(&self) {
        self.submit(|form, name| async move {
            form.create(name).await?;
            form.session().correct(Route::Profiles);
            Ok(())
        });
    }

    /// Changes one's own name.
    pub fn rename(&self) {
        self.submit(|form, name| async move {
            let session = form.session();
            session.client.run(Command::Rename { name }).await?;
            session.notice.set(Some(Notice::Status(session.texts().profiles.renamed.into())));
            Ok(())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::{Answer, Failure, Watch};
    use crate::domain::name::NameError;
    use crate::view_model::fake::{self, ENTROPY};
    use crate::view_model::name_form::FormState;
    use crate::view_model::session::Phase;

    fn create(name: &str) -> Command {
        Command::CreateProfile { id: crate::domain::id::PersonId::random(ENTROPY), name: name.into() }
    }

    #[test]
    fn the_first_profile_lands_in_the_chat_with_the_guide() {
        let (session, mut backend) = fake::session();
        let form = NameForm::new(&session, "");
        form.typed("Ada".into());
        form.start();
        form.start();
        let profile = fake::profile(9, "Ada");
        backend.answer(create("Ada"), Ok(Answer::Profile(profile.clone())));
        backend.skip(&[Command::Unwatch(Watch::Contacts), Command::Unwatch(Watch::Chats)]);
        let opened = Answer::Opened { profile: profile.clone(), damaged: 0, abilities: Default::default() };
        backend.answer(Command::Open { profile: profile.id.clone() }, Ok(opened));
        backend.skip(&[Command::Watch(Watch::Chats), Command::Watch(Watch::Contacts)]);
        let chat = fake::chat(1).id;
        backend.answer(Command::StartChat { with: guide_id() }, Ok(Answer::Chat(chat.clone())));
        backend.expect_nothing();
        assert_eq!(session.window.route.get(), Route::Chat(chat));
        assert_eq!(session.phase.get(), Phase::Open(profile.clone()));
        assert_eq!(fake::remembered(), Some(profile.id));
    }

    #[test]
    fn whoever_came_by_a_code_follows_it_once_they_are_in() {
        let (session, mut backend) = fake::session();
        session.window.moved_to(Route::Join("payload".into()));
        session.go(Route::Start);
        let form = NameForm::new(&session, "Ada");
        form.start();
        let profile = fake::profile(9, "Ada");
        backend.answer(create("Ada"), Ok(Answer::Profile(profile.clone())));
        backend.skip(&[Command::Unwatch(Watch::Contacts), Command::Unwatch(Watch::Chats)]);
        let opened = Answer::Opened { profile: profile.clone(), damaged: 0, abilities: Default::default() };
        backend.answer(Command::Open { profile: profile.id }, Ok(opened));
        backend.skip(&[Command::Watch(Watch::Chats), Command::Watch(Watch::Contacts)]);
        backend.answer(Command::StartChat { with: guide_id() }, Ok(Answer::Chat(fake::chat(1).id)));
        assert_eq!(session.window.route.get(), Route::Join("payload".into()));
        assert_eq!(session.window.invitation.get(), None, "once is enough");
        session.switch(fake::person(2));
        assert_eq!(session.window.route.get(), Route::Chats);
    }

    #[test]
    fn somebody_known_who_came_by_a_code_follows_it_too() {
        let (session, _backend) = fake::session();
        session.window.moved_to(Route::Join("payload".into()));
        session.go(Route::Home);
        session.switch(fake::person(2));
        assert_eq!(session.window.route.get(), Route::Join("payload".into()));
    }

    #[test]
    fn a_bad_name_is_refused_before_anything_is_asked_and_stays() {
        let (session, mut backend) = fake::session();
        let form = NameForm::new(&session, "  ");
        form.start();
        backend.expect_nothing();
        assert_eq!(form.state.get(), FormState::Refused(Failure::Name(NameError::Empty)));
        assert_eq!(form.text.get(), "  ");
        form.typed("a".into());
        assert_eq!(form.error(), None);
    }

    #[test]
    fn a_form_that_is_handed_in_again_makes_the_same_profile() {
        let (session, mut backend) = fake::session();
        let form = NameForm::new(&session, "Ada");
        form.add();
        backend.answer(create("Ada"), Err(Failure::StorageFull));
        assert!(form.error().is_some_and(|text| text.contains("room")));
        form.add();
        backend.answer(create("Ada"), Ok(Answer::Profile(fake::profile(9, "Ada"))));
        assert_eq!(session.window.route.get(), Route::Profiles);
    }
}
