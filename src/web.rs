//! The few web APIs that both ends of the port need: locks, channels of bytes, the names of databases, the clock
//! and chance.
//! Everything else of the browser belongs to `adapter::browser`, which engines cannot use.

pub mod channel;
pub mod databases;
pub mod lock;
pub mod platform;
