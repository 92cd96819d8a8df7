//! The port over messages to an engine in a worker.
//!
//! One task ([`supervisor::supervise`]) owns the connection. It starts the engine, gives each request its number and
//! time limit, notices at once when the engine dies (the browser frees the engine's Web Lock), starts the next one and
//! gives it everything that was open: the profile, what is watched, and every request that was not answered.

#[cfg(target_arch = "wasm32")]
mod broadcast;
#[cfg(target_arch = "wasm32")]
mod browser;
pub mod ledger;
#[cfg(target_arch = "wasm32")]
mod shared;
pub mod supervisor;

#[cfg(target_arch = "wasm32")]
pub use browser::start;
