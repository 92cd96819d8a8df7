//! The profiles of this device.

use crate::domain::id::PersonId;
use crate::domain::person::Profile;
use crate::text::Catalogue;

/// What a row of the list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileRow {
    /// The name.
    pub name: String,
    /// It acts in this tab.
    pub current: bool,
    /// What the button to become it is called.
    pub switch_label: String,
    /// What the link to another tab is called.
    pub open_label: String,
    /// The address that opens it in another tab.
    pub href: String,
}

/// The key of the page's query that says who acts.
pub const QUERY_KEY: &str = "as";

impl ProfileRow {
    /// Puts a profile in words.
    pub fn new(profile: &Profile, acting: Option<&PersonId>, texts: &Catalogue) -> Self {
        let name = profile.name.as_str();
        Self {
            current: acting == Some(&profile.id),
            switch_label: (texts.profiles.switch_to)(name),
            open_label: (texts.profiles.open_in_tab)(name),
            href: format!("?{QUERY_KEY}={}#/chats", profile.id),
            name: name.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;
    use crate::view_model::fake;

    #[test]
    fn a_profile_knows_whether_it_acts_and_where_it_opens() {
        let profile = fake::profile(1, "Ada");
        let row = ProfileRow::new(&profile, Some(&profile.id), Locale::En.catalogue());
        assert!(row.current);
        assert_eq!(row.switch_label, "Switch to Ada");
        assert_eq!(row.href, format!("?as={}#/chats", profile.id));
        assert!(!ProfileRow::new(&profile, None, Locale::En.catalogue()).current);
    }
}
