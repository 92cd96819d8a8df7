//! What the programs of a chat say to each other while they are open.

use leptos::prelude::*;

use super::{Place, Running};
use crate::backend::protocol::TalkCommand;
use crate::backend::{Command, Watch};
use crate::domain::mini::program::Card;

impl Running {
    /// Comes to the others, or goes.
    pub(super) fn join(&self, on: bool) {
        let Place::Chat(Card { chat, message: card }) = self.place.clone() else { return };
        if self.live.get_value() != on {
            self.live.set_value(on);
            let watch = Watch::Live { chat, card };
            // Where nobody can be reached nobody is there: that is no failure of the program.
            self.session.client.tell(if on { Command::Watch(watch) } else { Command::Unwatch(watch) });
        }
    }

    /// Says something to the others.
    pub(super) fn speak(&self, data: Vec<u8>) {
        let Place::Chat(Card { chat, message: card }) = self.place.clone() else { return };
        if self.live.get_value() {
            self.session.client.tell(Command::Talk { chat, act: TalkCommand::Live { card, data } });
        }
    }

    /// Hears what one of the others says.
    pub(super) fn listen_to(&self, data: &[u8]) {
        if let (true, Some(frames), Some(frame)) =
            (self.live.get_value(), self.session.frames(), self.frame.get_value())
        {
            (frames.live)(frame, data);
        }
    }
}
