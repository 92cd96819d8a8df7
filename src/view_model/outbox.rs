//! What was handed to the engine and is not known to be stored: it outlives a reload of the page.
//!
//! A tab that is loaded again in the very moment of sending takes its engine with it if no other tab uses that engine.
//! So the tab keeps each message until the engine has said that it is stored, and hands it in again otherwise.
//! That may be once too often, which does no harm: the engine knows each message by its id.
//! Deliberately missing: any other command. What may hold a password or a file has no form here.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Platform;
use crate::backend::{Command, wire};
use crate::domain::id::{ChatId, MessageId, PersonId};

/// A message, and whose it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry {
    profile: PersonId,
    kept: Kept,
}

/// A message that is on its way to the engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    way: Way,
    chat: Option<ChatId>,
    id: MessageId,
    text: String,
    reply: Option<MessageId>,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
enum Way {
    Send,
    Edit,
    Broadcast,
}

impl Kept {
    /// The message of a command that hands one in.
    pub fn of(command: &Command) -> Option<Self> {
        let (way, chat, id, text, reply) = match command {
            Command::Send { chat, id, text, reply } => (Way::Send, Some(chat), id, text, reply.clone()),
            Command::Edit { chat, id, text } => (Way::Edit, Some(chat), id, text, None),
            Command::Broadcast { id, text } => (Way::Broadcast, None, id, text, None),
            _ => return None,
        };
        Some(Self { way, chat: chat.cloned(), id: id.clone(), text: text.clone(), reply })
    }

    /// The command that hands it in.
    fn command(self) -> Option<Command> {
        let Self { way, chat, id, text, reply } = self;
        Some(match way {
            Way::Send => Command::Send { chat: chat?, id, text, reply },
            Way::Edit => Command::Edit { chat: chat?, id, text },
            Way::Broadcast => Command::Broadcast { id, text },
        })
    }
}

/// What waits; a clone is the same outbox.
#[derive(Debug, Clone)]
pub struct Outbox {
    entries: ArcStoredValue<Vec<Entry>>,
    platform: Platform,
}

impl Outbox {
    /// Begins with what the tab has left over from before it was loaded again.
    pub fn new(platform: Platform) -> Self {
        let left = read_hex(&(platform.unsent)()).and_then(|bytes| wire::decode(&bytes).ok());
        Self { entries: ArcStoredValue::new(left.unwrap_or_default()), platform }
    }

    /// Keeps a message of a profile.
    pub fn hold(&self, profile: PersonId, kept: Kept) {
        self.entries.update_value(|entries| entries.push(Entry { profile, kept }));
        self.write();
    }

    /// Forgets a message: somebody knows what came of it.
    pub fn release(&self, kept: &Kept) {
        self.entries.update_value(|entries| entries.retain(|entry| entry.kept != *kept));
        self.write();
    }

    /// Takes out everything that waits for a profile.
    pub fn take(&self, profile: &PersonId) -> Vec<Command> {
        let mut taken = Vec::new();
        self.entries.update_value(|entries| {
            let (theirs, others) = entries.drain(..).partition(|entry| entry.profile == *profile);
            *entries = others;
            taken = theirs;
        });
        taken.into_iter().filter_map(|entry| entry.kept.command()).collect()
    }

    fn write(&self) {
        let text = self.entries.with_value(|entries| match entries.is_empty() {
            true => String::new(),
            false => wire::encode(entries).iter().map(|byte| format!("{byte:02x}")).collect(),
        });
        (self.platform.keep_unsent)(&text);
    }
}

fn read_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks_exact(2);
    pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::protocol::HomeCommand;
    use crate::view_model::fake::{self, person, platform};

    fn command(text: &str) -> Command {
        let id = MessageId::random([text.len() as u8; 16]);
        Command::Send { chat: fake::chat(1).id, id, text: text.into(), reply: None }
    }

    fn kept(text: &str) -> Kept {
        Kept::of(&command(text)).unwrap()
    }

    #[test]
    fn only_messages_are_kept_and_they_come_back_as_they_were() {
        let (chat, id) = (fake::chat(1).id, MessageId::random([1; 16]));
        let text = || "a".to_owned();
        for command in [
            Command::Send { chat: chat.clone(), id: id.clone(), text: text(), reply: Some(id.clone()) },
            Command::Edit { chat: chat.clone(), id: id.clone(), text: text() },
            Command::Broadcast { id, text: text() },
        ] {
            assert_eq!(Kept::of(&command).and_then(Kept::command), Some(command));
        }
        let [server, username, password] = ["s", "u", "p"].map(String::from);
        assert_eq!(Kept::of(&Command::Home(HomeCommand::SignIn { server, username, password })), None);
    }

    #[test]
    fn what_is_not_released_is_there_after_a_reload_for_whom_it_was() {
        fake::forget_unsent();
        let outbox = Outbox::new(platform());
        outbox.hold(person(1), kept("茶"));
        outbox.hold(person(1), kept("b"));
        outbox.hold(person(2), kept("c"));
        outbox.release(&kept("b"));
        let again = Outbox::new(platform());
        assert_eq!(again.take(&person(1)), [command("茶")]);
        assert_eq!(again.take(&person(1)), []);
        assert_eq!(again.take(&person(2)), [command("c")]);
    }

    #[test]
    fn nonsense_in_the_storage_is_nothing_left() {
        for text in ["", "0", "zz", "0100ff", "éé"] {
            (platform().keep_unsent)(text);
            assert_eq!(Outbox::new(platform()).take(&person(1)), []);
        }
        fake::forget_unsent();
    }
}
