//! Messages: what is said, and how far it has got.

use serde::{Deserialize, Serialize};

use super::file::FileInfo;
use super::group::act::Act;
use super::guide::Topic;
use super::id::{MessageId, PersonId};
use super::mini::aside::Tidings;
use super::name::Name;
use super::safety::Locked;
use super::time::Timestamp;
use super::written::written_as_text;

/// Longest text of a message, in UTF-8 bytes.
/// A Matrix event may have 65,536 bytes, and encryption makes its text a third longer: half of that always fits.
pub const MAX_TEXT_BYTES: usize = 32 * 1024;

/// A text that can be sent: not blank, not too long, without control characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MessageText(String);

/// Why a text cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum TextError {
    /// Nothing but blank space.
    #[error("the message is empty")]
    Empty,
    /// More than [`MAX_TEXT_BYTES`].
    #[error("the message has {bytes} bytes, the most is {MAX_TEXT_BYTES}")]
    TooLong {
        /// How many bytes it has.
        bytes: u32,
    },
}

impl MessageText {
    /// Drops blank lines around the text and control characters in it, and checks what is left.
    /// Direction marks stay, since right-to-left writing needs them: the screen isolates each message instead.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.replace("\r\n", "\n");
        let text: String = text
            .chars()
            .map(|char| if char == '\r' { '\n' } else { char })
            .filter(|char| !char.is_control() || matches!(char, '\n' | '\t'))
            .collect();
        let text = text.trim_matches('\n').trim_end();
        if text.trim().is_empty() {
            Err(TextError::Empty)
        } else if text.len() > MAX_TEXT_BYTES {
            Err(TextError::TooLong { bytes: u32::try_from(text.len()).unwrap_or(u32::MAX) })
        } else {
            Ok(Self(text.into()))
        }
    }

    /// A text of elsewhere, made fit to show: cut where it is too long. Nothing if nothing can be shown of it.
    pub fn tidied(text: &str) -> Option<Self> {
        const MARK: &str = "…";
        match Self::parse(text) {
            Ok(text) => Some(text),
            Err(TextError::Empty) => None,
            Err(TextError::TooLong { .. }) => {
                let end = text.floor_char_boundary(MAX_TEXT_BYTES - MARK.len());
                Self::parse(&format!("{}{MARK}", &text[..end])).ok()
            }
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

written_as_text!(MessageText, TextError);

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// Plain text with line breaks; never markup.
    Text(MessageText),
    /// An answer of the guide, in whichever language it is read.
    Guide(Topic),
    /// The stored record is damaged; its neighbours are not.
    Unreadable,
    /// Something that the sender did to the group.
    Notice(Act),
    /// It was taken back; this is its trace.
    Recalled,
    /// It cannot be decrypted (yet).
    Locked(Locked),
    /// A file.
    File(Box<FileInfo>),
    /// Something that happened in a program.
    Tidings(Box<Tidings>),
    /// Something that this shell cannot show: the readable part of it, where there is one.
    Foreign(Option<MessageText>),
}

/// The message that another one answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Which.
    pub id: MessageId,
    /// Who wrote it; nobody as long as it is not here.
    pub sender: Option<PersonId>,
    /// What they call themselves.
    pub name: Option<Name>,
    /// What it says; nothing as long as it is not here.
    pub body: Option<Body>,
}

/// A sign that people put on a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaction {
    /// An emoji, or a short word.
    pub key: String,
    /// How many people put it there.
    pub count: u32,
    /// The reader is one of them.
    pub mine: bool,
}

/// What belongs to a message and is none of its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// What its sender calls themselves, where the reader may not know them.
    pub name: Option<Name>,
    /// What it answers.
    pub reply: Option<Box<Quote>>,
    /// The signs on it, the most frequent first.
    pub reactions: Vec<Reaction>,
    /// Somebody else has read up to here, and lets it be known.
    pub read: bool,
}

/// How far a message has got on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delivery {
    /// Stored here, on its way.
    Sending,
    /// The others can read it.
    Sent,
    /// It did not get through; it waits here until it is sent again or given up.
    Failed(SendError),
}

/// Why a stored message did not get through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SendError {
    /// The other side did not take it this time.
    #[error("the other side refused the message")]
    Refused,
    /// The device could not store the delivery.
    #[error("the message could not be stored for the other side")]
    Storage,
    /// The sender is not in the group any more.
    #[error("the sender is not in the group any more")]
    NotIn,
    /// Somebody in the chat has new keys that nobody has confirmed.
    #[error("somebody in the chat has other keys than before")]
    Changed,
    /// The backend takes nothing of this size.
    #[error("the message is too large for the other side")]
    TooLarge,
}

/// A message as a conversation shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Made by the sender, the same through retries and restarts.
    pub id: MessageId,
    /// Place in the chat, from 1; `None` while it is on its way.
    pub seq: Option<u64>,
    /// Who wrote it.
    pub sender: PersonId,
    /// When it was written, by the sender's clock.
    pub at: Timestamp,
    /// What it says.
    pub body: Body,
    /// True when it says something else than at first.
    pub edited: bool,
    /// How far it has got.
    pub delivery: Delivery,
    /// What belongs to it.
    pub context: Context,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_inside_are_kept_and_around_are_dropped() {
        assert_eq!(MessageText::parse("\n\r\na\r\n\r\n  b \n\n").unwrap().as_str(), "a\n\n  b");
    }

    #[test]
    fn control_characters_are_dropped_and_direction_marks_are_kept() {
        assert_eq!(MessageText::parse("a\u{0}\u{1b}[31mb\tc\u{202e}d").unwrap().as_str(), "a[31mb\tc\u{202e}d");
    }

    #[test]
    fn a_megabyte_is_refused_with_its_size() {
        assert_eq!(MessageText::parse(&"x".repeat(1 << 20)), Err(TextError::TooLong { bytes: 1 << 20 }));
        assert!(MessageText::parse(&"x".repeat(MAX_TEXT_BYTES)).is_ok());
    }

    #[test]
    fn a_text_of_elsewhere_is_cut_and_not_refused() {
        let long = MessageText::tidied(&"茶".repeat(MAX_TEXT_BYTES)).unwrap();
        assert!(long.as_str().ends_with('…') && long.as_str().len() <= MAX_TEXT_BYTES);
        assert_eq!(MessageText::tidied(" \u{0} "), None);
    }

    #[test]
    fn a_blank_text_is_refused() {
        for text in ["", " \n\t ", "\u{0}\u{7}"] {
            assert_eq!(MessageText::parse(text), Err(TextError::Empty));
        }
    }
}
