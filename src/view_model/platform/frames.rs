//! What running a program needs.

use super::Asked;
use crate::domain::mini::host::{CallId, Code, FrameId, Said};
use crate::domain::mini::href::Href;
use crate::domain::mini::program::Launch;
use crate::domain::mini::remote::Origin;

/// How the app looks to the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guise {
    /// The language.
    pub locale: &'static str,
    /// What the person is called as long as the program may not know it.
    pub guest: String,
    /// Where it begins, if not at its beginning.
    pub at: Option<Href>,
}

/// A page of elsewhere that is to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Where it comes from, which it cannot leave.
    pub origin: Origin,
    /// Its whole address, but for the theme.
    pub address: String,
    /// What it is called.
    pub name: String,
}

/// What a program is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// What came of it, as JSON.
    Json(String),
    /// What came of it, as text.
    Text(String),
    /// It is not done.
    Refused(Code, String),
}

/// Hears what a program says.
pub type Hear = Box<dyn Fn(Said)>;

/// Frames for programs. Elements of the page are named by their ids.
#[derive(Debug, Clone, Copy)]
pub struct Frames {
    /// Starts a program in a frame inside an element, under an id of the frame; nothing if there is no such element.
    pub open: fn(&'static str, &'static str, Launch, Guise, Hear) -> Option<FrameId>,
    /// Opens a page of elsewhere in the same way.
    pub visit: fn(&'static str, &'static str, Visit, Hear) -> Option<FrameId>,
    /// Has a frame ready for the program that is started next.
    pub warm: fn(),
    /// Takes it out of sight, where it goes on; false if this browser cannot.
    pub park: fn(FrameId) -> bool,
    /// Brings it back, into an element and under an id; false if it is gone.
    pub show: fn(FrameId, &'static str, &'static str) -> bool,
    /// Tells it what became of a call.
    pub tell: fn(FrameId, CallId, Reply),
    /// Tells it what the same program of somebody else says live.
    pub live: fn(FrameId, &[u8]),
    /// Posts it something by the widget API of Matrix, as JSON.
    pub widget: fn(FrameId, &str),
    /// Asks whether it still answers; false if none runs there.
    pub ping: fn(FrameId) -> bool,
    /// Ends it.
    pub close: fn(FrameId),
    /// Ends all.
    pub close_all: fn(),
    /// Fetches a package; the address is relative to the app's own. Nothing if that is not possible.
    pub fetch: fn(&str) -> Asked<Option<Vec<u8>>>,
    /// Opens an address of elsewhere beside the app.
    pub leave: fn(&str),
}
