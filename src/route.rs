//! Every place of the app, and its address.
//!
//! Addresses live in the fragment: any static host can serve them from any path, and no id reaches a server's log.

use std::fmt;

use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::mini::program::ProgramId;

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
    /// About a group.
    Group(ChatId, GroupPage),
    /// Making a group.
    NewGroup,
    /// Meeting people in the same place, by four digits.
    Meet,
    /// The quiet chats that were put away.
    Folded,
    /// What official accounts wrote.
    Accounts,
    /// Reading a code.
    Scan,
    /// What a code leads to: its payload.
    Join(String),
    /// The people one can write to.
    Contacts,
    /// One of them.
    Person(PersonId),
    /// The groups that one keeps or looks after.
    Groups,
    /// What there is besides chats and people.
    Discover,
    /// The mini-programs that are installed.
    Programs,
    /// One of them, which runs.
    Program(ProgramId),
    /// About one of them.
    AboutProgram(ProgramId),
    /// Installing one from a link: its address.
    GetProgram(String),
    /// Putting one of them into a chat.
    ShareProgram(ProgramId),
    /// Choosing a program for a chat.
    PickProgram(ChatId),
    /// A program that a message brought, which runs.
    Card(ChatId, MessageId),
    /// A widget of a chat that is a page of elsewhere: its name, as its page writes it.
    Widget(ChatId, String),
    /// Oneself.
    Me,
    /// The code that says who one is.
    MyCode,
    /// The profiles of this device.
    Profiles,
    /// Making another profile.
    AddProfile,
    /// Keys and devices of the account.
    Security,
    /// What is being compared right now, above whatever else is on: it has no address.
    Comparison,
    /// Language, theme, storage.
    Settings,
    /// An address that leads nowhere.
    Unknown(String),
}

/// A page about a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupPage {
    /// What it is, and what can be done.
    Info,
    /// Who is in it.
    Members,
    /// Asking people in.
    Invite,
    /// Its house rules.
    Rules,
    /// What its owner and admins did.
    Log,
}

/// The pages about a group, below its chat.
const PAGES: [(GroupPage, &str); 5] = [
    (GroupPage::Info, "group"),
    (GroupPage::Members, "group/members"),
    (GroupPage::Invite, "group/invite"),
    (GroupPage::Rules, "group/rules"),
    (GroupPage::Log, "group/log"),
];

/// The places whose address holds nothing that varies.
const FIXED: [(Route, &str); 19] = [
    (Route::Home, ""),
    (Route::Start, "start"),
    (Route::SignIn, "sign-in"),
    (Route::Chats, "chats"),
    (Route::NewGroup, "chats/new-group"),
    (Route::Meet, "chats/meet"),
    (Route::Folded, "chats/folded"),
    (Route::Accounts, "chats/accounts"),
    (Route::Scan, "scan"),
    (Route::Contacts, "contacts"),
    (Route::Groups, "contacts/groups"),
    (Route::Discover, "discover"),
    (Route::Programs, "discover/programs"),
    (Route::Me, "me"),
    (Route::MyCode, "me/code"),
    (Route::Profiles, "me/profiles"),
    (Route::AddProfile, "me/profiles/add"),
    (Route::Security, "me/security"),
    (Route::Settings, "me/settings"),
];

const CHAT: &str = "chats/";
const PERSON: &str = "contacts/";
const JOIN: &str = "join/";
const PROGRAM: &str = "discover/programs/";
const GET: &str = "discover/programs/get/";
const ABOUT: &str = "/about";
const SHARE: &str = "/share";
const CARD: &str = "program/";
const PICK: &str = "programs";
const WIDGET: &str = "widget/";

impl Route {
    /// Reads the fragment of an address, with or without `#`.
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let path = fragment.strip_prefix('/').unwrap_or(fragment);
        if let Some((route, _)) = FIXED.into_iter().find(|(_, fixed)| *fixed == path) {
            return route;
        }
        varying(path).unwrap_or_else(|| Self::Unknown(fragment.into()))
    }

    /// The address, for a link: always a fragment, so that a link never leaves the page.
    pub fn href(&self) -> String {
        format!("#{self}")
    }

    /// The place of the main navigation that this one belongs to.
    pub fn section(&self) -> Option<Self> {
        match self {
            Self::Home
            | Self::Chats
            | Self::Chat(_)
            | Self::Card(..)
            | Self::Widget(..)
            | Self::PickProgram(_)
            | Self::Group(..)
            | Self::NewGroup
            | Self::Meet
            | Self::Folded
            | Self::Accounts
            | Self::Scan
            | Self::Join(_) => Some(Self::Chats),
            Self::Contacts | Self::Person(_) | Self::Groups => Some(Self::Contacts),
            Self::Discover
            | Self::Programs
            | Self::Program(_)
            | Self::AboutProgram(_)
            | Self::GetProgram(_)
            | Self::ShareProgram(_) => Some(Self::Discover),
            Self::Me
            | Self::MyCode
            | Self::Profiles
            | Self::AddProfile
            | Self::Security
            | Self::Comparison
            | Self::Settings => Some(Self::Me),
            Self::Start | Self::SignIn | Self::Unknown(_) => None,
        }
    }

    /// True when the place is shown beside a list on a wide screen, and instead of it on a narrow one.
    pub fn is_detail(&self) -> bool {
        !matches!(
            self,
            Self::Home | Self::Start | Self::SignIn | Self::Chats | Self::Contacts | Self::Discover | Self::Me
        )
    }
}

/// A place whose address names something.
fn varying(path: &str) -> Option<Route> {
    if let Some(payload) = path.strip_prefix(JOIN).filter(|payload| !payload.is_empty()) {
        return Some(Route::Join(payload.into()));
    }
    if let Some(person) = path.strip_prefix(PERSON) {
        return PersonId::parse(person).ok().map(Route::Person);
    }
    if let Some(link) = path.strip_prefix(GET).filter(|link| !link.is_empty()) {
        return Some(Route::GetProgram(link.into()));
    }
    if let Some(program) = path.strip_prefix(PROGRAM) {
        let below = |end: &str, page: fn(ProgramId) -> Route| program.strip_suffix(end).map(|id| (id, page));
        let (id, page) = below(ABOUT, Route::AboutProgram)
            .or_else(|| below(SHARE, Route::ShareProgram))
            .unwrap_or((program, Route::Program));
        return ProgramId::parse(id).map(page);
    }
    let rest = path.strip_prefix(CHAT)?;
    let Some((id, page)) = rest.split_once('/') else {
        return ChatId::parse(rest).ok().map(Route::Chat);
    };
    if page == PICK {
        return ChatId::parse(id).ok().map(Route::PickProgram);
    }
    if let Some(card) = page.strip_prefix(CARD) {
        return Some(Route::Card(ChatId::parse(id).ok()?, MessageId::parse(card).ok()?));
    }
    if let Some(widget) = page.strip_prefix(WIDGET).filter(|widget| !widget.is_empty()) {
        return Some(Route::Widget(ChatId::parse(id).ok()?, widget.into()));
    }
    let (page, _) = PAGES.into_iter().find(|(_, name)| *name == page)?;
    Some(Route::Group(ChatId::parse(id).ok()?, page))
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chat(id) => write!(f, "/{CHAT}{id}"),
            Self::Group(id, page) => {
                let page = PAGES.iter().find(|(it, _)| it == page).map_or("", |(_, name)| name);
                write!(f, "/{CHAT}{id}/{page}")
            }
            Self::Person(id) => write!(f, "/{PERSON}{id}"),
            Self::Program(id) => write!(f, "/{PROGRAM}{}", id.as_str()),
            Self::AboutProgram(id) => write!(f, "/{PROGRAM}{}{ABOUT}", id.as_str()),
            Self::GetProgram(link) => write!(f, "/{GET}{link}"),
            Self::ShareProgram(id) => write!(f, "/{PROGRAM}{}{SHARE}", id.as_str()),
            Self::PickProgram(chat) => write!(f, "/{CHAT}{chat}/{PICK}"),
            Self::Card(chat, card) => write!(f, "/{CHAT}{chat}/{CARD}{card}"),
            Self::Widget(chat, widget) => write!(f, "/{CHAT}{chat}/{WIDGET}{widget}"),
            Self::Join(payload) => write!(f, "/{JOIN}{payload}"),
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
        for fragment in [
            "/chats/a b",
            "/chats/",
            "/chats/a/b",
            "/wallet",
            "//",
            "/me/",
            "/chats/%20",
            "/join/",
            "/contacts/a b",
            "/chats/a/program/",
        ] {
            assert_eq!(Route::parse(fragment), Route::Unknown(fragment.into()));
        }
    }

    proptest! {
        #[test]
        fn what_has_an_id_comes_back_from_its_address(entropy in any::<[u8; 16]>()) {
            let id = ChatId::random(entropy);
            let pages = PAGES.map(|(page, _)| Route::Group(id.clone(), page));
            let program = ProgramId::parse(&format!("app.{id}")).unwrap();
            let card = Route::Card(id.clone(), MessageId::random(entropy));
            let programs =
                [Route::Program(program.clone()), Route::AboutProgram(program.clone()), Route::ShareProgram(program)];
            let get = Route::GetProgram("https://example.org/tea.xdc?v=1".into());
            let widget = Route::Widget(id.clone(), "cGFk".into());
            let others = [widget, Route::PickProgram(id.clone()), Route::Chat(id), card, get, Route::Person(PersonId::random(entropy))];
            for route in pages.into_iter().chain(others).chain(programs) {
                prop_assert_eq!(Route::parse(&route.href()), route);
            }
        }

        #[test]
        fn any_fragment_is_read_and_leads_to_the_same_place_again(fragment in "#?(/|chats|me|join|group|contacts|[a-z!~.-]|\\PC){0,12}") {
            let route = Route::parse(&fragment);
            prop_assert_eq!(Route::parse(&route.href()), route);
        }
    }
}
