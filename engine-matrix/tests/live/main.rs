//! The engine against a real homeserver, with an engine for each person and stores in memory.
//!
//! `cargo xtask test matrix` starts the homeserver and says where it is (`TEAHOUSE_HOMESERVER`). All of it is one program:
//! one to link, and its tests wait for the server side by side.
//!
//! - `contract`, `on_classic_sync`, `in_groups`: what every backend can do, with both kinds of sync.
//! - `safety`: what protects an account, with several engines for one account.
//! - `faults`: of the server and of the way to it. Nothing is lost, nothing comes twice, and what is shown is true.
//! - `malice`: answers and events that are made to harm. The engine goes on, and what it tells is bounded and fit to show.
#![recursion_limit = "256"]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/classic.rs"]
mod classic;
#[path = "support/homeserver.rs"]
mod homeserver;
#[path = "../../../tests/contract/in_process.rs"]
mod in_process;
#[path = "safety/people.rs"]
mod people;
#[path = "safety/proxy.rs"]
mod proxy;
#[path = "groups/raw.rs"]
mod raw;
#[path = "support/stranger.rs"]
mod stranger;
#[path = "../../../tests/contract/tab.rs"]
mod tab;
#[path = "faults/talkers.rs"]
mod talkers;
#[path = "support/way.rs"]
mod way;

#[path = "../../../tests/contract/events.rs"]
mod events;
#[path = "../../../tests/contract/files.rs"]
mod files;
#[path = "../../../tests/contract/groups.rs"]
mod groups;
#[path = "../../../tests/contract/suite.rs"]
mod suite;
#[path = "../../../tests/contract/talk.rs"]
mod talk;

/// Each of these behaviours is a test at the homeserver.
macro_rules! tests {
    ($suite:ident; $($name:ident,)*) => {
        $(#[test] fn $name() { crate::homeserver::run(|place| async move { $suite::$name(&place).await }) })*
    };
}

mod contract;
mod in_groups;
mod on_classic_sync;

mod faults {
    mod clock;
    mod ended;
    mod hung;
    mod lost;
    mod outage;
    mod restart;
}

mod malice {
    mod bare;
    mod crowd;
    mod discovering;
    mod fit;
    mod member;
    mod replies;
    mod server;
}

mod safety {
    mod comparing;
    mod recovering;
    mod sessions;
    mod silence;
}
