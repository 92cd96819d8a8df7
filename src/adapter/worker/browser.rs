//! The world of router and supervisors in a browser: shared workers, or where there are none dedicated workers that
//! one tab leads.

use futures::channel::mpsc;
use futures::future::{LocalBoxFuture, join_all};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::router::{Alone, LOCAL, SHELF, World, route};
use super::supervisor::{Connection, REQUEST_LIMIT, SERVER_LIMIT, Transport, supervise};
use super::{Memory, Sites, broadcast, shared};
use crate::backend::client::Client;
use crate::backend::{Failure, Update};
use crate::web::{databases, lock, platform};

/// Starts engines as they are needed, or attaches to them where they run already.
pub fn start(sites: Sites, memory: Memory) -> (Client, mpsc::UnboundedReceiver<Update>) {
    let (client, wishes) = Client::new();
    let (updates_in, updates) = mpsc::unbounded();
    let (changed_in, changed) = mpsc::unbounded();
    (memory.follow)(Box::new(move || drop(changed_in.unbounded_send(()))));
    spawn_local(route(House { sites, memory }, wishes, changed, updates_in));
    (client, updates)
}

struct House {
    sites: Sites,
    memory: Memory,
}

impl World for House {
    fn start(&self, store: &str, tell: Box<dyn Fn(Update)>) -> Client {
        let (client, wishes) = Client::new();
        let url = match store {
            LOCAL => &self.sites.local,
            SHELF => &self.sites.shelf,
            _ => &self.sites.matrix,
        };
        let place = Place { url: url.clone(), store: store.into() };
        spawn_local(supervise(Browser { place, leader: broadcast::Leader::default() }, wishes, tell));
        client
    }

    fn spawn(&self, task: LocalBoxFuture<'static, ()>) {
        spawn_local(task);
    }

    fn random(&self) -> [u8; 16] {
        platform::random()
    }

    fn load(&self) -> String {
        (self.memory.load)()
    }

    fn save(&self, accounts: &str) {
        (self.memory.save)(accounts);
    }

    fn acts(&self, store: Option<&str>) {
        (self.memory.acts)(store);
    }

    fn alone(&self, store: &str) -> LocalBoxFuture<'static, Alone> {
        // What the engine itself takes before it opens anything.
        let store = store.to_owned();
        Box::pin(async move { Box::new(lock::hold(&store).await) as Alone })
    }

    fn remove(&self, store: &str) -> LocalBoxFuture<'static, bool> {
        let store = store.to_owned();
        Box::pin(async move {
            let Some(found) = databases::named(&store).await else { return false };
            join_all(found.iter().map(|name| databases::remove(name))).await.into_iter().all(|gone| gone)
        })
    }
}

/// How long nothing may be heard before another attempt, in milliseconds; twice as long after each.
const UNHEARD: u32 = 2_000;

/// True where one worker can serve all tabs.
fn shares() -> bool {
    Reflect::get(&js_sys::global(), &"SharedWorker".into()).is_ok_and(|it| it.is_instance_of::<Function>())
}

/// Where an engine is.
pub(super) struct Place {
    /// The address of its worker.
    pub(super) url: String,
    /// The name of the store that it keeps, of its worker and of its channel.
    pub(super) store: String,
}

struct Browser {
    place: Place,
    leader: broadcast::Leader,
}

impl Transport for Browser {
    fn connect(&self, tab: &str) -> Result<Connection, Failure> {
        if shares() { shared::connect(&self.place) } else { self.leader.connect(&self.place, tab) }
    }

    async fn unheard(&self, attempts: u32) {
        // All tabs have one channel, and whoever comes to it says so.
        if !shares() {
            return std::future::pending().await;
        }
        self.sleep(UNHEARD.saturating_mul(1 << attempts.min(10))).await;
    }

    async fn hold(&self, tab: &str) -> Result<(), Failure> {
        let insecure = || Failure::EngineMissing { reason: "no Web Locks: a secure (https) address is needed".into() };
        // Forgotten, so that the lock lives as long as the tab: the browser lets go of it.
        lock::hold(tab).await.map(std::mem::forget).ok_or_else(insecure)
    }

    async fn died(&self, engine: &str) {
        lock::released(engine).await;
    }

    fn patience(&self) -> u32 {
        if [LOCAL, SHELF].contains(&self.place.store.as_str()) { REQUEST_LIMIT } else { SERVER_LIMIT }
    }

    async fn sleep(&self, milliseconds: u32) {
        gloo_timers::future::TimeoutFuture::new(milliseconds).await;
    }

    fn random(&self) -> [u8; 16] {
        platform::random()
    }
}
