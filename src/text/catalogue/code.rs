//! Texts of codes that are shown.

/// A code on the screen.
pub struct Code {
    /// The name of the screen with one's own code.
    pub my_code: &'static str,
    /// What one's own code does.
    pub my_text: &'static str,
    pub my_text_home: &'static str,
    pub my_address: fn(&str) -> String,
    pub by_address: &'static str,
    pub address: &'static str,
    pub address_hint: &'static str,
    pub write: &'static str,
    pub no_address: &'static str,
    pub own_address: &'static str,
    pub nobody_there: &'static str,
    pub my_link: &'static str,
    /// Names the picture of the code of this person or group.
    pub picture: fn(&str) -> String,
    pub copy: &'static str,
    pub copied: &'static str,
    pub share: &'static str,
    pub not_shared: &'static str,
    pub save_picture: &'static str,
    pub saved: &'static str,
    pub not_saved: &'static str,
    pub print: &'static str,
}
