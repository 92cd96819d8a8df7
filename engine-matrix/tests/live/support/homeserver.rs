//! A homeserver as a place for tabs, with an engine for each.

use std::cell::RefCell;
use std::time::Duration;

use engine_matrix::MatrixEngine;
use futures::channel::mpsc;
use futures::future::join_all;
use teahouse::backend::Update;
use teahouse::backend::client::Client;
use teahouse::backend::protocol::{Answer, Command, HomeCommand};
use teahouse::domain::id::PersonId;
use tokio::task::{JoinHandle, LocalSet, spawn_local};

use crate::in_process;
use crate::tab::{Place, Tab, id};

/// How long a test may take before it counts as hanging; a machine that does other things too makes it long.
const LIMIT: Duration = Duration::from_secs(300);

/// What all people of tests have in common.
#[allow(dead_code, reason = "only some tests sign in again")]
pub(crate) const PASSWORD: &str = "a word that is long enough";

/// A homeserver, with an engine for each tab.
pub(crate) struct Homeserver {
    /// Where it is.
    pub(crate) url: String,
    engines: RefCell<Vec<JoinHandle<()>>>,
}

#[allow(dead_code, reason = "only some tests end engines")]
impl Homeserver {
    /// One that is reached at this address.
    pub(crate) fn at(url: String) -> Self {
        Self { url, engines: RefCell::default() }
    }

    /// Waits until all engines have ended whose tabs are gone; nobody else may have a tab.
    pub(crate) async fn all_gone(&self) {
        let engines = std::mem::take(&mut *self.engines.borrow_mut());
        join_all(engines).await.into_iter().for_each(|ended| ended.unwrap());
    }

    /// A new device, with an engine of its own, of somebody who was made here.
    pub(crate) async fn again(&self, person: &PersonId) -> Tab {
        let mut tab = Tab::new(self).await;
        let (server, username, password) = (self.url.clone(), person.to_string(), PASSWORD.into());
        let signed = tab.run(Command::Home(HomeCommand::SignIn { server, username, password })).await;
        assert!(matches!(&signed, Ok(Answer::Profile(profile)) if profile.id == *person), "{signed:?}");
        tab.open(person).await;
        tab
    }
}

impl Place for Homeserver {
    fn connect(&self) -> (Client, mpsc::UnboundedReceiver<Update>) {
        let engine = MatrixEngine::open("test");
        let (client, updates, task) = in_process::connect(&engine);
        let lives = spawn_local(async move {
            task.await;
            drop(engine);
        });
        self.engines.borrow_mut().push(lives);
        (client, updates)
    }

    fn is_one_house(&self) -> bool {
        false
    }

    async fn person(&self, tab: &Tab, name: &str) -> PersonId {
        let made = tab.run(register(&self.url)).await;
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
        password: PASSWORD.into(),
        token: String::new(),
        agreed: true,
    })
}

fn homeserver() -> Homeserver {
    Homeserver::at(std::env::var("TEAHOUSE_HOMESERVER").expect("run this with `cargo xtask test matrix`"))
}

/// Runs a test to its end; one that waits for what never comes fails instead of hanging.
pub(crate) fn run<F: Future<Output = ()> + 'static>(test: impl FnOnce(Homeserver) -> F) {
    // A second test finds the provider of the first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        tokio::time::timeout(LIMIT, test(homeserver())).await.expect("the test waits for what never comes");
    });
}
