//! One open chat: its messages, what of them was seen, and what can be done with them.

use leptos::prelude::*;

use super::Session;
use super::bubble::{Bubble, Reader};
use super::chats::title;
use super::composer::Composer;
use super::group::GroupState;
use super::rows::put;
use super::session::Notice;
use super::timeline::{Entry, Timeline};
use crate::backend::Command;
use crate::domain::chat::{self, Chat};
use crate::domain::id::{ChatId, MessageId};
use crate::domain::person::is_guide;
use crate::domain::safety::Guard;
use crate::route::Route;

/// An open chat; a clone is the same one.
#[derive(Debug, Clone)]
pub struct Conversation {
    /// Which.
    pub id: ChatId,
    /// Its messages.
    pub timeline: Timeline,
    /// Where one writes.
    pub composer: Composer,
    /// True while the end of the chat is in sight.
    pub at_end: ArcRwSignal<bool>,
    /// True while older messages are on their way.
    pub loading_older: ArcRwSignal<bool>,
    /// The group that it is with, once that is known.
    pub group: ArcRwSignal<Option<GroupState>>,
    pub(super) session: Session,
    /// The last message that was there when the reader went up.
    left_at: ArcRwSignal<u64>,
    /// The last message that the engine knows to be seen.
    marked: ArcStoredValue<u64>,
}

impl Conversation {
    /// Opens a chat.
    pub fn open(session: &Session, id: ChatId) -> Self {
        Self {
            timeline: session.watch_timeline(id.clone()),
            composer: Composer::new(session, id.clone()),
            at_end: ArcRwSignal::new(true),
            loading_older: ArcRwSignal::new(false),
            group: ArcRwSignal::new(None),
            session: session.clone(),
            left_at: ArcRwSignal::new(0),
            marked: ArcStoredValue::new(0),
            id,
        }
    }

    /// Closes it; the draft stays.
    pub fn leave(&self) {
        self.composer.leave();
        self.session.leave_timeline(self.id.clone());
        if self.group.with_untracked(Option::is_some) {
            self.session.leave_group(&self.id);
        }
    }

    /// The chat, once it is known.
    pub fn chat(&self) -> Option<Chat> {
        self.session.chat(&self.id)
    }

    /// What the chat is called; as long as nobody knows, that it is a chat.
    pub fn title(&self) -> String {
        let texts = self.session.texts();
        self.chat().map_or_else(|| texts.conversation.region.into(), |chat| title(&chat.title, texts))
    }

    /// A line about the other one.
    pub fn subtitle(&self) -> String {
        let texts = self.session.texts();
        match self.chat().map(|chat| chat.with) {
            Some(chat::With::Person(person)) if is_guide(&person) => texts.conversation.guide_subtitle.into(),
            Some(chat::With::Person(_)) => match self.guard() {
                Guard::Device => texts.conversation.on_this_device.into(),
                Guard::Encrypted => texts.exchange.encrypted.into(),
                // Said more loudly than in this line.
                Guard::Plain => String::new(),
            },
            Some(chat::With::Account(_)) => texts.talk.account.into(),
            Some(chat::With::Group(group)) => (texts.talk.people)(group.members),
            None => String::new(),
        }
    }

    /// A message in words; the other one of a chat of two has this name.
    pub fn bubble(&self, entry: &Entry, other: &str) -> Bubble {
        let me = self.session.acting.get();
        let message = &entry.message;
        let many = self.group.with(Option::is_some);
        let quote = message.context.reply.as_ref();
        let quoted = quote.and_then(|quote| Some(self.name_of_sender(quote.sender.as_ref()?, quote.name.as_ref())));
        let reader = Reader {
            mine: me.as_ref() == Some(&message.sender),
            name: match many {
                true => self.name_of_sender(&message.sender, message.context.name.as_ref()),
                false => other.into(),
            },
            many,
            talkback: self.has_talkback(),
            quoted: quoted.unwrap_or_default(),
        };
        Bubble::new(entry, &reader, &self.session.clock())
    }

    /// The reader scrolled to the end, or away from it.
    pub fn scrolled(&self, at_end: bool) {
        if self.at_end.get_untracked() && !at_end {
            self.left_at.set(untrack(|| self.timeline.last_seq()));
        }
        put(&self.at_end, at_end);
    }

    /// How many messages of others came since the reader went up.
    pub fn fresh(&self) -> u32 {
        match (self.at_end.get(), self.session.acting.get()) {
            (false, Some(me)) => self.timeline.count_after(self.left_at.get(), &me),
            _ => 0,
        }
    }

    /// Tells the engine what was seen; follows everything that decides it.
    pub fn mark_seen(&self) {
        let last = self.timeline.last_seq();
        let seen = self.session.window.visible.get() && self.at_end.get();
        if seen && last > self.marked.get_value() {
            self.marked.set_value(last);
            self.session.client.tell(Command::MarkRead { chat: self.id.clone(), upto: last });
        }
    }

    /// Loads a page of older messages.
    pub fn load_older(&self) {
        if self.loading_older.get_untracked() {
            return;
        }
        self.loading_older.set(true);
        let answer = self.session.client.run(Command::LoadOlder { chat: self.id.clone() });
        let (loading, session) = (self.loading_older.clone(), self.session.clone());
        self.session.spawn(async move {
            if let Err(failure) = answer.await {
                session.alert(&failure);
            }
            loading.set(false);
        });
    }

    /// Sends a message that failed once more.
    pub fn retry(&self, id: MessageId) {
        self.session.act(Command::Retry { id });
    }

    /// Gives up a message that failed.
    pub fn discard(&self, id: MessageId) {
        self.session.act(Command::Discard { id });
    }

    /// Edits a message.
    pub fn edit(&self, id: &MessageId) {
        if let Some(row) = untrack(|| self.timeline.rows.row(id)) {
            self.composer.edit(&row.value.get_untracked().message);
        }
    }

    /// Edits one's last message, if nothing is written. False if there was nothing to do.
    pub fn edit_last(&self) -> bool {
        let me = self.session.acting.get_untracked();
        let empty = untrack(|| self.composer.text().is_empty());
        let last = me.filter(|_| empty).and_then(|me| untrack(|| self.timeline.last_of(&me)));
        last.map(|message| self.composer.edit(&message)).is_some()
    }

    /// Stops editing or answering, or else goes back to the list.
    pub fn escape(&self) {
        if !self.composer.cancel_editing() && !self.composer.stop_replying() {
            self.session.go(Route::Chats);
        }
    }

    /// Puts the words of a message on the clipboard.
    pub fn copy(&self, text: String) {
        let copied = (self.session.platform.copy)(text);
        let session = self.session.clone();
        self.session.spawn(async move {
            let texts = &session.texts().conversation;
            session.notice.set(Some(match copied.await {
                true => Notice::Status(texts.copied.into()),
                false => Notice::Alert(texts.not_copied.into()),
            }));
        });
    }

    /// Keeps the chat at the top of the list, or no longer.
    pub fn set_pinned(&self, pinned: bool) {
        self.session.act(Command::SetPinned { chat: self.id.clone(), pinned });
    }

    /// Puts the chat away with the other quiet ones, or no longer.
    pub fn set_folded(&self, folded: bool) {
        self.session.act(Command::SetFolded { chat: self.id.clone(), folded });
    }

    /// Forgets what was said in the chat up to now.
    pub fn clear_history(&self) {
        let answer = self.session.client.run(Command::ClearHistory { chat: self.id.clone() });
        let session = self.session.clone();
        self.session.spawn(async move {
            match answer.await {
                Ok(_) => session.notice.set(Some(Notice::Status(session.texts().talk.cleared.into()))),
                Err(failure) => session.alert(&failure),
            }
        });
    }

    /// Makes the chat quiet, or no longer.
    pub fn set_muted(&self, muted: bool) {
        self.session.act(Command::SetMuted { chat: self.id.clone(), muted });
    }
}

#[cfg(test)]
mod tests;
