//! What the shell and the shelf say to each other about a program that speaks the widget API of Matrix.

use serde::{Deserialize, Serialize};

use super::Parcel;
use crate::backend::Failure;
use crate::backend::protocol::{Answer, TalkCommand};
use crate::domain::id::MessageId;
use crate::domain::mini::widget::Access;

/// The number of something that the shelf wants done.
pub type RunId = u32;

/// What the shelf is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum WidgetSaid {
    /// The page is there: the first one of this run, or another one in its place.
    Loaded,
    /// What the page posted, as JSON.
    Page(String),
    /// What the person lets it do of [`WidgetAct::Ask`]: the names of the capabilities.
    Decided(Vec<String>),
    /// What came of [`WidgetAct::Run`].
    Answered {
        /// Of which.
        id: RunId,
        /// What the backend said.
        told: Told,
    },
    /// What happened in the chat: a list of [`RoomEvent`](crate::domain::mini::event::RoomEvent).
    Happened(Parcel),
    /// What the app looks like; said after [`WidgetSaid::Loaded`], and with each change.
    Looks {
        /// Dark or light.
        dark: bool,
        /// The language, by its name in BCP 47.
        language: String,
    },
}

/// What a backend said to something that the shelf wanted done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// It is sent.
    Sent(MessageId),
    /// It is read: a list of [`RoomEvent`](crate::domain::mini::event::RoomEvent).
    Events(Parcel),
    /// Nothing came of it: the code of the failure.
    Failed(String),
}

/// What the shell does for a widget, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum WidgetAct {
    /// Posts an object to the page, as JSON.
    Post(String),
    /// Asks the person what of this it may do, and says so with [`WidgetSaid::Decided`].
    Ask(Vec<Access>),
    /// Does something in the chat, and says with [`WidgetSaid::Answered`] what came of it.
    Run {
        /// Its number.
        id: RunId,
        /// What.
        act: WidgetRun,
    },
    /// Watches the events of the chat from now on, and says them with [`WidgetSaid::Happened`].
    Follow,
    /// Ends the program.
    Close,
}

/// Something that a widget does in its chat: a [`TalkCommand`], of which the pages of programs read no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum WidgetRun {
    /// Sends an event: an [`EventBody`](crate::domain::mini::event::EventBody).
    Send {
        /// What it is called.
        id: MessageId,
        /// What it says.
        body: Parcel,
    },
    /// Reads events: an [`EventQuery`](crate::domain::mini::event::EventQuery).
    Read(Parcel),
}

impl From<WidgetRun> for TalkCommand {
    fn from(run: WidgetRun) -> Self {
        match run {
            WidgetRun::Send { id, body } => Self::SendEvent { id, body },
            WidgetRun::Read(query) => Self::ReadEvents(query),
        }
    }
}

impl From<Result<Answer, Failure>> for Told {
    fn from(answer: Result<Answer, Failure>) -> Self {
        match answer {
            Ok(Answer::Event(id)) => Self::Sent(id),
            Ok(Answer::Events(events)) => Self::Events(events),
            Ok(_) => Self::Failed(Failure::Malformed.code().into()),
            Err(failure) => Self::Failed(failure.code().into()),
        }
    }
}
