//! The worker side: engines that own a store, and the loop that serves them to the shell.
//!
//! Nothing here draws. One engine owns one store: [`serve`] hands the same engine to every tab.

pub mod local;
pub mod serve;
pub mod shelf;
mod table;

#[cfg(target_arch = "wasm32")]
mod database;
#[cfg(target_arch = "wasm32")]
pub mod host;
#[cfg(target_arch = "wasm32")]
pub mod plain;
