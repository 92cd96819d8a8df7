//! The profiles of this device.

use leptos::prelude::*;

use super::Session;
use crate::backend::Command;
use crate::backend::protocol::HomeCommand;
use crate::backend::shelf::{ShelfCommand, ask};
use crate::domain::address::address_of;
use crate::domain::group::Refusal;
use crate::domain::id::PersonId;
use crate::domain::person::Profile;
use crate::domain::safety::Backup;
use crate::domain::ticket::Home;
use crate::text::Catalogue;

/// What a row of the list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileRow {
    /// The name.
    pub name: String,
    /// Where it lives: its address, if it has one.
    pub home: Option<String>,
    /// It acts in this tab.
    pub current: bool,
    /// What the button to become it is called.
    pub switch_label: String,
    /// What the link to another tab is called.
    pub open_label: String,
    /// The address that opens it in another tab.
    pub href: String,
}

/// The key of the page's query that says who acts.
pub const QUERY_KEY: &str = "as";

impl ProfileRow {
    /// Puts a profile in words.
    pub fn new(profile: &Profile, acting: Option<&PersonId>, texts: &Catalogue) -> Self {
        let name = profile.name.as_str();
        Self {
            home: address_of(&profile.id).or_else(|| match &profile.home {
                Home::Server(server) => Some(server.clone()),
                Home::Device => None,
            }),
            current: acting == Some(&profile.id),
            switch_label: (texts.profiles.switch_to)(name),
            open_label: (texts.profiles.open_in_tab)(name),
            href: format!("?{QUERY_KEY}={}#/chats", profile.id),
            name: name.into(),
        }
    }
}

impl Session {
    /// What happens on signing out, and what to do before if messages would be lost by it.
    pub fn sign_out_words(&self) -> String {
        let texts = &self.texts().profiles;
        let kept = self.safety.with(|safety| safety.as_ref().is_some_and(|safety| safety.backup == Backup::Open));
        match kept {
            true => texts.sign_out_text.into(),
            false => format!("{}\n\n{}", texts.sign_out_text, texts.sign_out_warning),
        }
    }

    /// True if whoever acts has a picture.
    pub fn is_pictured(&self) -> bool {
        self.acting.read().as_ref().is_some_and(|me| self.faces.read().contains_key(me))
    }

    /// Shows whoever acts by the picture that was chosen in a file input of the page.
    pub fn choose_picture(&self, input: &'static str) {
        let Some(tools) = self.tools() else { return };
        let read = (tools.read_picture)(input);
        let session = self.clone();
        self.spawn(async move {
            match read.await {
                Some(picture) => session.set_picture(Some(picture)),
                None => session.alert(&Refusal::Picture.into()),
            }
        });
    }

    /// Shows whoever acts by a picture, or by a letter again.
    pub fn set_picture(&self, picture: Option<String>) {
        self.act(Command::Home(HomeCommand::SetPicture { picture }));
    }

    /// Signs out whoever acts; `busy` is true until that is done.
    pub fn leave_account(&self, busy: RwSignal<bool>) {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let gone = self.acting.get_untracked();
        let done = self.sign_out();
        let session = self.clone();
        self.spawn(async move {
            let result = done.await;
            // The page may be gone by then.
            let _ = busy.try_set(false);
            match (result, gone) {
                // Nothing of them stays on this device, their programs neither.
                (Ok(()), Some(gone)) => session.client.tell(ask(&gone, &ShelfCommand::Forget)),
                (Ok(()), None) => {}
                (Err(failure), _) => session.alert(&failure),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::{Event, Failure, Update};
    use crate::domain::group::picture::Picture;
    use crate::domain::safety::Safety;
    use crate::text::Locale;
    use crate::view_model::fake;
    use crate::view_model::session::Notice;

    #[test]
    fn a_profile_knows_whether_it_acts_and_where_it_opens() {
        let profile = fake::profile(1, "Ada");
        let row = ProfileRow::new(&profile, Some(&profile.id), Locale::En.catalogue());
        assert!(row.current);
        assert_eq!(row.switch_label, "Switch to Ada");
        assert_eq!(row.href, format!("?as={}#/chats", profile.id));
        assert!(!ProfileRow::new(&profile, None, Locale::En.catalogue()).current);
    }

    #[test]
    fn an_account_says_where_it_lives() {
        let id = crate::domain::address::person_at("@mei:tea.example").unwrap();
        let profile = Profile { id, home: Home::Server("tea.example".into()), ..fake::profile(1, "Mei") };
        let home = |profile: &Profile| ProfileRow::new(profile, None, Locale::En.catalogue()).home;
        assert_eq!(home(&profile).as_deref(), Some("@mei:tea.example"));
        assert_eq!(home(&fake::profile(1, "Ada")), None);
    }

    #[test]
    fn a_picture_is_shown_when_it_is_told_and_goes_with_its_account() {
        let (session, mut backend) = fake::open_session();
        let me = session.acting.get().unwrap();
        let picture = Picture::parse("data:image/webp;base64,UklGRg==").unwrap();
        backend.tell(Update::Event(Event::Faces(vec![(me.clone(), Some(picture.clone()))])));
        assert!(session.is_pictured());
        session.set_picture(None);
        backend.answer(Command::Home(HomeCommand::SetPicture { picture: None }), Ok(crate::backend::Answer::Done));
        backend.tell(Update::Event(Event::Faces(vec![(me.clone(), None)])));
        assert!(!session.is_pictured());
        backend.tell(Update::Event(Event::Faces(vec![(me, Some(picture))])));
        session.switch(fake::profile(2, "Mei").id);
        assert!(session.faces.read().is_empty());
    }

    #[test]
    fn signing_out_warns_unless_the_keys_are_safe_elsewhere_and_tells_a_failure() {
        let (session, mut backend) = fake::open_session();
        let warns = |session: &Session| session.sign_out_words().contains("recovery");
        assert!(warns(&session));
        session.safety.set(Some(Safety { backup: Backup::Open, ..Safety::default() }));
        assert!(!warns(&session));
        let busy = RwSignal::new(false);
        session.leave_account(busy);
        session.leave_account(busy);
        backend.answer(Command::Home(HomeCommand::SignOut), Err(Failure::TimedOut));
        assert!(!busy.get());
        assert!(matches!(session.notice.get(), Some(Notice::Alert(_))));
        backend.expect_nothing();
    }
}
