//! What a group adds to its conversation.

/// A group that is talked in.
pub struct Talk {
    pub people: fn(u32) -> String,
    pub account: &'static str,
    pub announcement: &'static str,
    /// Who said something, and when.
    pub by_at: fn(&str, &str) -> String,
    pub has_rules: &'static str,
    pub rules_changed: &'static str,
    pub read_rules: &'static str,
    pub rules: &'static str,
    pub invited_by: fn(&str) -> String,
    pub join: &'static str,
    pub decline: &'static str,
    pub removed: &'static str,
    pub left: &'static str,
    pub asking: &'static str,
    pub dissolved: &'static str,
    pub forget: &'static str,
    pub fold: &'static str,
    pub fold_hint: &'static str,
    pub clear: &'static str,
    pub clear_title: &'static str,
    pub clear_text: &'static str,
    pub cleared: &'static str,
    pub about: fn(&str) -> String,
}
