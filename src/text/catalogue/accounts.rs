//! Official accounts.

use crate::domain::account::AccountKind;

/// Making one, and speaking as one.
pub struct Accounts {
    /// Names the choice of what a new profile is.
    pub kind: &'static str,
    pub person: &'static str,
    pub subscription: &'static str,
    pub service: &'static str,
    pub person_text: &'static str,
    /// What an account of this kind may do.
    pub text: fn(AccountKind) -> String,
    pub broadcast: &'static str,
    pub broadcast_hint: fn(AccountKind) -> String,
    pub send: &'static str,
    pub sent: &'static str,
    pub again_at: fn(&str) -> String,
    pub answer_until: fn(&str) -> String,
    pub answer_not: &'static str,
}
