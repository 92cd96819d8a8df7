//! Where one writes: what was typed is never lost, and is sent once.
//!
//! What was typed stays until the engine says that the message is stored; what was typed meanwhile stays after that.
//! Until something is typed, the composer shows the draft that the engine keeps.

mod reply;

use std::time::Duration;

use leptos::prelude::*;

use super::Session;
use super::attach::Attachments;
use crate::backend::protocol::TalkCommand;
use crate::backend::{Command, Failure};
use crate::domain::id::{ChatId, MessageId};
use crate::domain::message::{Body, Message, MessageText, TextError};

pub use reply::Replying;

/// How long somebody pauses before the draft is stored.
const PAUSE: Duration = Duration::from_millis(600);

/// Most lines that the field grows to.
const MAX_LINES: usize = 6;

/// A message whose words are being changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editing {
    /// Which.
    pub id: MessageId,
    /// What was in the composer before.
    kept: Option<String>,
}

/// The composer of one chat; a clone is the same composer.
#[derive(Debug, Clone)]
pub struct Composer {
    /// The message that is edited instead of a new one being written.
    pub editing: ArcRwSignal<Option<Editing>>,
    /// The message that is being answered.
    pub replying: ArcRwSignal<Option<Replying>>,
    /// The files that wait to be sent; what is typed goes with the first of them.
    pub attachments: Attachments,
    /// Why the last try did not work.
    pub failure: ArcRwSignal<Option<Failure>>,
    session: Session,
    chat: ChatId,
    typed: ArcRwSignal<Option<String>>,
    /// What was handed in and is not stored yet.
    sending: ArcRwSignal<Option<String>>,
    /// What was tried last, so that a second try is the same message.
    attempt: ArcStoredValue<Option<Attempt>>,
    /// The draft that the engine was given last.
    saved: ArcStoredValue<Option<String>>,
    /// Goes up with each change, so that only the last pause stores a draft.
    changes: ArcStoredValue<u32>,
    left: ArcStoredValue<bool>,
    /// When the others were last told that something is being written.
    told_typing: ArcStoredValue<Option<i64>>,
}

/// A text that was handed in, what it answers, and the message that it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Attempt {
    text: String,
    reply: Option<MessageId>,
    id: MessageId,
}

impl Composer {
    /// The composer of a chat.
    pub fn new(session: &Session, chat: ChatId) -> Self {
        Self {
            editing: ArcRwSignal::new(None),
            replying: ArcRwSignal::new(None),
            attachments: Attachments::new(session),
            failure: ArcRwSignal::new(None),
            session: session.clone(),
            chat,
            typed: ArcRwSignal::new(None),
            sending: ArcRwSignal::new(None),
            attempt: ArcStoredValue::new(None),
            saved: ArcStoredValue::new(None),
            changes: ArcStoredValue::new(0),
            left: ArcStoredValue::new(false),
            told_typing: ArcStoredValue::new(None),
        }
    }

    /// What is in the field.
    pub fn text(&self) -> String {
        let draft = || self.session.chat(&self.chat).map(|chat| chat.draft).unwrap_or_default();
        self.typed.get().unwrap_or_else(draft)
    }

    /// How many lines the field has room for.
    pub fn lines(&self) -> usize {
        let count = |text: &str| text.split('\n').take(MAX_LINES).count();
        self.typed.with(|typed| typed.as_deref().map(count)).unwrap_or_else(|| count(&self.text()))
    }

    /// True when there is something to send, and nothing else is on its way.
    pub fn can_send(&self) -> bool {
        let file = self.attachments.first.with(Option::is_some);
        self.sending.with(Option::is_none) && (file || !self.text().trim().is_empty())
    }

    /// True while something is being stored.
    pub fn is_busy(&self) -> bool {
        self.sending.with(Option::is_some)
    }

    /// Something was typed.
    pub fn input(&self, text: String) {
        self.tell_typing(!text.is_empty());
        self.typed.set(Some(text));
        self.forget_failure();
        self.save_after_pause();
    }

    /// Sends what was typed, or puts it in the place of what is edited.
    pub fn send(&self) {
        let text = untrack(|| self.text());
        if self.sending.with_untracked(Option::is_some) {
            return;
        }
        let editing = self.editing.get_untracked();
        let file = editing.is_none() && self.attachments.first.with_untracked(Option::is_some);
        match MessageText::parse(&text) {
            Ok(_) => {}
            Err(TextError::Empty) if file => {}
            Err(TextError::Empty) => return,
            Err(error) => return self.failure.set(Some(error.into())),
        }
        self.forget_failure();
        if file {
            return self.send_file(text);
        }
        self.begin(&text);
        let reply = self.replying.with_untracked(|replying| replying.as_ref().map(|it| it.id.clone()));
        let chat = self.chat.clone();
        let command = match &editing {
            Some(editing) => Command::Edit { chat, id: editing.id.clone(), text: text.clone() },
            None => {
                Command::Send { chat, id: self.message_id(&text, &reply), text: text.clone(), reply: reply.clone() }
            }
        };
        let answer = self.session.run_surely(command);
        let composer = self.clone();
        self.session.spawn(async move {
            let result = answer.await;
            composer.sending.set(None);
            match (result, editing) {
                (Ok(_), None) => {
                    composer.saved.set_value(Some(String::new()));
                    composer.answered(reply.as_ref());
                    composer.stored(&text);
                }
                (Ok(_), Some(editing)) => composer.end_editing(editing),
                (Err(failure), _) => composer.failed(failure),
            }
        });
    }

    fn begin(&self, text: &str) {
        self.changes.update_value(|changes| *changes += 1);
        self.typed.set(Some(text.into()));
        self.sending.set(Some(text.into()));
    }

    /// Sends the first file, with what was typed.
    fn send_file(&self, caption: String) {
        let Some((id, name, content)) = self.attachments.ready() else { return };
        self.begin(&caption);
        let act = TalkCommand::Attach { id, name, content, caption: caption.clone() };
        let answer = self.session.client.run(Command::Talk { chat: self.chat.clone(), act });
        let composer = self.clone();
        self.session.spawn(async move {
            let result = answer.await;
            composer.sending.set(None);
            match result {
                Ok(_) => {
                    composer.attachments.next();
                    composer.stored(&caption);
                    composer.save();
                }
                Err(failure) => composer.failed(failure),
            }
        });
    }

    /// True if files may come in here and now; else says why not, if that helps.
    pub fn may_attach(&self) -> bool {
        self.session.abilities.with_untracked(|abilities| abilities.files) && self.attachments.may_come()
    }

    /// Files were chosen, dropped or pasted.
    pub fn attach(&self) {
        self.forget_failure();
        if let Err(failure) = self.attachments.chosen() {
            self.failure.set(Some(failure));
        }
    }

    /// Begins to change the words of a message.
    pub fn edit(&self, message: &Message) {
        let Body::Text(text) = &message.body else { return };
        if self.editing.with_untracked(Option::is_some) || self.sending.with_untracked(Option::is_some) {
            return;
        }
        self.save();
        let kept = self.typed.get_untracked();
        self.typed.set(Some(text.as_str().into()));
        self.editing.set(Some(Editing { id: message.id.clone(), kept }));
        self.forget_failure();
    }

    /// Gives up editing; what was in the field before comes back. False if nothing was edited.
    pub fn cancel_editing(&self) -> bool {
        let editing = self.editing.get_untracked();
        editing.map(|editing| self.end_editing(editing)).is_some()
    }

    /// Stores the draft now, if it is not stored yet.
    pub fn save(&self) {
        if self.editing.with_untracked(Option::is_some) {
            return;
        }
        let Some(typed) = self.typed.get_untracked() else { return };
        let text = match self.sending.get_untracked() {
            // The engine clears the draft itself when it stores the message.
            Some(sent) if sent == typed => return,
            Some(sent) => typed.strip_prefix(&*sent).unwrap_or(&typed).into(),
            None => typed,
        };
        if self.saved.with_value(|saved| saved.as_ref() != Some(&text)) {
            self.saved.set_value(Some(text.clone()));
            self.session.client.tell(Command::SetDraft { chat: self.chat.clone(), text });
        }
    }

    /// The screen is left: the draft is stored, and what fails from now on is told elsewhere.
    pub fn leave(&self) {
        self.cancel_editing();
        self.save();
        self.tell_typing(false);
        self.attachments.clear();
        self.left.set_value(true);
    }

    fn stored(&self, sent: &str) {
        self.attempt.set_value(None);
        self.tell_typing(false);
        self.typed.update(|typed| {
            let rest = typed.as_deref().map(|typed| typed.strip_prefix(sent).unwrap_or(typed).to_owned());
            *typed = rest;
        });
        self.save_after_pause();
    }

    fn failed(&self, failure: Failure) {
        self.save();
        if self.left.get_value() {
            self.session.alert(&failure);
        } else {
            self.failure.set(Some(failure));
        }
    }

    fn end_editing(&self, editing: Editing) {
        self.editing.set(None);
        self.typed.set(editing.kept);
        self.forget_failure();
    }

    fn forget_failure(&self) {
        if self.failure.with_untracked(Option::is_some) {
            self.failure.set(None);
        }
    }

    fn save_after_pause(&self) {
        let change = self.changes.try_update_value(|changes| {
            *changes += 1;
            *changes
        });
        let composer = self.clone();
        let work = move || {
            if change == Some(composer.changes.get_value()) && !composer.left.get_value() {
                composer.save();
            }
        };
        (self.session.platform.later)(PAUSE, Box::new(work));
    }

    fn message_id(&self, text: &str, reply: &Option<MessageId>) -> MessageId {
        let same = |attempt: &Attempt| (attempt.text == text && attempt.reply == *reply).then(|| attempt.id.clone());
        let known = self.attempt.with_value(|attempt| attempt.as_ref().and_then(same));
        let id = known.unwrap_or_else(|| MessageId::random((self.session.platform.random)()));
        self.attempt.set_value(Some(Attempt { text: text.into(), reply: reply.clone(), id: id.clone() }));
        id
    }
}

#[cfg(test)]
mod tests;
