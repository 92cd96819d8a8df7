//! Accounts that come and go: who is at home where, signing in, and signing out.

use std::rc::Rc;

use futures::channel::oneshot;

use super::accounts::{Account, Accounts, fresh};
use super::{LOCAL, Replies, Router, Running, Then, World, reply};
use crate::backend::client::Call;
use crate::backend::protocol::HomeCommand;
use crate::backend::{Answer, Command, Failure, Update};
use crate::domain::home::HomeError;
use crate::domain::id::PersonId;
use crate::domain::person::Profile;

impl<W: World> Router<W> {
    /// Somebody has signed in at a store.
    pub(super) fn enter(&mut self, store: &Rc<str>, profile: Profile, again: Option<HomeCommand>, answer: Replies) {
        self.accounts = Accounts::read(&self.world.load());
        if self.guest.as_ref() == Some(store) {
            self.guest = None;
        }
        let known = self.accounts.of(&profile.id).map(|account| Rc::clone(&account.store));
        match (known, again) {
            // Only now it is clear that everything of the account is here: that is where they sign in.
            (Some(old), Some(home)) if old != *store => {
                let gone = oneshot::channel().0;
                self.sign_out(store, Call { command: Command::Home(HomeCommand::SignOut), answer: gone });
                return self.ask(&old, Call { command: Command::Home(home), answer }, Then::Enter(None));
            }
            _ => {
                self.accounts.all.retain(|account| account.profile.id != profile.id || account.store == *store);
                match self.accounts.at(store) {
                    Some(account) => account.profile = profile.clone(),
                    None => self.accounts.all.push(Account { store: Rc::clone(store), profile: profile.clone() }),
                }
            }
        }
        self.accounts.unmark(store);
        self.world.save(&self.accounts.write());
        self.tell_profiles();
        reply(answer, Ok(Answer::Profile(profile)));
    }

    /// Has an account sign out. If everything ends in the middle, the next start goes on with it.
    pub(super) fn sign_out(&mut self, store: &Rc<str>, call: Call) {
        self.accounts = Accounts::read(&self.world.load());
        self.accounts.mark(store);
        self.world.save(&self.accounts.write());
        self.ask(store, call, Then::Leave);
    }

    /// An engine has answered that its account has signed out, or why it has not.
    pub(super) fn signed_out(&mut self, store: &Rc<str>, result: Result<Answer, Failure>) -> Result<Answer, Failure> {
        let failed = match result {
            // Two tabs did it at once, and the engine ended with the other one's.
            Ok(_) | Err(Failure::Home(HomeError::SignedOut)) => None,
            Err(failure) => Some(failure).filter(|_| self.accounts.at(store).is_some()),
        };
        let Some(failure) = failed else {
            match self.running(store) {
                Some(engine) if engine.leaving => self.leave(store),
                _ => self.lose(store),
            }
            return Ok(Answer::Done);
        };
        self.engine(store).leaving = false;
        self.accounts = Accounts::read(&self.world.load());
        self.accounts.unmark(store);
        self.world.save(&self.accounts.write());
        Err(failure)
    }

    /// An account is gone, and its engine is not needed any more.
    pub(super) fn leave(&mut self, store: &Rc<str>) {
        self.accounts = Accounts::read(&self.world.load());
        self.accounts.all.retain(|account| account.store != *store);
        self.accounts.mark(store);
        self.world.save(&self.accounts.write());
        self.engines.retain(|engine| engine.store != *store);
        if self.current == *store {
            self.current = LOCAL.into();
            self.world.acts(None);
        }
        self.tell_profiles();
        self.look_for_orphans();
    }

    /// An account has gone without this tab's doing.
    pub(super) fn lose(&mut self, store: &Rc<str>) {
        let acted = self.current == *store;
        self.leave(store);
        if acted {
            self.tell(Update::Left);
        }
    }

    /// Another tab may have kept other accounts.
    pub(super) fn reload(&mut self) {
        self.accounts = Accounts::read(&self.world.load());
        let current = Rc::clone(&self.current);
        let leaves = self.running(&current).is_some_and(|engine| engine.leaving);
        if self.accounts.is_orphan(&current) && !leaves {
            return self.lose(&current);
        }
        let Self { accounts, current, guest, engines, .. } = self;
        engines.retain(|Running { store, .. }| {
            let used = &**store == LOCAL || store == current || guest.as_ref() == Some(store);
            used || accounts.at(store).is_some()
        });
        self.tell_profiles();
        self.look_for_orphans();
    }

    /// The store in which somebody is at home.
    pub(super) fn home_of(&mut self, id: &PersonId) -> Rc<str> {
        // Nobody of this device has such an id; another tab may have signed them in.
        if self.accounts.of(id).is_none() && id.as_str().starts_with('@') {
            self.reload();
        }
        self.accounts.of(id).map_or_else(|| LOCAL.into(), |account| Rc::clone(&account.store))
    }

    /// The store of the account that somebody means at a sign-in.
    pub(super) fn meant(&self, server: &str, username: &str) -> Option<Rc<str>> {
        let found = self.server.as_ref().filter(|(typed, _)| typed == server).map_or(server, |(_, name)| name);
        let meant = self.accounts.all.iter().find(|account| account.is_meant(&[server, found], username));
        meant.map(|account| Rc::clone(&account.store))
    }

    /// The store for somebody whom nobody knows yet.
    pub(super) fn guest(&mut self) -> Rc<str> {
        let Self { guest, world, .. } = self;
        let guest = Rc::clone(guest.get_or_insert_with(|| fresh(world.random())));
        self.accounts = Accounts::read(&self.world.load());
        // Should nobody sign in there after all, it goes.
        self.accounts.mark(&guest);
        self.world.save(&self.accounts.write());
        guest
    }
}
