//! What was handed to the engine and is not known to be stored: it outlives a reload of the page.
//!
//! A tab that is loaded again in the very moment of sending takes its engine with it if no other tab uses that engine.
//! So the tab keeps each message until the engine has said that it is stored, and hands it in again otherwise.
//! That may be once too often, which does no harm: the engine knows each message by its id.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Platform;
use crate::backend::{Command, wire};
use crate::domain::id::PersonId;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry {
    profile: PersonId,
    command: Command,
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

    /// Keeps a command of a profile.
    pub fn hold(&self, profile: PersonId, command: Command) {
        self.entries.update_value(|entries| entries.push(Entry { profile, command }));
        self.write();
    }

    /// Forgets a command: somebody knows what came of it.
    pub fn release(&self, command: &Command) {
        self.entries.update_value(|entries| entries.retain(|entry| entry.command != *command));
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
        taken.into_iter().map(|entry| entry.command).collect()
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
    use crate::view_model::fake::{self, person, platform};

    fn command(text: &str) -> Command {
        Command::SetDraft { chat: fake::chat(1).id, text: text.into() }
    }

    #[test]
    fn what_is_not_released_is_there_after_a_reload_for_whom_it_was() {
        fake::forget_unsent();
        let outbox = Outbox::new(platform());
        outbox.hold(person(1), command("茶"));
        outbox.hold(person(1), command("b"));
        outbox.hold(person(2), command("c"));
        outbox.release(&command("b"));
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
