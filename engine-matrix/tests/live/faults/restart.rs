//! An engine that dies in the middle of sending, and the next one on the same store.

use std::time::Duration;

use teahouse::backend::protocol::Command;
use teahouse::domain::home::Link;
use teahouse::domain::id::MessageId;
use teahouse::domain::message::{Body, Delivery, Message};
use tokio::runtime::Runtime;
use tokio::task::LocalSet;

use crate::classic::classic;
use crate::people::{Device, Person, homeserver, provider, reads};
use crate::tab::{Tab, id};
use crate::talkers::{delivery, texts};
use crate::way::{Act, Ask, Way};

const LIMIT: Duration = Duration::from_secs(120);

/// Tasks that go on while something is waited for. Dropped, they stop wherever they are, like a worker that is killed.
struct World {
    local: LocalSet,
    runtime: Runtime,
}

impl World {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { local: LocalSet::new(), runtime }
    }

    #[track_caller]
    fn run<T>(&self, work: impl Future<Output = T>) -> T {
        let limited = async { tokio::time::timeout(LIMIT, work).await };
        self.local.block_on(&self.runtime, limited).expect("the test waits for what never comes")
    }
}

/// The server as it is, but for what happens to what is sent.
fn with(server: fn(&Ask) -> Act, sends: fn() -> Act) -> impl Fn(&Ask) -> Act {
    move |ask| if ask.sends() { sends() } else { server(ask) }
}

fn goes_on(server: fn(&Ask) -> Act) {
    provider();
    let way = Way::to(&homeserver());
    way.rule(server);
    let (there, before) = (World::new(), World::new());
    let (_, _zhous, mut zhou) = there.run(Person::new("Zhou"));
    let (_, device, mut mei) = before.run(Person::at(&way.url, "Mei"));
    let me = mei.me();
    let chat = before.run(mei.chat_with(&zhou.me()));
    before.run(mei.send(&chat, "before"));
    before.run(mei.timeline_when(&chat, |it| delivery(it, "before") == Some(Delivery::Sent)));
    there.run(reads(&mut zhou, &chat, "before"));
    let sent = async |tab: &mut Tab, text: &str| {
        tab.send(&chat, text).await;
        tab.timeline_when(&chat, |it| delivery(it, text) == Some(Delivery::Sent)).await;
    };
    there.run(sent(&mut zhou, "answered"));
    before.run(reads(&mut mei, &chat, "answered"));

    // The server takes it, nobody hears of it, and the engine dies.
    way.rule(with(server, || Act::Lose));
    let name = MessageId::random(id());
    let send = || Command::Send { chat: chat.clone(), id: name.clone(), text: "mid-send".into(), reply: None };
    before.run(mei.done(send()));
    before.run(mei.send(&chat, "queued"));
    before.run(way.seen("lost PUT", 1));
    drop(mei);
    drop(before);

    // What the store has is there while nobody answers.
    way.at_once(|_| Act::Hang);
    let after = World::new();
    let next = Device(device.0.reopened());
    let mut mei = after.run(async {
        drop(device);
        let mut mei = Tab::new(&next).await;
        mei.open(&me).await;
        let last = |body: &Body| matches!(body, Body::Text(text) if text.as_str() == "queued");
        mei.chats_when(|rows| rows.iter().any(|row| row.last.as_ref().is_some_and(|it| last(&it.body)))).await;
        let stored = mei.timeline_when(&chat, |it| it.len() == 4).await;
        assert_eq!(texts(&stored, &me), ["before", "mid-send", "queued"]);
        assert_eq!(delivery(&stored, "mid-send"), Some(Delivery::Sending));
        // The shell repeats what it had no answer to.
        mei.done(send()).await;
        way.at_once(|_| Act::Refuse);
        mei.link_when(Link::Broken).await;
        mei.timeline_now(&chat, |it| assert_eq!(texts(it, &me), ["before", "mid-send", "queued"]));
        way.rule(server);
        mei.link_when(Link::Live).await;
        sent(&mut mei, "after").await;
        mei
    });
    there.run(sent(&mut zhou, "all of it?"));
    let all = |it: &[Message]| it.len() >= 6 && it.iter().all(|it| it.seq.is_some());
    let (there_now, here_now) = (there.run(zhou.timeline_when(&chat, all)), after.run(mei.timeline_when(&chat, all)));
    for seen in [there_now, here_now] {
        assert_eq!(texts(&seen, &me), ["before", "mid-send", "queued", "after"]);
        assert_eq!(texts(&seen, &zhou.me()), ["answered", "all of it?"]);
    }
    after.run(async { drop((mei, next)) });
}

#[test]
fn what_was_being_sent_when_the_engine_died_is_sent_once() {
    goes_on(|_| Act::Pass);
}

#[test]
fn the_same_on_classic_sync() {
    goes_on(classic);
}
