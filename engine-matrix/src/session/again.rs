//! A connection whose account goes, for good or until it has signed in again.

use std::rc::Rc;

use teahouse::backend::Event;
use teahouse::backend::diff::VectorDiff;
use teahouse::domain::home::Link;
use teahouse::domain::id::ChatId;

use super::Seat;
use crate::account::Account;
use crate::timeline::Conversation;

/// What was watched of an account.
pub(crate) struct Watched {
    is_open: bool,
    safety: bool,
    timelines: Vec<ChatId>,
}

impl Seat {
    /// Nobody acts in this tab any more. Whoever did not ask for it is told.
    pub(crate) fn close(&self, is_asked: bool) {
        let view = std::mem::take(&mut *self.view.borrow_mut());
        if view.profiles.is_some() {
            self.view.borrow_mut().profiles = Some(Vec::new());
            self.tell(Event::Profiles(vec![VectorDiff::Reset(Vec::new())]));
        }
        if view.account.is_some() && !is_asked {
            self.tell(Event::Link(Link::SignedOut));
        }
    }

    /// Lets go of the account. What was told of lists stays, so that what comes back is told as what changed.
    pub(crate) fn leave(&self) -> Watched {
        let mut view = self.view.borrow_mut();
        let (account, timelines) = (view.account.take(), std::mem::take(&mut view.timelines));
        let recent = std::mem::take(&mut view.recent);
        view.live.clear();
        // Its end may tell something: nobody may hold the view then.
        drop(view);
        let chats = timelines.keys().cloned().collect();
        drop((timelines, recent));
        Watched { is_open: account.is_some(), safety: self.sees_safety(), timelines: chats }
    }

    /// Tries to read once more what could not be read.
    pub(crate) fn retry_locked(&self) {
        self.view.borrow().timelines.values().for_each(|conversation| conversation.retry_locked());
    }

    /// Goes on with the account as it is now.
    pub(crate) async fn come_back(&self, account: &Rc<Account>, watched: Watched) {
        if !watched.is_open {
            return;
        }
        self.view.borrow_mut().account = Some(Rc::clone(account));
        self.tell(Event::Link(account.link.get()));
        self.tell_profile(&account.profile());
        self.tell_chats(account);
        if watched.safety {
            crate::safety::look(&Rc::downgrade(account));
        }
        for chat in watched.timelines {
            let room = crate::ids::room(&chat).and_then(|room| account.client.get_room(&room));
            let Some(room) = room else { continue };
            // What cannot be opened now is opened when somebody comes to the chat again.
            let opened = Conversation::open(account, chat.clone(), room, self.events.clone()).await;
            if let Ok(conversation) = opened {
                self.view.borrow_mut().timelines.insert(chat, conversation);
            }
        }
    }
}
