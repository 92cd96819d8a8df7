//! Answers and events that are made to harm: the engine goes on, and what it tells is bounded and fit to show.
//! `TEAHOUSE_HOMESERVER` says where a real homeserver is.
#![recursion_limit = "256"]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../tests/contract/in_process.rs"]
mod in_process;
#[path = "safety/people.rs"]
mod people;
#[path = "support/stranger.rs"]
mod stranger;
#[path = "../../tests/contract/tab.rs"]
mod tab;
#[path = "support/way.rs"]
mod way;

#[path = "malice/crowd.rs"]
mod crowd;
#[path = "malice/discovering.rs"]
mod discovering;
#[path = "malice/fit.rs"]
mod fit;
#[path = "malice/member.rs"]
mod member;
#[path = "malice/replies.rs"]
mod replies;
#[path = "malice/server.rs"]
mod server;
