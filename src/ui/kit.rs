//! Components that know nothing of chats: each works by keyboard alone and has the roles that readers expect.

pub mod area;
pub mod avatar;
pub mod choice;
pub mod confirm;
pub mod dialog;
pub mod empty;
pub mod entry;
pub mod field;
pub mod file_input;
pub mod filter;
pub mod focus;
pub mod follow;
pub mod gradually;
pub mod icon;
pub mod icon_button;
pub mod menu;
pub mod mosaic;
pub mod qr;
pub mod reference;
pub mod sight;
pub mod skipped;
pub mod switch;
pub mod tick;
