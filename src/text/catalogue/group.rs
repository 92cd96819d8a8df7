//! Texts of the pages about a group.

use crate::domain::group::{Refusal, Role};

/// A group and its pages.
pub struct Group {
    pub info: &'static str,
    pub missing_title: &'static str,
    pub missing_text: &'static str,
    pub announcement_hint: &'static str,
    pub announce: &'static str,
    pub announced: &'static str,
    pub members: &'static str,
    pub members_row: fn(u32) -> String,
    pub code: &'static str,
    pub invite: &'static str,
    pub log: &'static str,
    pub rename: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub picture: &'static str,
    pub picture_remove: &'static str,
    pub approval: &'static str,
    pub approval_hint: &'static str,
    pub show_aliases: &'static str,
    pub show_aliases_hint: &'static str,
    pub save: &'static str,
    pub save_hint: &'static str,
    pub alias: &'static str,
    pub alias_hint: &'static str,
    pub clear_text: &'static str,
    pub transfer: &'static str,
    pub transfer_text: &'static str,
    pub transfer_to: fn(&str) -> String,
    pub transfer_confirm: fn(&str) -> String,
    pub leave: &'static str,
    pub leave_text: &'static str,
    pub leave_last: &'static str,
    pub leave_owner: &'static str,
    pub left: fn(&str) -> String,
    pub dissolve: &'static str,
    pub dissolve_text: &'static str,
    pub saved: &'static str,
    pub code_texts: GroupCode,
    pub member: Members,
    pub rule: Rules,
    pub log_empty: &'static str,
    pub invitation: Invite,
}

/// The code of a group.
pub struct GroupCode {
    /// Names the picture.
    pub picture: fn(&str) -> String,
    pub link: &'static str,
    pub valid: fn(&str) -> String,
    pub new: &'static str,
    pub new_confirm: &'static str,
    pub missing: &'static str,
    pub missing_ask: &'static str,
    /// Why nobody comes in by the code, said to a member.
    pub dead: fn(Refusal) -> String,
}

/// The people of a group.
pub struct Members {
    pub filter: &'static str,
    pub nobody: &'static str,
    pub asking: &'static str,
    pub invited: &'static str,
    pub removed: &'static str,
    pub you: fn(&str) -> String,
    pub somebody: &'static str,
    pub role: fn(Role) -> &'static str,
    pub founder: &'static str,
    pub added_by: fn(&str) -> String,
    pub added_by_you: &'static str,
    pub invited_by: fn(&str) -> String,
    pub invited_by_you: &'static str,
    pub code_of: fn(&str) -> String,
    pub code_of_you: &'static str,
    pub face_to_face: &'static str,
    pub asked_by: fn(&str) -> String,
    pub asked_by_you: &'static str,
    pub reason: fn(&str) -> String,
    pub approve: &'static str,
    pub approve_whom: fn(&str) -> String,
    pub decline: &'static str,
    pub decline_whom: fn(&str) -> String,
    pub menu: fn(&str) -> String,
    pub make_admin: &'static str,
    pub unmake_admin: &'static str,
    pub remove: &'static str,
    pub remove_confirm: fn(&str) -> String,
    pub invite_again: &'static str,
    pub invite_again_whom: fn(&str) -> String,
    pub invited_again: fn(&str) -> String,
}

/// The house rules.
pub struct Rules {
    pub none: &'static str,
    pub keepers: fn(&str) -> String,
    /// Version, who wrote it, and when.
    pub version: fn(u32, &str, &str) -> String,
    pub earlier: &'static str,
    pub edit: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub publish: &'static str,
    pub published: &'static str,
}

/// Asking people in.
pub struct Invite {
    pub added_at_once: &'static str,
    pub must_accept: &'static str,
    pub approves: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub submit: &'static str,
    pub nobody: &'static str,
    pub nobody_text: &'static str,
    pub added: &'static str,
    pub invited: &'static str,
    pub asked: &'static str,
}
