//! The shape of a catalogue: which texts there are.
#![expect(missing_docs, reason = "the English text of a field says what the field is")]

mod accounts;
mod acts;
mod code;
mod exchange;
mod group;
mod lists;
mod people;
mod programs;
mod scan;
mod security;
mod sign_in;
mod talk;
mod ways_in;

use super::apart::Apart;
use crate::backend::Failure;
use crate::domain::guide::Topic;
use crate::domain::message::SendError;

pub use accounts::Accounts;
pub use acts::{Acts, Party};
pub use code::Code;
pub use exchange::Exchange;
pub use group::{Group, GroupCode, Invite, Members, Rules};
pub use lists::Lists;
pub use people::{Groups, People};
pub use programs::Programs;
pub use scan::Scan;
pub use security::{Comparing, Security};
pub use sign_in::{Missing, SignIn};
pub use talk::Talk;
pub use ways_in::{Join, Meet, NewGroup, Picker};

/// The texts of one language.
pub struct Catalogue {
    pub common: Common,
    pub nav: Nav,
    pub places: Places,
    pub welcome: Welcome,
    pub start: Start,
    pub sign_in: Apart<SignIn>,
    pub chats: Chats,
    pub conversation: Apart<Conversation>,
    pub composer: Apart<Composer>,
    pub code: Apart<Code>,
    pub scan: Apart<Scan>,
    pub info: Apart<Info>,
    pub contacts: Contacts,
    pub discover: Discover,
    pub programs: Apart<Programs>,
    pub me: Me,
    pub profiles: Apart<Profiles>,
    pub settings: Apart<Settings>,
    pub stopped: Stopped,
    pub not_found: NotFound,
    pub later: Later,
    pub group: Apart<Group>,
    pub picker: Apart<Picker>,
    pub new_group: Apart<NewGroup>,
    pub join: Apart<Join>,
    pub meet: Apart<Meet>,
    pub acts: Acts,
    pub exchange: Apart<Exchange>,
    pub security: Apart<Security>,
    pub lists: Lists,
    pub talk: Apart<Talk>,
    pub people: Apart<People>,
    pub groups: Apart<Groups>,
    pub accounts: Apart<Accounts>,
    /// What failed and what to do.
    pub failure: fn(&Failure) -> String,
    /// Why a stored message did not get through.
    pub send_error: fn(SendError) -> &'static str,
    pub guide: Apart<Guide>,
}

/// Texts of more than one screen.
pub struct Common {
    pub app: &'static str,
    pub guide: &'static str,
    /// Between the parts of something that is read out.
    pub comma: &'static str,
    pub colon: &'static str,
    pub back: &'static str,
    pub cancel: &'static str,
    pub close: &'static str,
    pub save: &'static str,
    pub dismiss: &'static str,
    pub try_again: &'static str,
    pub loading: &'static str,
    pub today: &'static str,
    pub yesterday: &'static str,
    pub skip_to_content: &'static str,
    pub go_to_chats: &'static str,
    /// The name of the pane beside the list while nothing was chosen from it.
    pub nothing_open: &'static str,
    /// One line while the engine starts again.
    pub restarting: &'static str,
    pub connecting: &'static str,
    pub broken: &'static str,
    pub offline: &'static str,
    pub left: &'static str,
    pub signed_out: &'static str,
    pub sign_in_again: &'static str,
    pub update_ready: &'static str,
    pub update_now: &'static str,
    pub damaged: fn(u32) -> String,
}

/// The main navigation.
pub struct Nav {
    pub label: &'static str,
    pub chats: &'static str,
    pub contacts: &'static str,
    pub discover: &'static str,
    pub me: &'static str,
}

/// What the places are called whose other texts are fetched with their pages.
pub struct Places {
    pub chat: &'static str,
    pub rules: &'static str,
    pub security: &'static str,
    pub sign_in: &'static str,
    pub person: &'static str,
    pub groups: &'static str,
    pub scan: &'static str,
    pub my_code: &'static str,
    pub profiles: &'static str,
    pub add_profile: &'static str,
    pub settings: &'static str,
    pub new_group: &'static str,
    pub meet: &'static str,
    pub join: &'static str,
    pub group: &'static str,
    pub members: &'static str,
    pub invite: &'static str,
    pub log: &'static str,
    pub programs: &'static str,
    pub program: &'static str,
}

/// The first screen of all.
pub struct Welcome {
    pub promise: &'static str,
    pub small: &'static str,
    pub start_on_device: &'static str,
    pub sign_in: &'static str,
    pub continue_as: fn(&str) -> String,
    pub language: &'static str,
    /// On the welcome, while an invitation waits.
    pub waiting: fn(&str) -> String,
    pub waiting_contact: fn(&str) -> String,
}

/// Making a profile.
pub struct Start {
    pub title: &'static str,
    pub text: &'static str,
    pub name: &'static str,
    pub hint: &'static str,
    pub submit: &'static str,
}

/// The chat list.
pub struct Chats {
    pub title: &'static str,
    pub new: &'static str,
    pub add_profile: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    pub nothing_open_title: &'static str,
    pub nothing_open_text: &'static str,
    pub no_messages: &'static str,
    pub unread: fn(u32) -> String,
    pub pinned: &'static str,
    pub muted: &'static str,
    pub draft: fn(&str) -> String,
    pub you_said: fn(&str) -> String,
    pub not_sent: fn(&str) -> String,
}

/// A conversation.
pub struct Conversation {
    /// The name of the pane.
    pub region: &'static str,
    pub messages: &'static str,
    pub back: &'static str,
    pub info: &'static str,
    pub on_this_device: &'static str,
    pub guide_subtitle: &'static str,
    pub you: &'static str,
    pub label: fn(&str, &str) -> String,
    pub empty: &'static str,
    pub earlier: &'static str,
    pub latest: &'static str,
    pub latest_new: fn(u32) -> String,
    pub sending: &'static str,
    pub sent: &'static str,
    pub edited: &'static str,
    pub unreadable: &'static str,
    pub retry: &'static str,
    pub discard: &'static str,
    pub menu: &'static str,
    pub edit: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub missing_title: &'static str,
    pub missing_text: &'static str,
}

/// The guide.
pub struct Guide {
    /// What it says.
    pub says: fn(Topic) -> &'static str,
}

/// Where one writes.
pub struct Composer {
    pub message: &'static str,
    pub send: &'static str,
    pub editing: &'static str,
    pub save: &'static str,
}

/// Chat info.
pub struct Info {
    pub title: &'static str,
    pub pin: &'static str,
    pub pin_hint: &'static str,
    pub mute: &'static str,
    pub mute_hint: &'static str,
    pub device_text: &'static str,
    pub guide_text: &'static str,
}

/// Contacts.
pub struct Contacts {
    pub title: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    pub add_profile: &'static str,
    pub on_this_device: &'static str,
    pub guide_note: &'static str,
    pub choose_title: &'static str,
    pub choose_text: &'static str,
}

/// Discover.
pub struct Discover {
    pub title: &'static str,
    pub no_feed: &'static str,
    pub calm: &'static str,
}

/// Me.
pub struct Me {
    pub title: &'static str,
    pub profiles: &'static str,
    pub settings: &'static str,
    pub choose_title: &'static str,
    pub choose_text: &'static str,
}

/// Profiles, and adding one.
pub struct Profiles {
    pub title: &'static str,
    pub text: &'static str,
    pub list: &'static str,
    pub current: &'static str,
    pub switch_to: fn(&str) -> String,
    pub open_in_tab: fn(&str) -> String,
    pub switch: &'static str,
    pub open: &'static str,
    pub add: &'static str,
    pub add_title: &'static str,
    pub add_text: &'static str,
    pub add_submit: &'static str,
    pub name: &'static str,
    pub rename: &'static str,
    pub your_name: &'static str,
    pub renamed: &'static str,
    pub or_sign_in: &'static str,
    pub sign_in: &'static str,
    pub sign_out: &'static str,
    pub sign_out_title: &'static str,
    pub sign_out_text: &'static str,
    /// Where the keys are not kept elsewhere.
    pub sign_out_warning: &'static str,
    pub signing_out: &'static str,
}

/// Settings.
pub struct Settings {
    pub title: &'static str,
    pub language: &'static str,
    pub theme: &'static str,
    pub theme_system: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub storage: &'static str,
    pub storage_text: &'static str,
    pub about: &'static str,
    pub about_text: &'static str,
}

/// The screen when nothing can go on.
pub struct Stopped {
    pub title: &'static str,
    pub nothing_lost: &'static str,
    pub code: fn(&str) -> String,
}

/// A page that could not be fetched.
pub struct Later {
    pub title: &'static str,
    pub text: &'static str,
}

/// An address that leads nowhere.
pub struct NotFound {
    pub title: &'static str,
    pub text: &'static str,
}
