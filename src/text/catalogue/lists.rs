//! Groups, quiet chats and accounts in the list of chats.

/// The list of chats.
pub struct Lists {
    pub new_group: &'static str,
    pub add_contact: &'static str,
    pub scan: &'static str,
    pub meet: &'static str,
    /// Somebody called everybody.
    pub called: &'static str,
    pub invited: &'static str,
    pub wants: &'static str,
    pub recalled: &'static str,
    pub unreadable: &'static str,
    pub locked: &'static str,
    pub foreign: &'static str,
    /// A picture, a film, a sound, anything else.
    pub files: [&'static str; 5],
    /// What the guide said first, and what it said since.
    pub guide: [&'static str; 2],
    /// Who says what.
    pub said: fn(&str, &str) -> String,
    pub announcement: fn(&str) -> String,
    pub folded: &'static str,
    pub folded_empty: &'static str,
    pub accounts: &'static str,
    pub accounts_empty: &'static str,
    pub chats: fn(u32) -> String,
    /// Something is unread; not how much.
    pub unread: &'static str,
}
