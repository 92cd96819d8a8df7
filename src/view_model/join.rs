//! What a code leads to: a group that one may come into, or a person.

use leptos::prelude::*;

use super::Session;
use super::session::{Notice, Onward};
use crate::backend::{Answer, Command, Failure};
use crate::domain::chat;
use crate::domain::group::{Doorway, Refusal};
use crate::domain::id::{ChatId, PersonId};
use crate::domain::person::Contact;
use crate::domain::ticket::{ContactTicket, GroupTicket, Home, Ticket, TicketError};
use crate::route::Route;
use crate::text::Catalogue;

/// What there is to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// The code says nothing.
    Broken(TicketError),
    /// The backend is being asked.
    Looking,
    /// A group.
    Group(Box<Doorway>),
    /// A person, or an official account.
    Person(Contact),
    /// Nothing that can be reached.
    Closed(Failure),
}

/// The page; a clone is the same one.
#[derive(Debug, Clone)]
pub struct Join {
    /// What there is to see.
    pub door: ArcRwSignal<Door>,
    /// True while one comes in.
    pub busy: ArcRwSignal<bool>,
    ticket: Option<Ticket>,
    session: Session,
}

/// What a code calls the group or the person that it leads to.
pub fn named(ticket: &Ticket) -> &str {
    match ticket {
        Ticket::Group(group) => group.title.as_str(),
        Ticket::Contact(contact) => contact.name.as_str(),
    }
}

/// What waits for somebody who has no profile yet, in a sentence.
pub fn waiting(payload: &str, texts: &Catalogue) -> Option<String> {
    let ticket = Ticket::parse(payload).ok()?;
    let sentence = match ticket {
        Ticket::Group(_) => texts.welcome.waiting,
        Ticket::Contact(_) => texts.welcome.waiting_contact,
    };
    Some(sentence(named(&ticket)))
}

impl Join {
    /// Reads a code, and asks the backend where it leads.
    pub fn open(session: &Session, payload: &str) -> Self {
        let (ticket, door) = match Ticket::parse(payload) {
            Ok(ticket) => (Some(ticket), Door::Looking),
            Err(error) => (None, Door::Broken(error)),
        };
        let join =
            Self { door: ArcRwSignal::new(door), busy: ArcRwSignal::new(false), ticket, session: session.clone() };
        join.look_up();
        join
    }

    fn look_up(&self) {
        let Some(ticket) = self.ticket.clone() else { return };
        let answer = self.session.client.run(Command::LookUp { ticket });
        let door = self.door.clone();
        self.session.spawn(async move {
            door.set(match answer.await {
                Ok(Answer::Doorway(doorway)) => Door::Group(doorway),
                Ok(Answer::Person(contact)) => Door::Person(contact),
                Ok(_) => Door::Closed(Failure::Malformed),
                Err(failure) => Door::Closed(failure),
            });
        });
    }

    /// The name of what the code leads to, as well as it is known.
    pub fn title(&self) -> String {
        let texts = self.session.texts();
        match (&*self.door.read(), &self.ticket) {
            (Door::Group(doorway), _) => doorway.title.as_str().into(),
            (Door::Person(contact), _) => super::chats::title(&contact.title, texts),
            (_, Some(ticket)) => named(ticket).into(),
            (_, None) => texts.join.broken_title.into(),
        }
    }

    /// Why the code leads nowhere, and what to do; `None` if it leads somewhere.
    pub fn trouble(&self) -> Option<String> {
        let texts = self.session.texts();
        match &*self.door.read() {
            Door::Broken(TicketError::Newer) => Some(texts.scan.newer.into()),
            Door::Broken(TicketError::Damaged) => Some(texts.scan.damaged.into()),
            Door::Closed(Failure::Group(Refusal::OtherBackend)) if self.other_home().is_some() => {
                self.other_home().map(|server| (texts.join.other_home)(&server))
            }
            Door::Closed(Failure::Group(Refusal::OtherBackend) | Failure::NotFound)
                if matches!(self.ticket, Some(Ticket::Contact(_))) =>
            {
                Some(texts.join.other_place.into())
            }
            Door::Closed(failure) => Some((texts.failure)(failure)),
            Door::Group(doorway) => doorway
                .refusal
                .filter(|refusal| *refusal != Refusal::AlreadyMember)
                .map(|refusal| (texts.failure)(&refusal.into())),
            Door::Looking | Door::Person(_) => None,
        }
    }

    /// The homeserver of the code, for somebody who acts without one.
    fn other_home(&self) -> Option<String> {
        let (Ticket::Group(GroupTicket { home, .. }) | Ticket::Contact(ContactTicket { home, .. })) =
            self.ticket.as_ref()?;
        match home {
            Home::Server(server) if self.session.abilities.read().device => Some(server.clone()),
            _ => None,
        }
    }

    /// True where another try could help: something failed that is no rule.
    pub fn may_retry(&self) -> bool {
        let rule = |failure: &Failure| matches!(failure, Failure::Group(_) | Failure::NotFound);
        matches!(&*self.door.read(), Door::Closed(failure) if !rule(failure))
    }

    /// Asks the backend once more.
    pub fn retry(&self) {
        self.door.set(Door::Looking);
        self.look_up();
    }

    /// Comes into the group, and opens its chat.
    pub fn join(&self) {
        let Some(Ticket::Group(ticket)) = self.ticket.clone() else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let answer = self.session.client.run(Command::Join { ticket });
        let (join, onward) = (self.clone(), self.session.onward());
        self.session.spawn(async move {
            let session = &join.session;
            match answer.await {
                Ok(Answer::Joined { chat, already }) => join.came_in(chat, already, onward),
                Ok(_) => session.alert(&Failure::Malformed),
                // What the page says has changed since it was asked for.
                Err(failure @ Failure::Group(_)) => join.door.set(Door::Closed(failure)),
                Err(failure) => session.alert(&failure),
            }
            join.busy.set(false);
        });
    }

    fn came_in(&self, chat: ChatId, already: bool, onward: Onward) {
        if already {
            self.session.notice.set(Some(Notice::Status(self.session.texts().join.already.into())));
        }
        onward.replace(Route::Chat(chat));
    }

    /// True for one's own code.
    pub fn is_me(&self, person: &PersonId) -> bool {
        self.session.acting.with(|me| me.as_ref() == Some(person))
    }

    /// True for an official account that is followed.
    pub fn follows(&self, account: &PersonId) -> bool {
        let is = |with: &chat::With| matches!(with, chat::With::Account(id) if id == account);
        self.session.chats.with(|rows| rows.iter().any(|row| row.value.with(|chat| is(&chat.with))))
    }

    /// Follows an official account, and opens what it wrote.
    pub fn follow(&self, account: PersonId) {
        let session = self.session.clone();
        let answer = session.client.run(Command::Follow { account: account.clone(), on: true });
        self.session.spawn(async move {
            match answer.await {
                Ok(_) => session.write_to(account),
                Err(failure) => session.alert(&failure),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::group::Face;
    use crate::domain::home::Abilities;
    use crate::domain::name::Name;
    use crate::domain::person::Title;
    use crate::domain::ticket::Secret;
    use crate::text::Locale;
    use crate::view_model::fake::{self, Script, person};

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    fn ticket() -> GroupTicket {
        let (home, secret) = (Home::Device, Secret([3; 16]));
        GroupTicket { home, secret, expires: 1, by: person(2), title: name("Lantern Street") }
    }

    fn contact_ticket(n: u8) -> Ticket {
        Ticket::Contact(ContactTicket { home: Home::Device, person: person(n), name: name("Mei") })
    }

    fn doorway(refusal: Option<Refusal>) -> Box<Doorway> {
        Box::new(Doorway {
            chat: fake::chat(1).id,
            title: name("Lantern Street Tea"),
            face: Face::Mosaic(Vec::new()),
            members: 12,
            contacts: 3,
            by: name("Mei"),
            rules: None,
            refusal,
        })
    }

    fn open(ticket: &Ticket, answer: Result<Answer, Failure>) -> (Join, Script) {
        let (session, mut backend) = fake::open_session();
        let join = Join::open(&session, &ticket.payload());
        assert_eq!(*join.door.read(), Door::Looking);
        backend.answer(Command::LookUp { ticket: ticket.clone() }, answer);
        (join, backend)
    }

    fn at(answer: Result<Answer, Failure>) -> (Join, Script) {
        open(&Ticket::Group(ticket()), answer)
    }

    #[test]
    fn a_code_that_is_damaged_is_said_to_be_and_nothing_is_asked() {
        let (session, mut backend) = fake::open_session();
        let join = Join::open(&session, "nonsense");
        backend.expect_nothing();
        assert_eq!(join.title(), "This code cannot be read");
        assert!(join.trouble().is_some_and(|text| text.contains("damaged")));
        assert!(!join.may_retry());
    }

    #[test]
    fn whoever_comes_in_lands_in_the_chat_and_hears_if_they_were_there_before() {
        for already in [false, true] {
            // What the code says about its time is not asked: the backend knows better.
            let (join, mut backend) = at(Ok(Answer::Doorway(doorway(None))));
            assert_eq!((join.title().as_str(), join.trouble()), ("Lantern Street Tea", None));
            join.join();
            join.join();
            let chat = fake::chat(1).id;
            backend.answer(Command::Join { ticket: ticket() }, Ok(Answer::Joined { chat: chat.clone(), already }));
            backend.expect_nothing();
            assert_eq!(join.session.window.route.get(), Route::Chat(chat));
            assert_eq!(join.session.notice.get().is_some(), already);
        }
    }

    #[test]
    fn a_refusal_is_said_and_leaves_no_button_while_members_may_open_the_chat() {
        let (join, _backend) = at(Ok(Answer::Doorway(doorway(Some(Refusal::Large)))));
        assert!(join.trouble().is_some_and(|text| text.contains("100")));
        let (join, _backend) = at(Ok(Answer::Doorway(doorway(Some(Refusal::AlreadyMember)))));
        assert_eq!(join.trouble(), None);
        let (join, _backend) = at(Err(Refusal::OtherBackend.into()));
        assert_eq!(join.title(), "Lantern Street", "the code's own word is better than none");
        assert!(join.trouble().is_some_and(|text| text.contains("group")) && !join.may_retry());
        assert!(at(Err(Failure::TimedOut)).0.may_retry());
    }

    #[test]
    fn a_rule_that_came_in_between_is_said_at_the_door() {
        let (join, mut backend) = at(Ok(Answer::Doorway(doorway(None))));
        join.join();
        backend.answer(Command::Join { ticket: ticket() }, Err(Refusal::Full.into()));
        assert!(join.trouble().is_some_and(|text| text.contains("500")));
        assert!(!join.busy.get());
    }

    #[test]
    fn a_person_is_shown_and_somebody_unknown_has_a_sentence_of_their_own() {
        let contact = Contact {
            id: person(2),
            title: Title::Person(name("Mei Lin")),
            remark: Some(name("Aunt")),
            tags: Vec::new(),
            account: None,
        };
        let (join, _backend) = open(&contact_ticket(2), Ok(Answer::Person(contact)));
        assert_eq!((join.title().as_str(), join.is_me(&person(2)), join.is_me(&person(1))), ("Mei Lin", false, true));
        let (join, _backend) = open(&contact_ticket(2), Err(Refusal::OtherBackend.into()));
        assert_eq!(join.trouble().as_deref(), Some(Locale::En.catalogue().join.other_place));
    }

    #[test]
    fn what_waits_is_said_on_the_welcome() {
        let texts = Locale::En.catalogue();
        let waits = waiting(&Ticket::Group(ticket()).payload(), texts);
        assert_eq!(waits.as_deref(), Some("You are invited to Lantern Street. Choose how to start."));
        assert!(waiting(&contact_ticket(2).payload(), texts).is_some_and(|text| text.starts_with("Mei")));
        assert_eq!(waiting("nonsense", texts), None);
    }

    #[test]
    fn a_code_of_a_homeserver_tells_a_profile_of_this_device_where_it_leads() {
        let (session, mut backend) = fake::open_session();
        session.abilities.set(Abilities { device: true, ..Abilities::default() });
        let home = Home::Server("tea.example".into());
        let ticket = Ticket::Contact(ContactTicket { home, person: person(2), name: name("Mei") });
        let join = Join::open(&session, &ticket.payload());
        backend.answer(Command::LookUp { ticket }, Err(Failure::Group(Refusal::OtherBackend)));
        assert!(join.trouble().is_some_and(|text| text.contains("tea.example")));
    }
}
