//! Conversations that were watched a moment ago: whoever comes back finds them at once.

use std::collections::VecDeque;
use std::rc::Rc;

use teahouse::domain::id::ChatId;

use crate::timeline::Conversation;

/// So many are kept.
const KEPT: usize = 12;

/// The conversations, the latest at the end.
#[derive(Default)]
pub(super) struct Recent(VecDeque<(ChatId, Rc<Conversation>)>);

impl Recent {
    /// Keeps one, and gives back the one that makes room.
    pub(super) fn put(&mut self, chat: ChatId, conversation: Rc<Conversation>) -> Option<Rc<Conversation>> {
        conversation.rest();
        self.0.push_back((chat, conversation));
        if self.0.len() > KEPT { self.0.pop_front().map(|(_, oldest)| oldest) } else { None }
    }

    /// The one of a chat, if it is kept. It stays.
    pub(super) fn get(&self, chat: &ChatId) -> Option<&Rc<Conversation>> {
        self.0.iter().find(|(kept, _)| kept == chat).map(|(_, conversation)| conversation)
    }

    /// The one of a chat, if it is kept.
    pub(super) fn take(&mut self, chat: &ChatId) -> Option<Rc<Conversation>> {
        let at = self.0.iter().position(|(kept, _)| kept == chat)?;
        self.0.remove(at).map(|(_, conversation)| conversation)
    }
}
