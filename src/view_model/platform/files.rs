//! What only conversations and the keeping of keys need of the browser: files that come in and go out.

use super::Asked;
use crate::domain::file::FileContent;

/// A file that somebody chose and nobody read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// What it is called.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
}

/// Files of the browser.
#[derive(Debug, Clone, Copy)]
pub struct Files {
    /// What is in a file input, by the id of the element.
    pub chosen: fn(&'static str) -> Vec<Chosen>,
    /// Reads one of the files in a file input, by its place; `None` if the browser could not.
    pub read: fn(&'static str, u32) -> Asked<Option<FileContent>>,
    /// Empties a file input, so that the same file can be chosen once more.
    pub forget: fn(&'static str),
    /// An address at which the page can show a content, until it is let go of.
    pub show: fn(&FileContent) -> Option<String>,
    /// Lets go of such an address.
    pub let_go: fn(&str),
    /// Saves a content as a file under a name; false if the browser cannot.
    pub save: fn(&FileContent, &str) -> bool,
}
