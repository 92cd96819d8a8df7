//! Texts of the ways into a group: making one, a code, a meeting.

/// Choosing people.
pub struct Picker {
    pub filter: &'static str,
    pub people: &'static str,
    pub chosen: &'static str,
    pub unchoose: fn(&str) -> String,
    pub no_match: &'static str,
}

/// Making a group.
pub struct NewGroup {
    pub title: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub create: &'static str,
    pub nobody: &'static str,
    pub nobody_text: &'static str,
}

/// What a code leads to.
pub struct Join {
    pub region: &'static str,
    pub looking: &'static str,
    pub broken_title: &'static str,
    pub invites: fn(&str) -> String,
    pub people: fn(u32, u32) -> String,
    pub agree: &'static str,
    pub already: &'static str,
    pub open_chat: &'static str,
    pub myself: &'static str,
    pub person_text: &'static str,
    pub account_text: &'static str,
    pub write: &'static str,
    pub about: &'static str,
    pub follow: &'static str,
    pub other_place: &'static str,
    pub other_home: fn(&str) -> String,
}

/// Meeting face to face.
pub struct Meet {
    pub title: &'static str,
    pub text: &'static str,
    pub digits: &'static str,
    pub digits_hint: &'static str,
    pub come: &'static str,
    pub here: &'static str,
    pub until: fn(&str) -> String,
    pub over: &'static str,
    pub alone: &'static str,
    pub enter: &'static str,
    pub other_digits: &'static str,
}
