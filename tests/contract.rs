//! The contract suite against an engine in this program, on a store in memory.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "contract/device.rs"]
mod device;
#[path = "contract/events.rs"]
mod events;
#[path = "contract/files.rs"]
mod files;
#[path = "contract/groups.rs"]
mod groups;
#[path = "contract/in_process.rs"]
mod in_process;
#[path = "contract/suite.rs"]
mod suite;
#[path = "contract/tab.rs"]
mod tab;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::{AtomicI64, Ordering};

use futures::channel::mpsc;
use futures::executor::{LocalPool, LocalSpawner};
use futures::task::LocalSpawnExt;
use teahouse::backend::client::Client;
use teahouse::backend::{Failure, Update};
use teahouse::domain::message::{Delivery, SendError};
use teahouse::domain::person::guide_id;
use teahouse::domain::time::Timestamp;
use teahouse::engine::local::store::memory::MemoryStore;
use teahouse::engine::local::{LocalEngine, Platform};

use tab::{Place, Tab};

struct InProcess {
    engine: LocalEngine<MemoryStore>,
    spawn: LocalSpawner,
}

impl Place for InProcess {
    fn connect(&self) -> (Client, mpsc::UnboundedReceiver<Update>) {
        let (client, updates, task) = in_process::connect(&self.engine);
        self.spawn.spawn_local(task).unwrap();
        (client, updates)
    }
}

/// A clock that goes on by a millisecond with each look.
fn now() -> Timestamp {
    static NOW: AtomicI64 = AtomicI64::new(1_763_800_000_000);
    Timestamp(NOW.fetch_add(1, Ordering::Relaxed))
}

/// Runs a test to its end; a test that waits for what never comes fails instead of hanging.
fn run<F: Future<Output = ()> + 'static>(test: impl FnOnce(Rc<InProcess>) -> F) {
    let mut pool = LocalPool::new();
    let spawn = pool.spawner();
    let platform = Platform { now, random: tab::id };
    let engine = pool.run_until(LocalEngine::open(MemoryStore::default(), platform)).unwrap();
    spawn.spawn_local(engine.pump()).unwrap();
    let (place, ended) = (Rc::new(InProcess { engine, spawn: spawn.clone() }), Rc::new(Cell::new(false)));
    let (test, end) = (test(place), Rc::clone(&ended));
    spawn
        .spawn_local(async move {
            test.await;
            end.set(true);
        })
        .unwrap();
    pool.run_until_stalled();
    assert!(ended.get(), "the test waits for something that never comes");
}

macro_rules! tests {
    ($suite:ident; $($name:ident,)*) => {
        $(#[test] fn $name() { run(|place| async move { $suite::$name(&*place).await }); })*
    };
}
everywhere!(suite, tests);
on_a_device!(device, tests);
in_groups!(groups, tests);
sending_files!(files, tests);
exchanging_events!(events, tests);

#[test]
fn a_full_store_refuses_and_changes_nothing() {
    run(|place| async move {
        let mut tab = Tab::of(&*place, "Mei").await;
        let chat = tab.chat_with(&guide_id()).await;
        tab.timeline_when(&chat, |messages| messages.len() == 1).await;
        place.engine.store().set_room(Some(0));
        let id = teahouse::domain::id::MessageId::random(tab::id());
        let send = teahouse::backend::Command::Send { chat: chat.clone(), id, text: "hi".into(), reply: None };
        assert_eq!(tab.run(send.clone()).await, Err(Failure::StorageFull));
        tab.timeline_now(&chat, |messages| assert_eq!(messages.len(), 1));
        place.engine.store().set_room(None);
        tab.done(send).await;
        tab.timeline_when(&chat, |messages| messages.len() == 3).await;
    });
}

#[test]
fn a_message_that_is_queued_when_the_store_fills_up_fails_and_waits() {
    run(|place| async move {
        let mut tab = Tab::of(&*place, "Mei").await;
        let chat = tab.chat_with(&guide_id()).await;
        tab.timeline_when(&chat, |messages| messages.len() == 1).await;
        // Room for the queue, none for the delivery nor for the mark of its failure.
        place.engine.store().set_room(Some(1));
        let id = tab.send(&chat, "hi").await;
        let failed = Delivery::Failed(SendError::Storage);
        tab.timeline_when(&chat, |messages| messages.last().is_some_and(|it| it.delivery == failed)).await;
        place.engine.store().set_room(None);
        tab.done(teahouse::backend::Command::Retry { id }).await;
        tab.timeline_when(&chat, |messages| messages.len() == 3).await;
    });
}
