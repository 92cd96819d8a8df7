//! The outside world of the shell: the port over messages, and the browser's own APIs.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod worker;
