//! Events of a chat as programs of other houses know them: the types and shapes of Matrix, on every backend.

use serde::{Deserialize, Serialize};

use crate::domain::id::{MessageId, PersonId};
use crate::domain::time::Timestamp;

/// Longest content of an event, in bytes of JSON: encrypted, with everything around it, it fits into a Matrix event,
/// which has 65,536 bytes at most.
pub const MAX_CONTENT_BYTES: usize = 32_000;
/// Longest type and longest state key, in bytes (Matrix, "Size limits").
pub const MAX_KEY_BYTES: usize = 255;
/// Most events that are read at once.
pub const MAX_READ: u32 = 100;
/// Most states of one type in one chat, and most events of one type that a device keeps by itself.
pub const MAX_STATES: u32 = 1_000;
/// The type of what people write.
pub const MESSAGE: &str = "m.room.message";
/// The type of who is in a chat.
pub const MEMBER: &str = "m.room.member";
/// The type of what a chat is called.
pub const TITLE: &str = "m.room.name";

/// Something that happened in a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomEvent {
    /// Which one, the same to everybody in the chat.
    pub id: MessageId,
    /// Who did it.
    pub sender: PersonId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub body: EventBody,
}

/// What an event says. What a backend knows without JSON crosses without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventBody {
    /// A text that somebody wrote: an `m.room.message` of `m.text`.
    Text(String),
    /// The sender is in the chat, and is called so: an `m.room.member`.
    Member(String),
    /// The chat is called so: an `m.room.name`.
    Title(String),
    /// Anything else.
    Other {
        /// Its type.
        kind: String,
        /// What it is the state of; nothing for what is no state.
        state_key: Option<String>,
        /// A JSON object, as far as anybody knows.
        content: String,
    },
}

/// Which events are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventQuery {
    /// Of which type.
    pub kind: String,
    /// Which of the two sorts.
    pub class: EventClass,
    /// Only messages of this `msgtype`.
    pub msgtype: Option<String>,
    /// So many at most; states are read all.
    pub limit: u32,
    /// Only what came after this one, if it is among them.
    pub since: Option<MessageId>,
}

/// The two sorts of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventClass {
    /// What is said, one after the other.
    Message,
    /// What holds until the next one of the same type and key: of one key, or of all.
    State(Option<String>),
}

impl EventQuery {
    /// How many events come of it at most.
    pub fn most(&self) -> u32 {
        match self.class {
            EventClass::Message => self.limit.min(MAX_READ),
            EventClass::State(_) => MAX_STATES,
        }
    }
}

impl EventBody {
    /// Its type.
    pub fn kind(&self) -> &str {
        match self {
            Self::Text(_) => MESSAGE,
            Self::Member(_) => MEMBER,
            Self::Title(_) => TITLE,
            Self::Other { kind, .. } => kind,
        }
    }

    /// True for what a program may send at all, and every backend can carry. Texts are checked like those of people.
    pub fn may_be_sent(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::Member(_) | Self::Title(_) => false,
            Self::Other { kind, state_key, content } => {
                may_send(kind)
                    && state_key.as_deref().is_none_or(is_key)
                    && content.len() <= MAX_CONTENT_BYTES
                    && content.starts_with('{')
            }
        }
    }
}

/// True for a type that programs may send. Of those that Matrix defines they are what people say: the others make a
/// chat what it is, or let devices trust each other. Our own hold the rules of groups.
pub fn may_send(kind: &str) -> bool {
    is_kind(kind) && (matches!(kind, MESSAGE | "m.reaction") || !kind.starts_with("m.")) && !is_own(kind)
}

/// True for a type that programs may read. Our own hold what lets people into groups; what is encrypted is read by
/// what is in it.
pub fn may_read(kind: &str) -> bool {
    is_kind(kind) && !matches!(kind, "m.room.encrypted" | "m.room.redaction") && !is_own(kind)
}

/// True for what can be a state key.
pub fn is_key(key: &str) -> bool {
    key.len() <= MAX_KEY_BYTES && key.bytes().all(|byte| byte >= b' ' && byte != 0x7f)
}

fn is_kind(kind: &str) -> bool {
    !kind.is_empty() && is_key(kind)
}

fn is_own(kind: &str) -> bool {
    kind.starts_with("app.teahouse.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(kind: &str, key: Option<&str>, content: &str) -> EventBody {
        EventBody::Other { kind: kind.into(), state_key: key.map(Into::into), content: content.into() }
    }

    #[test]
    fn what_makes_a_chat_what_it_is_is_not_sent() {
        for kind in ["m.room.message", "m.reaction", "org.example.move"] {
            assert!(other(kind, None, "{}").may_be_sent() && may_read(kind), "{kind}");
        }
        for kind in ["m.room.power_levels", "m.room.encrypted", "m.key.verification.request", "", "a\nb"] {
            assert!(!other(kind, Some(""), "{}").may_be_sent(), "{kind}");
        }
        assert!(may_read("m.room.member") && !may_read("m.room.encrypted"));
        for kind in ["app.teahouse.code", "app.teahouse.update"] {
            assert!(!may_send(kind) && !may_read(kind), "{kind}");
        }
    }

    #[test]
    fn what_no_backend_can_carry_is_not_sent() {
        let long = |bytes: usize| format!("{{\"a\":\"{}\"}}", "x".repeat(bytes - 8));
        assert!(other("a.b", None, &long(MAX_CONTENT_BYTES)).may_be_sent());
        assert!(!other("a.b", None, &long(MAX_CONTENT_BYTES + 1)).may_be_sent());
        assert!(!other("a.b", None, "[]").may_be_sent() && !other("a.b", Some("\u{0}"), "{}").may_be_sent());
        assert!(!other(&"a".repeat(MAX_KEY_BYTES + 1), None, "{}").may_be_sent());
    }
}
