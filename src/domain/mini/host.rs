//! What becomes of what a program asks of its host.

use serde::{Deserialize, Serialize};

use super::aside::Aside;
use super::capability::Capability;

/// Longest message of a program, in bytes: a value of the largest size, with everything around it escaped.
pub const MAX_CALL_BYTES: usize = 2 * 1024 * 1024 + 4096;

/// The number of a call, as the program counts.
pub type CallId = u32;

/// Which frame a program runs in.
pub type FrameId = u32;

/// What a program says, or what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Its page is there.
    Loaded,
    /// Another page of it takes the place of the one before.
    Turned,
    /// It still answers.
    Alive,
    /// Something failed in it before its page was there; in its own words.
    Failed(String),
    /// It asks something of its host.
    Call(Request),
    /// It looks dark, or light.
    Looks {
        /// Which.
        dark: bool,
    },
    /// It says something by the widget API of Matrix, as JSON.
    Widget(String),
    /// It says something to the same program of others that is open now.
    Live(Vec<u8>),
    /// It went to where it does not come from.
    Gone,
    /// It says more than anybody could hear.
    TooMuch,
    /// This browser cannot keep it in.
    Unsafe,
}

/// Something that a program asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Which call it is.
    pub id: CallId,
    /// In the program's own words.
    pub call: String,
    /// The file that goes with it.
    pub file: Option<Vec<u8>>,
}

/// What becomes of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It is done: what came of it, as JSON.
    Done(String),
    /// It is not done.
    Refused(Refused),
    /// The person is asked first.
    Asks {
        /// For what.
        capability: Capability,
        /// Why, in the publisher's words.
        reason: String,
        /// What will be done.
        effect: Effect,
        /// A yes can hold from now on.
        always: bool,
    },
    /// The shell does it.
    Does(Effect),
}

/// What only the shell can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// Shows an address, and opens it if the person wants.
    Open(String),
    /// Tells what the person is called.
    Tell,
    /// Ends the program.
    Close,
    /// Shares an update with everybody who has the program in this chat.
    Update {
        /// All of it, as JSON.
        text: String,
        /// What it says for the chat.
        aside: Aside,
    },
    /// Says something in a chat in the person's name.
    Send(Letter),
    /// Puts the program itself into a chat that the person chooses.
    Share,
    /// Tells the name of a contact whom the person chooses.
    Pick,
    /// Reads a code with the camera, or from a picture.
    Scan,
    /// Talks live with the same program of others, or no longer.
    Join(bool),
    /// Has the program hear of the way back, in place of the shell, or no longer.
    Back(bool),
}

/// What a program would say in a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The words, none where a file says it all.
    pub text: String,
    /// The name and the media type of the file that came with the call.
    pub file: Option<(String, String)>,
    /// It is for the chat where the program is open; otherwise the person chooses.
    pub here: bool,
}

/// Why a call is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Stable, for programs.
    pub code: Code,
    /// For whoever writes the program.
    pub why: String,
}

/// The codes of refusals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Code {
    /// It makes no sense.
    Malformed,
    /// There is no such method.
    UnknownMethod,
    /// The person does not want it, or was not told that it would be asked for.
    Denied,
    /// There would be too much of it.
    Quota,
    /// The device could not keep it.
    Storage,
    /// It cannot be done where the program is open.
    Unavailable,
}

impl Code {
    /// What it is called at the host API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownMethod => "unknown-method",
            Self::Denied => "denied",
            Self::Quota => "quota",
            Self::Storage => "storage",
            Self::Unavailable => "unavailable",
        }
    }
}

impl Refused {
    /// What becomes of a call that is refused.
    pub fn outcome(code: Code, why: impl Into<String>) -> Outcome {
        Outcome::Refused(Self { code, why: why.into() })
    }
}
