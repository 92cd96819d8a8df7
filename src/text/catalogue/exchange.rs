//! What people do with messages besides writing them, and with files.

use crate::domain::safety::Locked;

/// Replies, signs, files, and how a chat is protected.
pub struct Exchange {
    pub reply: &'static str,
    pub react: &'static str,
    pub recall: &'static str,
    /// Above the composer.
    pub replying_to: fn(&str) -> String,
    pub stop_replying: &'static str,
    /// The message that another one answers, for those who hear it read out.
    pub answers: fn(&str, &str) -> String,
    pub not_here: &'static str,
    pub further_up: &'static str,
    pub signs: &'static str,
    /// A sign, how many put it there, and whether the reader did.
    pub sign: fn(&str, u32, bool) -> String,
    pub other_sign: &'static str,
    pub other_sign_hint: &'static str,
    pub put: &'static str,
    pub recalled: &'static str,
    pub recalled_mine: &'static str,
    pub locked: fn(Locked) -> &'static str,
    pub to_security: &'static str,
    pub foreign: &'static str,
    pub foreign_text: &'static str,
    pub read: &'static str,
    pub typing: fn(&[&str]) -> String,
    pub encrypted: &'static str,
    pub encrypted_text: &'static str,
    pub plain: &'static str,
    pub plain_text: &'static str,
    pub wants: fn(&str) -> String,
    pub wants_text: &'static str,
    pub accept: &'static str,
    pub decline: &'static str,
    pub open: &'static str,
    pub open_program: fn(&str) -> String,
    pub attach: &'static str,
    pub caption: &'static str,
    pub detach: fn(&str) -> String,
    pub more_files: fn(usize) -> String,
    pub one_first: &'static str,
    pub reading: &'static str,
    pub not_read: &'static str,
    pub show: fn(&str) -> String,
    pub save: fn(&str) -> String,
    pub saved: &'static str,
    pub not_saved: &'static str,
    pub fetching: &'static str,
    pub no_picture: &'static str,
}
