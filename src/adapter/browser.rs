//! The browser, one file per API. Each says what the app needs of it, and copes where it is missing or refuses.
//!
//! Plain values in and out: what they mean to the app is decided in `app`.

mod barcode;
pub mod blob;
pub mod camera;
pub mod clipboard;
pub mod dates;
pub mod document;
pub mod download;
pub mod file;
pub mod frame;
pub mod letters;
mod listen;
pub mod location;
pub mod media;
pub mod package;
pub mod performance;
pub mod picture;
pub mod print;
mod scanner;
pub mod service_worker;
pub mod share;
pub mod square;
pub mod storage;
pub mod timer;
pub mod upload;
pub mod visibility;
