//! Pure types and rules: what a person, a chat and a message are, and what is allowed.
//!
//! Nothing here knows about a browser, a store or a screen, and nothing here waits.

pub mod account;
pub mod address;
pub mod chat;
pub mod emoji;
pub mod file;
pub mod group;
pub mod guide;
pub mod home;
pub mod id;
pub mod link;
pub mod message;
pub mod mini;
pub mod name;
pub mod order;
pub mod person;
pub mod safety;
pub mod scan;
pub mod shown;
pub mod ticket;
pub mod time;
mod written;
