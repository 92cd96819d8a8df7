//! Every place of the app, and its address.
//!
//! Addresses live in the fragment: any static host can serve them from any path, and no id reaches a server's log.

use std::fmt;

use crate::domain::id::ChatId;

/// A place in the app.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Route {
    /// Wherever somebody who just arrived should be: the welcome, or the chats.
    Home,
    /// Making the first profile.
    Start,
    /// Signing in to a homeserver.
    SignIn,
    /// The chat list.
    Chats,
    /// One chat.
    Chat(ChatId),
    /// The people one can write to.
    Contacts,
    /// Mini-programs.
    Discover,
    /// Oneself.
    Me,
    /// The profiles of this device.
    Profiles,
    /// Making another profile.
    AddProfile,
    /// Language, theme, storage.
    Settings,
    /// An address that leads nowhere.
    Unknown(String),
}

/// The places whose address holds nothing that varies.
const FIXED: [(Route, &str); 10] = [
    (Route::Home, ""),
    (Route::Start, "start"),
    (Route::SignIn, "sign-in"),
    (Route::Chats, "chats"),
    (Route::Contacts, "contacts"),
    (Route::Discover, "discover"),
    (Route::Me, "me"),
    (Route::Profiles, "me/profiles"),
    (Route::AddProfile, "me/profiles/add"),
    (Route::Settings, "me/settings"),
];

const CHAT: &str = "chats/";

impl Route {
    /// Reads the fragment of an address, with or without `#`.
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let path = fragment.strip_prefix('/').unwrap_or(fragment);
        if let Some((route, _)) = FIXED.into_iter().find(|(_, fixed)| *fixed == path) {
            return route;
        }
        match path.strip_prefix(CHAT).map(ChatId::parse) {
            Some(Ok(id)) => Self::Chat(id),
            _ => Self::Unknown(fragment.into()),
        }
    }

    /// The address, for a link: always a fragment, so that a link never leaves the page.
    pub fn href(&self) -> String {
        format!("#{self}")
    }

    /// The place of the main navigation that this one belongs to.
    pub fn section(&self) -> Option<Self> {
        match self {
            Self::Home | Self::Chats | Self::Chat(_) => Some(Self::Chats),
            Self::Contacts => Some(Self::Contacts),
            Self::Discover => Some(Self::Discover),
            Self::Me | Self::Profiles | Self::AddProfile | Self::Settings => Some(Self::Me),
            Self::Start | Self::SignIn | Self::Unknown(_) => None,
        }
    }

    /// True when the place is shown beside a list on a wide screen, and instead of it on a narrow one.
    pub fn is_detail(&self) -> bool {
        matches!(self, Self::Chat(_) | Self::Profiles | Self::AddProfile | Self::Settings | Self::Unknown(_))
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chat(id) => write!(f, "/{CHAT}{id}"),
            Self::Unknown(fragment) => f.write_str(fragment),
            fixed => {
                let path = FIXED.iter().find(|(route, _)| route == fixed).map_or("", |(_, path)| path);
                write!(f, "/{path}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_fixed_place_has_its_address() {
        for (route, path) in FIXED {
            assert_eq!(route.href(), format!("#/{path}"));
            assert_eq!(Route::parse(&route.href()), route);
        }
        assert_eq!(Route::parse(""), Route::Home);
        assert_eq!(Route::parse("#"), Route::Home);
    }

    #[test]
    fn a_malformed_address_is_kept_and_said_to_be_unknown() {
        for fragment in ["/chats/a b", "/chats/", "/chats/a/b", "/wallet", "//", "/me/", "/chats/%20"] {
            assert_eq!(Route::parse(fragment), Route::Unknown(fragment.into()));
        }
    }

    proptest! {
        #[test]
        fn a_chat_comes_back_from_its_address(entropy in any::<[u8; 16]>()) {
            let route = Route::Chat(ChatId::random(entropy));
            prop_assert_eq!(Route::parse(&route.href()), route);
        }

        #[test]
        fn any_fragment_is_read_and_leads_to_the_same_place_again(fragment in "#?(/|chats|me|[a-z!~.-]|\\PC){0,12}") {
            let route = Route::parse(&fragment);
            prop_assert_eq!(Route::parse(&route.href()), route);
        }
    }
}
