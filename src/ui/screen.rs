//! The screens: one file each, named as its route and its view model.

pub mod add_profile;
pub mod bubble;
pub mod chat_info;
pub mod chats;
pub mod composer;
pub mod contacts;
pub mod conversation;
pub mod discover;
pub mod invitation;
pub mod log;
pub mod me;
pub mod my_code;
pub mod name_field;
pub mod not_found;
pub mod nothing_open;
pub mod profiles;
pub mod scan;
pub mod settings;
pub mod shelf;
pub mod sign_in;
pub mod start;
pub mod stopped;
pub mod strip;
pub mod welcome;
