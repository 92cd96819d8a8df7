//! Signing in to a homeserver.

use crate::domain::home::HomeError;

/// What was left out of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Server,
    Username,
    Password,
    Token,
    Agreement,
}

/// The homeserver screen.
pub struct SignIn {
    pub title: &'static str,
    pub title_new: &'static str,
    pub text: &'static str,
    pub text_new: &'static str,
    pub server: &'static str,
    pub server_hint: &'static str,
    pub username: &'static str,
    pub username_new_hint: fn(&str) -> String,
    pub password: &'static str,
    pub password_new_hint: &'static str,
    pub show_password: &'static str,
    pub token: &'static str,
    pub token_hint: &'static str,
    pub agree: &'static str,
    pub submit: &'static str,
    pub submit_new: &'static str,
    pub to_new: &'static str,
    pub to_known: &'static str,
    /// What the card about a server is called.
    pub card: fn(&str) -> String,
    pub looking: &'static str,
    pub signing_in: &'static str,
    pub creating: &'static str,
    pub reached_at: fn(&str) -> String,
    pub keepers: &'static str,
    pub for_security: &'static str,
    pub nobody_known: &'static str,
    pub support: &'static str,
    pub terms: &'static str,
    pub offers: &'static str,
    pub by_password: &'static str,
    pub by_browser: &'static str,
    pub no_way: &'static str,
    pub open: &'static str,
    pub with_token: &'static str,
    pub elsewhere: &'static str,
    pub kept: &'static str,
    /// What was left out.
    pub missing: fn(Missing) -> &'static str,
    /// What a homeserver says no to, where one can do something about it.
    pub refused: fn(&HomeError) -> String,
}
