//! The chats near the top are read before somebody opens one of them: most likely it is one of those.

use std::collections::HashMap;
use std::time::Duration;

use leptos::prelude::*;

use super::Session;
use super::timeline::Timeline;
use crate::backend::diff::VectorDiff;
use crate::backend::{Answer, Command};
use crate::domain::chat::{Chat, Preview};
use crate::domain::group::Standing;
use crate::domain::id::ChatId;

/// So many from the top are read: more than a screen shows at first.
const TOP: usize = 12;
/// How long what is more urgent has a turn before.
const QUIET: Duration = Duration::from_millis(1_000);

/// What has been read; a copy of a reference.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Glances {
    /// What each chat had said last by then.
    read: StoredValue<HashMap<ChatId, Option<Preview>>>,
    /// Somebody reads already, or is about to.
    busy: StoredValue<bool>,
}

impl Glances {
    /// Nothing of it is for whoever acts next.
    pub(super) fn forget(self) {
        self.read.update_value(HashMap::clear);
    }

    fn is_new(self, chat: &Chat) -> bool {
        self.read.with_value(|read| read.get(&chat.id) != Some(&chat.last))
    }
}

impl Session {
    /// Reads the chats near the top while nobody waits for anything, and again when more was said there. Follows all that
    /// decides it.
    pub fn read_ahead(&self) {
        let is_wanted = self.next_glance().is_some() && self.window.visible.get();
        let busy = self.glances.busy;
        if is_wanted && !busy.get_value() {
            busy.set_value(true);
            let session = self.clone();
            let read = move || session.clone().spawn(async move { session.read_now().await });
            (self.platform.later)(QUIET, Box::new(read));
        }
    }

    async fn read_now(&self) {
        while let Some(chat) = untrack(|| self.next_glance()) {
            self.glances.read.update_value(|read| drop(read.insert(chat.id.clone(), chat.last)));
            let answer = self.client.run(Command::Glance { chat: chat.id.clone() }).await;
            // What cannot be read now is read when it is opened.
            let Ok(Answer::Glance { messages, has_older }) = answer else { continue };
            let timeline = Timeline::new(self.platform.day);
            let is_whole = timeline.apply(vec![VectorDiff::Reset(messages)], has_older).is_ok();
            // Somebody else may act by now.
            if is_whole && self.glances.read.with_value(|read| read.contains_key(&chat.id)) {
                self.timelines.keep(chat.id, timeline);
            }
        }
        self.glances.busy.set_value(false);
    }

    /// The next chat to be read. Every one near the top is followed.
    fn next_glance(&self) -> Option<Chat> {
        let top: Vec<_> = self.chats.with(|rows| rows.iter().take(TOP).cloned().collect());
        let chats: Vec<Chat> = top.into_iter().map(|row| row.value.get()).collect();
        chats
            .into_iter()
            .find(|chat| is_inside(chat) && self.glances.is_new(chat) && self.timelines.get(&chat.id).is_none())
    }
}

/// True for a chat that shows its messages, and not what one is asked.
fn is_inside(chat: &Chat) -> bool {
    !chat.invited && chat.with.group().is_none_or(|group| matches!(group.standing, Standing::In))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::protocol::Watch;
    use crate::backend::{Event, Failure, Update};
    use crate::domain::time::Timestamp;
    use crate::view_model::fake;

    fn id(n: u8) -> ChatId {
        ChatId::random([n; 16])
    }

    fn chat(n: u8, said: i64) -> Chat {
        let message = fake::message(n.into(), 2, Timestamp(said));
        let preview = |it: crate::domain::message::Message| Preview {
            sender: it.sender,
            name: None,
            at: it.at,
            body: it.body,
            delivery: it.delivery,
        };
        Chat { last: Some(preview(message)), ..fake::chat(n) }
    }

    fn glance(n: u8) -> Command {
        Command::Glance { chat: id(n) }
    }

    fn page(n: u8) -> Result<Answer, Failure> {
        Ok(Answer::Glance { messages: vec![fake::message(n.into(), 2, Timestamp(1))], has_older: true })
    }

    #[test]
    fn the_first_chats_are_read_once_and_again_when_more_is_said() {
        let (session, mut backend) = fake::open_session();
        let tell = |chats: Vec<Chat>| Update::Event(Event::Chats(vec![VectorDiff::Reset(chats)]));
        backend.tell(tell(vec![chat(1, 1), Chat { invited: true, ..chat(2, 1) }, chat(3, 1)]));
        untrack(|| session.read_ahead());
        backend.wait();
        backend.answer(glance(1), page(1));
        backend.answer(glance(3), Err(Failure::NotFound));
        backend.expect_nothing();

        let open = session.watch_timeline(id(1));
        assert_eq!(untrack(|| open.rows.with(|rows| rows.len())), 1, "it is there at once");
        backend.skip(&[Command::Watch(Watch::Timeline(id(1)))]);
        backend.tell(tell(vec![chat(1, 2), chat(3, 2)]));
        untrack(|| session.read_ahead());
        backend.wait();
        backend.answer(glance(3), page(3));
        backend.expect_nothing();
    }

    #[test]
    fn nothing_is_kept_that_was_read_for_somebody_else() {
        let (session, mut backend) = fake::open_session();
        backend.tell(Update::Event(Event::Chats(vec![VectorDiff::Reset(vec![chat(1, 1)])])));
        untrack(|| session.read_ahead());
        backend.wait();
        let call = backend.call();
        session.switch(fake::person(9));
        assert_eq!((call.command, call.answer.send(page(1)).is_ok()), (glance(1), true));
        backend.run();
        let fresh = session.watch_timeline(id(1));
        assert!(!untrack(|| fresh.rows.is_known()));
    }
}
