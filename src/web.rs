//! The few web APIs that both ends of the port need: locks, channels of bytes, the names of databases, the clock,
//! chance and signatures.
//! Everything else of the browser belongs to `adapter::browser`, which engines cannot use.

pub mod channel;
pub mod databases;
pub mod ed25519;
pub mod lock;
pub mod platform;
