//! What every backend can do, where the homeserver hides its simplified sliding sync.

use crate::homeserver::{Homeserver, run};
use crate::way::Way;
use crate::{classic, events, exchanging_events, files, sending_files, suite, talk, talking};

fn on_classic_sync<F: Future<Output = ()> + 'static>(test: impl FnOnce(Homeserver) -> F + 'static) {
    run(|place| async move {
        let way = Way::to(&place.url);
        way.rule(classic::classic);
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
sending_files!(files, tests);
exchanging_events!(events, tests);
tests! {
    suite;
    two_people_chat_live_between_tabs,
    a_message_sent_twice_arrives_once,
    many_messages_arrive_each_once_and_in_order,
    only_the_writer_changes_a_message,
    pinned_chats_come_first_and_muted_ones_say_so,
}
