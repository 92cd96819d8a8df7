//! Where an answer leads.

use leptos::prelude::*;

use super::Session;
use crate::backend::Command;
use crate::route::Route;

/// The way on from where something was asked; whoever has gone elsewhere while it was awaited is not fetched back.
#[derive(Debug)]
pub struct Onward {
    session: Session,
    asked_at: Route,
}

impl Session {
    /// The way on from where one is now.
    pub fn onward(&self) -> Onward {
        Onward { session: self.clone(), asked_at: self.window.route.get_untracked() }
    }

    /// Does something that leads on; a failure is told.
    pub fn act_and_go(&self, command: Command, to: Route) {
        let (answer, onward) = (self.client.run(command), self.onward());
        self.spawn(async move {
            match answer.await {
                Ok(_) => onward.go(to),
                Err(failure) => onward.session.alert(&failure),
            }
        });
    }
}

impl Onward {
    /// Goes to another place.
    pub fn go(self, to: Route) {
        if self.is_still_there() {
            self.session.go(to);
        }
    }

    /// Goes to another place; going back does not lead to where it was asked.
    pub fn replace(self, to: Route) {
        if self.is_still_there() {
            self.session.correct(to);
        }
    }

    fn is_still_there(&self) -> bool {
        self.session.window.route.get_untracked() == self.asked_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::fake::open_session;

    #[test]
    fn an_answer_leads_on_whoever_waited_and_leaves_alone_who_went_elsewhere() {
        let (session, _backend) = open_session();
        session.go(Route::Contacts);
        let (first, second) = (session.onward(), session.onward());
        first.go(Route::Me);
        assert_eq!(session.window.route.get_untracked(), Route::Me);
        second.replace(Route::Chats);
        assert_eq!(session.window.route.get_untracked(), Route::Me);
    }
}
