//! The supervisor's world in a browser: a shared worker, or where there is none a dedicated worker that one tab leads.

use futures::channel::mpsc;
use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::supervisor::{Connection, Transport, supervise};
use super::{broadcast, shared};
use crate::backend::client::Client;
use crate::backend::{Failure, Update};
use crate::web::{lock, platform};

/// The name of the store that the engine of this device keeps, of its worker and of its channel.
const STORE: &str = "teahouse-local";

/// Starts the engine whose worker is at this address, or attaches to it where it runs already.
pub fn start(engine_url: &str) -> (Client, mpsc::UnboundedReceiver<Update>) {
    let (client, wishes) = Client::new();
    let (updates_in, updates) = mpsc::unbounded();
    let transport = Browser { url: engine_url.into(), leader: broadcast::Leader::default() };
    spawn_local(supervise(transport, wishes, updates_in));
    (client, updates)
}

struct Browser {
    url: String,
    leader: broadcast::Leader,
}

impl Transport for Browser {
    fn connect(&self, tab: &str) -> Result<Connection, Failure> {
        let shares =
            Reflect::get(&js_sys::global(), &"SharedWorker".into()).is_ok_and(|it| it.is_instance_of::<Function>());
        if shares { shared::connect(&self.url, STORE) } else { self.leader.connect(&self.url, STORE, tab) }
    }

    async fn hold(&self, tab: &str) -> Result<(), Failure> {
        let insecure = || Failure::EngineMissing { reason: "no Web Locks: a secure (https) address is needed".into() };
        // Forgotten, so that the lock lives as long as the tab: the browser lets go of it.
        lock::hold(tab).await.map(std::mem::forget).ok_or_else(insecure)
    }

    async fn died(&self, engine: &str) {
        lock::released(engine).await;
    }

    async fn sleep(&self, milliseconds: u32) {
        gloo_timers::future::TimeoutFuture::new(milliseconds).await;
    }

    fn random(&self) -> [u8; 16] {
        platform::random()
    }
}
