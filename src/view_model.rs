//! What a screen shows and what it can be asked to do: state out, intents in, texts formatted.
//!
//! Nothing here draws, and nothing here touches a browser: all that a view model needs of one is in [`Platform`],
//! so that every behaviour is tested natively. The views above are plain markup.

pub mod account;
pub mod add_contact;
pub mod attach;
pub mod avatar;
pub mod bubble;
pub mod chats;
pub mod code_sheet;
pub mod composer;
pub mod contacts;
pub mod conversation;
pub mod dates;
pub mod exchange;
pub mod gist;
pub mod glances;
pub mod group;
pub mod groups;
pub mod invitation;
pub mod join;
pub mod meet;
pub mod my_code;
pub mod name_form;
pub mod new_group;
pub mod notice;
pub mod outbox;
pub mod part;
pub mod person;
pub mod picker;
pub mod picture;
pub mod platform;
pub mod profiles;
pub mod programs;
pub mod rows;
pub mod scan;
pub mod security;
pub mod session;
pub mod settings;
pub mod shelf;
pub mod sign_in;
pub mod start;
pub mod talk;
pub mod text_form;
pub mod timeline;
mod timelines;

#[cfg(test)]
mod fake;

pub use platform::Platform;
pub use session::Session;
