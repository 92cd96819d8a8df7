//! What showing a code needs.

use super::Asked;

/// What the browser does with a code that is on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Codes {
    /// Begins to measure something, under a name.
    pub begin: fn(&'static str),
    /// Notes how long it has taken since it began.
    pub measured: fn(&'static str),
    /// True where the device can hand a link to its other apps.
    pub can_share: fn() -> bool,
    /// Hands a title and a link to whichever app the person chooses; false if that failed, not if they chose none.
    pub share: fn(String, String) -> Asked<bool>,
    /// Saves a drawing of the page as a picture, with words beneath it; false if that failed.
    pub save_picture: fn(Picture) -> Asked<bool>,
    /// Prints what the page shows.
    pub print: fn(),
}

/// A drawing that is to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The id of the drawing in the page.
    pub drawing: &'static str,
    /// The name of the file, without its ending.
    pub file: String,
    /// The words beneath it, the first line larger.
    pub lines: Vec<String>,
}
