//! What programs say to each other in a chat while they are open: told to the other tabs at once, and kept nowhere.

use std::rc::{Rc, Weak};

use super::super::model::Model;
use super::super::store::Store;
use super::{LocalSession, State};
use crate::backend::{Answer, Event, Failure};
use crate::domain::id::{ChatId, MessageId};
use crate::domain::mini::update::MAX_LIVE_BYTES;

impl<S: Store> LocalSession<S> {
    pub(super) async fn watch_live(&self, chat: ChatId, card: MessageId) -> Result<Answer, Failure> {
        if !self.sees(&chat, &card).await? {
            return Err(Failure::NotFound);
        }
        let (watched, mut view) = ((chat, card), self.state.view.borrow_mut());
        if !view.live.contains(&watched) {
            view.live.push(watched);
        }
        Ok(Answer::Done)
    }

    /// Whoever hears may speak.
    pub(super) fn say_live(&self, chat: &ChatId, card: MessageId, data: Vec<u8>) -> Result<Answer, Failure> {
        if data.len() > MAX_LIVE_BYTES {
            return Err(Failure::FileTooLarge { bytes: data.len() as u64 });
        }
        let (watched, model) = ((chat.clone(), card), self.shared.model.borrow());
        if !self.state.is_live(&model, &watched) {
            return Err(Failure::NotFound);
        }
        let sessions = self.shared.sessions.borrow();
        let others = sessions.iter().filter_map(Weak::upgrade).filter(|other| !Rc::ptr_eq(other, &self.state));
        for other in others.filter(|other| other.is_live(&model, &watched)) {
            let (chat, card) = watched.clone();
            other.tell(true, Event::Live { chat, card, data: data.clone() });
        }
        Ok(Answer::Done)
    }
}

impl State {
    /// True if the tab hears of it, and whoever acts there still has a place in the chat.
    fn is_live(&self, model: &Model, watched: &(ChatId, MessageId)) -> bool {
        let view = self.view.borrow();
        let member = view.profile.as_ref().and_then(|profile| model.member(profile, &watched.0));
        view.live.contains(watched) && member.is_some_and(|member| member.is_in())
    }
}
