//! The outside world of the shell: the port over messages, and the browser's own APIs.

pub mod worker;
