//! Classic sync: what every backend can do, against a real homeserver that hides its simplified sliding sync.
//! `TEAHOUSE_HOMESERVER` says where it is.
#![recursion_limit = "256"]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/classic.rs"]
mod at;
#[path = "support/homeserver.rs"]
mod homeserver;
#[path = "../../tests/contract/in_process.rs"]
mod in_process;
#[path = "../../tests/contract/suite.rs"]
#[allow(dead_code, reason = "what does not depend on the kind of sync is tried elsewhere")]
mod suite;
#[path = "../../tests/contract/tab.rs"]
mod tab;
#[path = "../../tests/contract/talk.rs"]
mod talk;
#[path = "support/way.rs"]
mod way;

use homeserver::{Homeserver, run};
use way::Way;

fn on_classic_sync<F: Future<Output = ()> + 'static>(test: impl FnOnce(Homeserver) -> F + 'static) {
    run(|place| async move {
        let way = Way::to(&place.url);
        way.rule(at::classic);
        test(Homeserver::at(way.url.clone())).await;
        assert!(way.count("GET /_matrix/client/v3/sync?") > 0, "it is asked what is new");
        assert_eq!(way.count("msc3575/sync"), 0, "nothing is asked for that is not there");
    });
}

macro_rules! tests {
    ($suite:ident; $($name:ident,)*) => {
        $(#[test] fn $name() { on_classic_sync(|place| async move { $suite::$name(&place).await }) })*
    };
}
talking!(talk, tests);
tests! {
    suite;
    two_people_chat_live_between_tabs,
    a_message_sent_twice_arrives_once,
    many_messages_arrive_each_once_and_in_order,
    only_the_writer_changes_a_message,
    pinned_chats_come_first_and_muted_ones_say_so,
}
