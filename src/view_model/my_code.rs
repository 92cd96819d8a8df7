//! The code that says who one is.

use super::Session;
use super::code_sheet::CodeSheet;
use crate::domain::person::Profile;
use crate::domain::ticket::{ContactTicket, Home, Ticket};

impl Session {
    /// The code of a profile of this device.
    pub fn code_of(&self, profile: &Profile) -> CodeSheet {
        let ticket = Ticket::Contact(ContactTicket {
            home: profile.home.clone(),
            person: profile.id.clone(),
            name: profile.name.clone(),
        });
        let title = profile.name.as_str();
        CodeSheet {
            title: title.into(),
            label: (self.texts().code.picture)(title),
            link: ticket.link(&(self.platform.base)()),
            note: None,
        }
    }
}

impl Session {
    /// Where whoever acts lives.
    pub fn home(&self) -> Home {
        self.me().map(|me| me.home).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scan::{Scanned, recognise};
    use crate::view_model::fake;

    #[test]
    fn the_link_says_who_one_is() {
        let (session, _backend) = fake::open_session();
        let sheet = session.code_of(&fake::profile(1, "Ada"));
        assert!(sheet.link.starts_with("https://tea.example/join#"), "{}", sheet.link);
        let Scanned::Ticket(_, Ticket::Contact(contact)) = recognise(&sheet.link) else { panic!("{}", sheet.link) };
        assert_eq!((contact.person, contact.name.as_str(), contact.home), (fake::person(1), "Ada", Home::Device));
    }
}
