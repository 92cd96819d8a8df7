//! Mini-programs: what a package may hold, what it says of itself, and what a program may do.
//!
//! Rules only: `crate::package` reads the bytes, `crate::engine::shelf` keeps them.

pub mod aside;
pub mod broker;
pub mod capability;
pub mod event;
pub mod host;
pub mod href;
pub mod manifest;
pub mod media;
pub mod path;
pub mod program;
pub mod quota;
pub mod refusal;
pub mod remote;
pub mod signature;
pub mod update;
pub mod widget;

/// Largest package as it travels, in bytes.
pub const MAX_PACKAGE_BYTES: usize = 30 * 1024 * 1024;
/// Most of what a package may hold once it is unpacked, in bytes: what WeChat allows a program with all of its parts.
pub const MAX_UNPACKED_BYTES: u64 = 30 * 1024 * 1024;
/// Most files of a package.
pub const MAX_FILES: usize = 1_000;
/// The page with which a program starts (webxdc specification, "Webxdc File Format").
pub const START: &str = "index.html";
/// Most programs of one person.
pub const MAX_PROGRAMS: usize = 200;
