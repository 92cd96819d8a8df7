//! The contract suite against a real homeserver, with the engine in this program and its store in memory.
//! `cargo xtask test matrix` starts the homeserver and says where it is.
#![recursion_limit = "256"]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../tests/contract/in_process.rs"]
mod in_process;
#[path = "../../tests/contract/suite.rs"]
mod suite;
#[allow(dead_code, reason = "groups come later")]
#[path = "../../tests/contract/tab.rs"]
mod tab;
#[path = "../../tests/contract/talk.rs"]
mod talk;

use std::time::Duration;

use engine_matrix::MatrixEngine;
use futures::channel::mpsc;
use teahouse::backend::Update;
use teahouse::backend::client::Client;
use teahouse::backend::protocol::{Answer, Command, HomeCommand};
use teahouse::domain::id::PersonId;
use tokio::task::{LocalSet, spawn_local};

use tab::{Place, Tab, id};

/// How long a test may take before it counts as hanging.
const LIMIT: Duration = Duration::from_secs(90);

/// A homeserver, with an engine for each tab.
struct Homeserver(String);

impl Place for Homeserver {
    fn connect(&self) -> (Client, mpsc::UnboundedReceiver<Update>) {
        let engine = MatrixEngine::open("test");
        let (client, updates, task) = in_process::connect(&engine);
        spawn_local(async move {
            task.await;
            drop(engine);
        });
        (client, updates)
    }

    async fn person(&self, tab: &Tab, name: &str) -> PersonId {
        let made = tab.run(register(&self.0)).await;
        let Ok(Answer::Profile(profile)) = made else { panic!("{made:?}") };
        tab.run(Command::Open { profile: profile.id.clone() }).await.unwrap();
        tab.done(Command::Rename { name: name.into() }).await;
        profile.id
    }
}

fn register(server: &str) -> Command {
    let username = format!("t{:x}-{:x}", std::process::id(), u128::from_be_bytes(id()));
    Command::Home(HomeCommand::Register {
        server: server.into(),
        username,
        password: "a word that is long enough".into(),
        token: String::new(),
        agreed: true,
    })
}

fn homeserver() -> Homeserver {
    Homeserver(std::env::var("TEAHOUSE_HOMESERVER").expect("run this with `cargo xtask test matrix`"))
}

fn run<F: Future<Output = ()> + 'static>(test: impl FnOnce(Homeserver) -> F) {
    // A second test finds the provider of the first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        tokio::time::timeout(LIMIT, test(homeserver())).await.expect("the test waits for what never comes");
    });
}

macro_rules! tests {
    ($suite:ident; $($name:ident,)*) => {
        $(#[test] fn $name() { run(|place| async move { $suite::$name(&place).await }) })*
    };
}
everywhere!(suite, tests);
talking!(talk, tests);
