//! Everybody who can act in this browser: the profiles of this device, then the accounts.

use std::rc::Rc;

use super::accounts::{Account, Accounts};
use super::{LOCAL, Router, World};
use crate::backend::diff::{VectorDiff, diff};
use crate::backend::{Command, EngineState, Event, Update, Watch};
use crate::domain::person::Profile;

impl<W: World> Router<W> {
    /// The shell wants to know all of them, beginning anew.
    pub(super) fn watch_profiles(&mut self) {
        self.watched = true;
        self.told = None;
        self.ask_for_profiles(LOCAL);
        self.tell_profiles();
    }

    /// Has an engine tell of its profiles, once.
    pub(super) fn ask_for_profiles(&mut self, store: &str) {
        let engine = self.engine(store);
        if !std::mem::replace(&mut engine.asked, true) {
            engine.client.tell(Command::Watch(Watch::Profiles));
        }
    }

    /// An engine tells of its profiles.
    pub(super) fn told_of_profiles(&mut self, store: &Rc<str>, diffs: Vec<VectorDiff<Profile>>) {
        let engine = self.engine(store);
        let mut list = engine.profiles.take().unwrap_or_default();
        if diffs.into_iter().try_for_each(|change| change.apply(&mut list)).is_err() {
            // A change was lost on the way: all of them once more.
            engine.client.tell(Command::Unwatch(Watch::Profiles));
            engine.client.tell(Command::Watch(Watch::Profiles));
            return;
        }
        if &**store != LOCAL {
            self.rename(store, &list);
        }
        self.engine(store).profiles = Some(list);
        self.tell_profiles();
    }

    /// The engine of an account knows best what it is called.
    fn rename(&mut self, store: &Rc<str>, told: &[Profile]) {
        let Some(now) = told.first() else { return };
        let differs = |account: &Account| account.profile.id == now.id && account.profile != *now;
        if self.accounts.at(store).is_some_and(|account| differs(account)) {
            // Another tab may have kept others meanwhile.
            self.accounts = Accounts::read(&self.world.load());
            if let Some(account) = self.accounts.at(store) {
                account.profile = now.clone();
                self.world.save(&self.accounts.write());
            }
        }
    }

    /// Tells the shell what has changed, once those of this device are known or cannot be.
    pub(super) fn tell_profiles(&mut self) {
        let Some(local) = self.running(LOCAL).filter(|_| self.watched) else { return };
        let mut now = match (&local.profiles, &local.state) {
            (Some(profiles), _) => profiles.clone(),
            (None, EngineState::Stopped(_)) => Vec::new(),
            _ => return,
        };
        now.extend(self.accounts.all.iter().map(|account| account.profile.clone()));
        let diffs = match &self.told {
            Some(told) => diff(told, &now, |profile| profile.id.clone()),
            None => vec![VectorDiff::Reset(now.clone())],
        };
        self.told = Some(now);
        if !diffs.is_empty() {
            self.tell(Update::Event(Event::Profiles(diffs)));
        }
    }
}
