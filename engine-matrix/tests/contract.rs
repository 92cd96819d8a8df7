//! The contract suite against a real homeserver, with the engine in this program and its store in memory.
//! `cargo xtask test matrix` starts the homeserver and says where it is.
#![recursion_limit = "256"]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/homeserver.rs"]
mod homeserver;
#[path = "../../tests/contract/in_process.rs"]
mod in_process;
#[path = "../../tests/contract/suite.rs"]
mod suite;
#[path = "../../tests/contract/tab.rs"]
mod tab;
#[path = "../../tests/contract/talk.rs"]
mod talk;

use homeserver::run;

macro_rules! tests {
    ($suite:ident; $($name:ident,)*) => {
        $(#[test] fn $name() { run(|place| async move { $suite::$name(&place).await }) })*
    };
}
everywhere!(suite, tests);
talking!(talk, tests);
