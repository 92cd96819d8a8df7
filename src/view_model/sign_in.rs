//! Signing in to a homeserver, or making an account there.
//!
//! What was typed stays through every failure. The password is in this form and nowhere else: it is not kept for
//! when somebody comes back, and it goes away with the page.

mod card;
mod field;
mod words;

use leptos::prelude::*;

use super::Session;
use crate::backend::protocol::HomeCommand;
use crate::backend::{Answer, Command, Failure};
use crate::domain::address::{address_of, person_at};
use crate::domain::home::{Homeserver, Link, Registration};
use crate::text::catalogue::Missing;

pub use card::{Card, Way};
pub use field::Field;

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To sign in to an account that there is.
    Known,
    /// To make one.
    New,
}

/// What is known of the homeserver that was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nobody asked yet.
    Nothing,
    /// It is being looked up.
    Looking,
    /// This is what it says of itself.
    Here(Box<Homeserver>),
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wrong {
    Missing(Missing),
    Failed(Failure),
}

/// The form; a clone is the same form.
#[derive(Debug, Clone)]
pub struct SignInForm {
    /// What it is for.
    pub purpose: ArcRwSignal<Purpose>,
    /// What is known of the homeserver.
    pub found: ArcRwSignal<Found>,
    /// The terms were agreed to.
    pub agreed: ArcRwSignal<bool>,
    /// True while it is handed in.
    pub busy: ArcRwSignal<bool>,
    /// What is wrong leads the keyboard to its field: it was handed in. Nobody is interrupted while they type elsewhere.
    pub leads: ArcRwSignal<bool>,
    texts: [ArcRwSignal<String>; 4],
    wrong: ArcRwSignal<Option<(Option<Field>, Wrong)>>,
    /// What was asked about, so that the same is not asked twice.
    asked: ArcStoredValue<String>,
    /// The form waits for the homeserver only.
    handed_in: ArcStoredValue<bool>,
    session: Session,
}

impl SignInForm {
    /// An empty form, or one for somebody who has to sign in again.
    pub fn new(session: &Session) -> Self {
        let form = Self {
            purpose: ArcRwSignal::new(Purpose::Known),
            found: ArcRwSignal::new(Found::Nothing),
            agreed: ArcRwSignal::new(false),
            busy: ArcRwSignal::new(false),
            leads: ArcRwSignal::new(true),
            texts: Default::default(),
            wrong: ArcRwSignal::new(None),
            asked: ArcStoredValue::new(String::new()),
            handed_in: ArcStoredValue::new(false),
            session: session.clone(),
        };
        if *session.link.read_untracked() == Link::SignedOut {
            form.fill_in();
        }
        form.left_server();
        form
    }

    /// Server and name of the account that acts here.
    fn fill_in(&self) {
        let address = untrack(|| self.session.me()).and_then(|me| address_of(&me.id));
        if let Some((name, server)) = address.as_deref().and_then(|address| address.strip_prefix('@')?.split_once(':'))
        {
            self.text(Field::Username).set(name.into());
            self.text(Field::Server).set(server.into());
        }
    }

    /// What is in a field.
    pub fn text(&self, field: Field) -> &ArcRwSignal<String> {
        &self.texts[field.place()]
    }

    fn typed_in(&self, field: Field) -> String {
        self.text(field).with_untracked(|text| text.trim().to_owned())
    }

    /// Something was typed.
    pub fn typed(&self, field: Field, text: String) {
        self.text(field).set(text);
        self.forget_wrong();
        if field == Field::Server && self.typed_in(Field::Server) != self.asked.get_value() {
            self.asked.set_value(String::new());
            self.handed_in.set_value(false);
            self.agreed.set(false);
            super::rows::put(&self.found, Found::Nothing);
        }
    }

    /// The terms were agreed to, or no longer.
    pub fn agree(&self, on: bool) {
        self.agreed.set(on);
        self.forget_wrong();
    }

    /// Signing in instead of making an account, or the other way round. What was typed stays.
    pub fn turn(&self) {
        self.purpose.update(|purpose| {
            *purpose = match purpose {
                Purpose::Known => Purpose::New,
                Purpose::New => Purpose::Known,
            }
        });
        self.forget_wrong();
    }

    /// The field for the homeserver was left: it is looked up, once.
    pub fn left_server(&self) {
        let server = self.typed_in(Field::Server);
        if server.is_empty() || self.asked.get_value() == server {
            return;
        }
        self.asked.set_value(server.clone());
        self.found.set(Found::Looking);
        let answer = self.session.client.run(Command::Home(HomeCommand::Discover { server: server.clone() }));
        let form = self.clone();
        self.session.spawn(async move {
            let result = answer.await;
            // Another one was named meanwhile.
            if form.asked.get_value() == server {
                form.looked_up(result);
            }
        });
    }

    /// Somebody who wrote their whole address as their name has named the homeserver.
    pub fn left_username(&self) {
        let username = self.typed_in(Field::Username);
        let server = username.strip_prefix('@').and_then(|address| address.split_once(':')).map(|(_, server)| server);
        if let Some(server) = server.filter(|_| person_at(&username).is_some())
            && self.typed_in(Field::Server).is_empty()
        {
            self.typed(Field::Server, server.into());
            self.left_server();
        }
    }

    fn looked_up(&self, result: Result<Answer, Failure>) {
        let handed_in = self.handed_in.get_value();
        self.handed_in.set_value(false);
        match result {
            Ok(Answer::Homeserver(server)) => {
                self.found.set(Found::Here(server));
                if handed_in {
                    self.hand_in();
                }
            }
            result => {
                // Not asked again by itself: whoever cannot mend it now may go on to another field.
                self.found.set(Found::Nothing);
                self.leads.set(handed_in);
                self.fail(result.err().unwrap_or(Failure::Malformed));
            }
        }
    }

    /// Signs in, or makes the account. A homeserver that was not looked up yet is looked up first.
    pub fn hand_in(&self) {
        if self.busy.get_untracked() || self.handed_in.get_value() {
            return;
        }
        self.forget_wrong();
        self.leads.set(true);
        self.left_username();
        let server = self.typed_in(Field::Server);
        if server.is_empty() {
            return self.refuse(Field::Server, Wrong::Missing(Missing::Server));
        }
        let found = match self.found.get_untracked() {
            Found::Here(found) => *found,
            other => {
                if other == Found::Nothing {
                    self.asked.set_value(String::new());
                }
                // Whoever has filled in no more than the server wants to know about the server.
                self.handed_in.set_value(self.first_missing(None).is_none());
                return self.left_server();
            }
        };
        if let Some(missing) = self.first_missing(Some(&found)) {
            return self.refuse(Field::of(missing), Wrong::Missing(missing));
        }
        // The card says why not.
        if Card::new(&found, self.purpose.get_untracked(), self.session.texts()).way == Way::None {
            return;
        }
        self.send(server);
    }

    fn first_missing(&self, found: Option<&Homeserver>) -> Option<Missing> {
        let new = self.purpose.get_untracked() == Purpose::New;
        let with_token = found.is_some_and(|found| found.registration == Registration::Token);
        let terms = found.is_some_and(|found| !found.terms.is_empty());
        let empty = |field| self.text(field).with_untracked(|text| text.trim().is_empty());
        [
            (empty(Field::Username), Missing::Username),
            (empty(Field::Password), Missing::Password),
            (new && with_token && empty(Field::Token), Missing::Token),
            (new && terms && !self.agreed.get_untracked(), Missing::Agreement),
        ]
        .into_iter()
        .find_map(|(is, missing)| is.then_some(missing))
    }

    fn send(&self, server: String) {
        let (username, password) = (self.typed_in(Field::Username), self.text(Field::Password).get_untracked());
        let command = match self.purpose.get_untracked() {
            Purpose::Known => HomeCommand::SignIn { server, username, password },
            Purpose::New => {
                let (token, agreed) = (self.typed_in(Field::Token), self.agreed.get_untracked());
                HomeCommand::Register { server, username, password, token, agreed }
            }
        };
        self.busy.set(true);
        let answer = self.session.client.run(Command::Home(command));
        let form = self.clone();
        self.session.spawn(async move {
            let came_in = match answer.await {
                Ok(Answer::Profile(profile)) => form.session.come_in(profile).await,
                Ok(_) => Err(Failure::Malformed),
                Err(failure) => Err(failure),
            };
            form.busy.set(false);
            match came_in {
                Ok(()) => {
                    (form.session.platform.persist)();
                    form.text(Field::Password).set(String::new());
                }
                Err(failure) => form.fail(failure),
            }
        });
    }

    fn fail(&self, failure: Failure) {
        self.wrong.set(Some((Field::at_fault(&failure), Wrong::Failed(failure))));
    }

    fn refuse(&self, field: Field, wrong: Wrong) {
        self.wrong.set(Some((Some(field), wrong)));
    }

    fn forget_wrong(&self) {
        if self.wrong.with_untracked(Option::is_some) {
            self.wrong.set(None);
        }
    }
}

#[cfg(test)]
mod tests;
