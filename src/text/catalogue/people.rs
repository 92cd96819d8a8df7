//! Contacts, one of them, and the groups among them.

/// Contacts and one of them.
pub struct People {
    /// Names the chips that filter the contacts.
    pub tags_label: &'static str,
    pub all: &'static str,
    pub title: &'static str,
    pub missing_title: &'static str,
    pub missing_text: &'static str,
    pub remark: &'static str,
    pub remark_hint: &'static str,
    pub tags: &'static str,
    pub tags_hint: &'static str,
    pub saved: &'static str,
    pub write: &'static str,
    pub subscription: &'static str,
    pub service: &'static str,
    pub follow: &'static str,
    pub unfollow: &'static str,
    pub follow_text: &'static str,
    pub alone_title: &'static str,
    pub alone_text: &'static str,
}

/// The groups that one keeps or looks after.
pub struct Groups {
    pub title: &'static str,
    pub saved: &'static str,
    pub saved_none: &'static str,
    pub yours: &'static str,
    pub yours_none: &'static str,
    pub set: fn(u32, u32) -> String,
    pub choose: &'static str,
    pub announce: &'static str,
    pub announce_hint: &'static str,
    pub announce_to: fn(u32) -> String,
    pub announced: fn(u32) -> String,
    pub choose_one: &'static str,
    pub next: &'static str,
    pub next_text: &'static str,
    pub next_name: &'static str,
    pub next_hint: &'static str,
}
