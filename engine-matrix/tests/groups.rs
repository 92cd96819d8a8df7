//! Groups against a real homeserver, with an engine for each person and stores in memory.
//! `cargo xtask test matrix` starts the homeserver and says where it is.
#![recursion_limit = "256"]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "groups/behaviours.rs"]
mod behaviours;
#[path = "support/homeserver.rs"]
mod homeserver;
#[path = "../../tests/contract/in_process.rs"]
mod in_process;
#[path = "../../tests/contract/tab.rs"]
mod tab;

use homeserver::run;

macro_rules! tests {
    ($($name:ident,)*) => {
        $(#[test] fn $name() { run(|place| async move { behaviours::$name(&place).await }) })*
    };
}

tests! {
    a_code_lets_in_once_and_a_new_code_kills_it,
    codes_of_elsewhere_are_refused,
    a_member_asks_in_and_the_owner_decides_once,
    rules_and_words_to_all_are_kept_and_logged,
    names_are_shown_as_each_reader_wants,
    history_is_cleared_for_one,
}
