//! Answering a message, and letting the others know that something is being written.

use leptos::prelude::*;

use super::Composer;
use crate::backend::Command;
use crate::backend::protocol::TalkCommand;
use crate::domain::id::MessageId;
use crate::domain::message::Message;
use crate::view_model::bubble::said;

/// The others are told at most this often.
const AGAIN_MS: i64 = 4000;

/// A message that is being answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replying {
    /// Which.
    pub id: MessageId,
    /// What the reader calls whoever wrote it.
    pub name: String,
    /// What it says.
    pub text: String,
}

impl Composer {
    /// Begins to answer a message.
    pub fn reply_to(&self, message: &Message, name: String) {
        self.cancel_editing();
        let text = said(&message.body, self.session.texts());
        self.replying.set(Some(Replying { id: message.id.clone(), name, text }));
    }

    /// Does not answer it after all. False if nothing was being answered.
    pub fn stop_replying(&self) -> bool {
        let replying = self.replying.with_untracked(Option::is_some);
        if replying {
            self.replying.set(None);
        }
        replying
    }

    /// The answer is stored; whoever answers another message by now goes on with that.
    pub(super) fn answered(&self, id: Option<&MessageId>) {
        if self.replying.with_untracked(|replying| replying.as_ref().map(|it| &it.id) == id) {
            self.stop_replying();
        }
    }

    /// Something is being written, or nothing any more.
    pub(super) fn tell_typing(&self, on: bool) {
        if !self.session.abilities.with_untracked(|abilities| abilities.talkback) {
            return;
        }
        let now = (self.session.platform.now)().0;
        let told = self.told_typing.get_value();
        let due = match (on, told) {
            (true, Some(at)) => now - at >= AGAIN_MS,
            (on, told) => on || told.is_some(),
        };
        if due {
            self.told_typing.set_value(on.then_some(now));
            let act = TalkCommand::Typing { on };
            self.session.client.tell(Command::Talk { chat: self.chat.clone(), act });
        }
    }
}
