//! Stores that belong to nobody: what is in them goes, once no engine holds them.
//!
//! The list of accounts says which they are, so that whichever tab is there next can do it.
//! All tabs may try at once: one after the other is alone there, and the second one finds nothing to do.

use std::rc::Rc;

use futures::channel::oneshot;

use super::accounts::Accounts;
use super::{Alone, Heard, Router, World};
use crate::backend::Command;
use crate::backend::client::Call;
use crate::backend::protocol::HomeCommand;

impl<W: World> Router<W> {
    /// Goes on with what the last tab could not finish.
    pub(super) fn resume(&mut self) {
        for store in self.accounts.leaving() {
            let call = Call { command: Command::Home(HomeCommand::SignOut), answer: oneshot::channel().0 };
            self.sign_out(&store, call);
        }
        self.look_for_orphans();
    }

    /// Waits to be alone with each store of nobody. That of a guest may be somebody's by then.
    pub(super) fn look_for_orphans(&mut self) {
        for store in self.accounts.orphans() {
            if self.guest.as_ref() == Some(&store) || self.sweeping.contains(&store) {
                continue;
            }
            self.sweeping.push(Rc::clone(&store));
            let (alone, ear) = (self.world.alone(&store), self.ear.clone());
            self.world.spawn(Box::pin(async move {
                let alone = alone.await;
                // Without a router the next tab does it.
                let _ = ear.unbounded_send(Heard::Alone(store, alone));
            }));
        }
    }

    /// This tab is alone with a store.
    pub(super) fn sweep(&mut self, store: Rc<str>, alone: Alone) {
        self.accounts = Accounts::read(&self.world.load());
        if !self.accounts.is_orphan(&store) {
            return self.sweeping.retain(|it| *it != store);
        }
        let (removed, ear) = (self.world.remove(&store), self.ear.clone());
        self.world.spawn(Box::pin(async move {
            let gone = removed.await;
            let _ = ear.unbounded_send(Heard::Swept(store, gone, alone));
        }));
    }

    /// A store was emptied. What could not be removed is tried again at the next start.
    pub(super) fn swept(&mut self, store: &Rc<str>, gone: bool, alone: Alone) {
        self.sweeping.retain(|it| it != store);
        if gone {
            self.accounts = Accounts::read(&self.world.load());
            self.accounts.unmark(store);
            self.world.save(&self.accounts.write());
        }
        drop(alone);
    }
}
