//! People with several devices.
#![allow(dead_code, reason = "each test binary uses what it needs")]

use std::time::Duration;

use engine_matrix::MatrixEngine;
use futures::channel::mpsc;
use teahouse::backend::client::Client;
use teahouse::backend::protocol::{Answer, Command, HomeCommand};
use teahouse::backend::{Failure, Update};
use teahouse::domain::id::ChatId;
use teahouse::domain::message::{Body, Message};
use teahouse::domain::safety::Locked;
use tokio::task::{LocalSet, spawn_local};

use crate::in_process;
use crate::tab::{Place, Tab, id};

/// How long a test may take before it counts as hanging.
const LIMIT: Duration = Duration::from_secs(240);

pub(crate) const PASSWORD: &str = "a word that is long enough";

/// An engine, as a place where tabs come from.
pub(crate) struct Device(pub(crate) MatrixEngine);

impl Place for Device {
    fn connect(&self) -> (Client, mpsc::UnboundedReceiver<Update>) {
        let (client, updates, task) = in_process::connect(&self.0);
        let engine = self.0.clone();
        spawn_local(async move {
            task.await;
            drop(engine);
        });
        (client, updates)
    }
}

impl Device {
    pub(crate) fn new() -> Self {
        Self(MatrixEngine::open("test"))
    }

    /// A tab of this device that acts as whoever the answer names.
    pub(crate) async fn tab(&self, who: Command) -> Tab {
        let mut tab = Tab::new(self).await;
        let made = tab.run(who).await;
        let Ok(Answer::Profile(profile)) = made else { panic!("{made:?}") };
        tab.open(&profile.id).await;
        tab
    }
}

/// Somebody with an account.
pub(crate) struct Person {
    pub(crate) username: String,
    pub(crate) server: String,
}

impl Person {
    /// Makes an account, with its first device.
    pub(crate) async fn new(name: &str) -> (Self, Device, Tab) {
        Self::at(&homeserver(), name).await
    }

    pub(crate) async fn at(server: &str, name: &str) -> (Self, Device, Tab) {
        let username = format!("s{:x}-{:x}", std::process::id(), u128::from_be_bytes(id()));
        let device = Device::new();
        let register = HomeCommand::Register {
            server: server.into(),
            username: username.clone(),
            password: PASSWORD.into(),
            token: String::new(),
            agreed: true,
        };
        let tab = device.tab(Command::Home(register)).await;
        tab.done(Command::Rename { name: name.into() }).await;
        (Self { username, server: server.into() }, device, tab)
    }

    pub(crate) fn sign_in(&self, password: &str) -> Command {
        Command::Home(HomeCommand::SignIn {
            server: self.server.clone(),
            username: self.username.clone(),
            password: password.into(),
        })
    }

    /// One more device of the account.
    pub(crate) async fn device(&self) -> (Device, Tab) {
        let device = Device::new();
        let tab = device.tab(self.sign_in(PASSWORD)).await;
        (device, tab)
    }
}

pub(crate) async fn home(tab: &Tab, act: HomeCommand) -> Result<Answer, Failure> {
    tab.run(Command::Home(act)).await
}

pub(crate) async fn done(tab: &Tab, act: HomeCommand) {
    assert_eq!(home(tab, act).await, Ok(Answer::Done));
}

/// The recovery key that is made.
pub(crate) async fn recovery_key(tab: &Tab) -> String {
    match home(tab, HomeCommand::SetUpRecovery).await {
        Ok(Answer::RecoveryKey(key)) => key,
        other => panic!("{other:?}"),
    }
}

/// Waits until a text can be read.
pub(crate) async fn reads(tab: &mut Tab, chat: &ChatId, text: &str) {
    tab.timeline_when(chat, |messages| messages.iter().any(|message| says(message, text))).await;
}

/// Waits until the only message there is cannot be read, and says why.
pub(crate) async fn locked(tab: &mut Tab, chat: &ChatId, fits: impl Fn(Locked) -> bool) {
    let is = |message: &Message| matches!(message.body, Body::Locked(why) if fits(why));
    tab.timeline_when(chat, |messages| !messages.is_empty() && messages.iter().all(is)).await;
}

pub(crate) fn says(message: &Message, text: &str) -> bool {
    matches!(&message.body, Body::Text(said) if said.as_str() == text)
}

pub(crate) fn homeserver() -> String {
    std::env::var("TEAHOUSE_HOMESERVER").expect("TEAHOUSE_HOMESERVER says where a homeserver is")
}

/// The SDK's client wants somebody who speaks TLS.
pub(crate) fn provider() {
    // A second test finds the provider of the first.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

pub(crate) fn run<F: Future<Output = ()> + 'static>(test: impl FnOnce() -> F) {
    provider();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        tokio::time::timeout(LIMIT, test()).await.expect("the test waits for what never comes");
    });
}
