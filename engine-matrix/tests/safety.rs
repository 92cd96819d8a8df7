//! What protects an account, against a real homeserver, with several engines for one account.
//! `TEAHOUSE_HOMESERVER` says where it is.
#![recursion_limit = "256"]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../tests/contract/in_process.rs"]
mod in_process;
#[path = "safety/people.rs"]
mod people;
#[path = "safety/proxy.rs"]
mod proxy;
#[path = "../../tests/contract/tab.rs"]
mod tab;

#[path = "safety/comparing.rs"]
mod comparing;
#[path = "safety/recovering.rs"]
mod recovering;
#[path = "safety/sessions.rs"]
mod sessions;
#[path = "safety/silence.rs"]
mod silence;
