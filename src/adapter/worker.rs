//! The port over messages to engines in workers.
//!
//! One task ([`router::route`]) knows which engine a command is for, and starts engines as they are needed.
//! One task for each ([`supervisor::supervise`]) owns the connection to it. It starts the engine, gives each request its number and
//! time limit, notices at once when the engine dies (the browser frees the engine's Web Lock), starts the next one and
//! gives it everything that was open: the profile, what is watched, and every request that was not answered.

#[cfg(target_arch = "wasm32")]
mod broadcast;
#[cfg(target_arch = "wasm32")]
mod browser;
pub mod ledger;
pub mod router;
#[cfg(target_arch = "wasm32")]
mod shared;
pub mod supervisor;

#[cfg(target_arch = "wasm32")]
pub use browser::start;

/// Where the workers of engines are.
#[derive(Debug, Clone)]
pub struct Sites {
    /// The address of the worker for the profiles of this device.
    pub local: String,
    /// The address of the worker for an account at a homeserver.
    pub matrix: String,
    /// The address of the worker for the shelf of programs.
    pub shelf: String,
}

/// What all tabs remember together.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    /// The accounts as they were kept.
    pub load: fn() -> String,
    /// Keeps the accounts.
    pub save: fn(&str),
    /// Keeps in mind which store the next start should begin with, if it is an account's.
    pub acts: fn(Option<&str>),
    /// Does something each time another tab has kept something.
    pub follow: fn(Box<dyn Fn()>),
}
