//! What can be done in a chat besides writing.

use serde::{Deserialize, Serialize};

use super::super::shelf::Parcel;
use crate::domain::file::{FileContent, serde_bytes_vec};
use crate::domain::id::MessageId;
use crate::domain::mini::aside::Aside;

/// Something in a chat. A backend that cannot do it answers [`super::super::Failure::Unable`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TalkCommand {
    /// Puts a sign on a message, or takes it away.
    React {
        /// Which message.
        id: MessageId,
        /// An emoji, or a short word.
        key: String,
        /// There or not.
        on: bool,
    },
    /// Takes back a message of one's own; a trace stays.
    Recall {
        /// Which.
        id: MessageId,
    },
    /// Stores a file for sending. Answered when it is stored.
    Attach {
        /// Chosen by the caller, at random; a second one of the same id is the same.
        id: MessageId,
        /// What it is called.
        name: String,
        /// What is in it.
        content: FileContent,
        /// What is said with it, as it was typed; may be empty.
        caption: String,
    },
    /// Fetches a file of a message. → [`super::Answer::File`]
    Fetch {
        /// Of which.
        id: MessageId,
        /// The small picture of it.
        thumbnail: bool,
    },
    /// Shares something with everybody who has the same program open in this chat, now or later. Answered when it is
    /// stored for sending.
    Update {
        /// The message that brought the program.
        card: MessageId,
        /// Chosen by the caller, at random; a second one of the same id is the same.
        id: MessageId,
        /// What the program says.
        text: String,
        /// What of it is for the chat, as long as both [fit](Aside::fits).
        aside: Aside,
    },
    /// Says something to everybody else who has the same program open and [hears](super::Watch::Live) of it right now.
    /// Nothing of it is kept, and it may be lost.
    Live {
        /// The message that brought the program.
        card: MessageId,
        /// At most [`MAX_LIVE_BYTES`](crate::domain::mini::update::MAX_LIVE_BYTES).
        #[serde(with = "serde_bytes_vec")]
        data: Vec<u8>,
    },
    /// Lets the others know that something is being written, or no more.
    Typing {
        /// Written or not.
        on: bool,
    },
    /// Comes into a chat of two that one was invited to.
    Accept,
    /// Does not come.
    Decline,
    /// Sends an event for a program: an [`EventBody`](crate::domain::mini::event::EventBody).
    /// → [`super::Answer::Event`], once everybody else can have it.
    SendEvent {
        /// Chosen by the caller, at random; a second one of the same id is the same.
        id: MessageId,
        /// What it says.
        body: Parcel,
    },
    /// Reads events, the newest first: an [`EventQuery`](crate::domain::mini::event::EventQuery).
    /// → [`super::Answer::Events`]
    ReadEvents(Parcel),
}
