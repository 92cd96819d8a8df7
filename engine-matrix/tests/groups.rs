//! Groups against a real homeserver, with an engine for each person and stores in memory.
//! `cargo xtask test matrix` starts the homeserver and says where it is.
#![recursion_limit = "256"]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "groups/doorway.rs"]
mod doorway;
#[path = "groups/elsewhere.rs"]
mod elsewhere;
#[path = "../../tests/contract/groups.rs"]
mod groups;
#[path = "support/homeserver.rs"]
mod homeserver;
#[path = "../../tests/contract/in_process.rs"]
mod in_process;
#[path = "groups/raw.rs"]
mod raw;
#[path = "../../tests/contract/tab.rs"]
mod tab;

use homeserver::run;

macro_rules! tests {
    ($suite:ident; $($name:ident,)*) => {
        $(#[test] fn $name() { run(|place| async move { $suite::$name(&place).await }) })*
    };
}

in_groups!(groups, tests);

tests! {
    doorway;
    a_code_lets_in_while_nobody_of_the_group_is_online,
    nothing_of_a_group_is_published,
    a_new_code_kills_the_old_one_at_the_server,
    another_admin_kills_a_code_too_and_its_door_goes_with_it,
    approval_kills_the_code_at_the_server,
    after_seven_days_any_admin_that_is_there_shuts_the_door,
    a_code_that_died_while_nobody_was_there_is_dead_when_somebody_comes,
}

tests! {
    elsewhere;
    a_group_made_elsewhere_has_its_own_rules,
    others_read_what_happens_in_a_group,
    nobody_is_inside_who_did_not_accept,
}
