//! Faults of a homeserver and of the way to it: nothing is lost, nothing comes twice, and what is shown is true.
//! `TEAHOUSE_HOMESERVER` says where a real one is.
#![recursion_limit = "256"]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/classic.rs"]
mod classic;
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

#[path = "faults/clock.rs"]
mod clock;
#[path = "faults/ended.rs"]
mod ended;
#[path = "faults/hung.rs"]
mod hung;
#[path = "faults/lost.rs"]
mod lost;
#[path = "faults/outage.rs"]
mod outage;
#[path = "faults/restart.rs"]
mod restart;
#[path = "faults/talkers.rs"]
mod talkers;
