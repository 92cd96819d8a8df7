//! Keeps one engine in a worker, and serves every tab that connects to it.
//!
//! Two engines on one store would corrupt it, so the host takes a Web Lock of the store's name before it opens anything,
//! and keeps it for life. A second lock, of a name used once, tells the tabs when this engine has died.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use futures::channel::mpsc;
use futures::lock::Mutex;
use futures::{FutureExt, future, select_biased};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessagePort;

use super::serve::serve;
use crate::backend::wire::{ToEngine, decode};
use crate::backend::{Engine, Failure};
use crate::web::channel::{Broadcast, ENGINE, over_port};
use crate::web::lock::{self, Held};
use crate::web::platform::random;

/// How long a new engine waits for another one to let go of the store, in milliseconds.
const BUSY_LIMIT: u32 = 8_000;

/// Opens the engine of a store.
type Opening<E> = Box<dyn Fn(&str) -> future::LocalBoxFuture<'static, Result<E, Failure>>>;

/// A worker's engine, opened when the first tab asks for it.
pub struct Host<E> {
    store: String,
    name: String,
    open: Opening<E>,
    engine: Mutex<Option<Opened<E>>>,
}

struct Opened<E> {
    engine: Rc<E>,
    _alone: Held,
    _alive: Held,
}

impl<E: Engine + 'static> Host<E> {
    /// A host for the store of this name. `open` opens the engine, alone on its store.
    pub fn new(
        store: &str,
        open: impl Fn(&str) -> future::LocalBoxFuture<'static, Result<E, Failure>> + 'static,
    ) -> Rc<Self> {
        let name = format!("{store}-engine-{:032x}", u128::from_be_bytes(random()));
        Rc::new(Self { store: store.into(), name, open: Box::new(open), engine: Mutex::new(None) })
    }

    /// Serves a tab that connected through a port.
    pub fn accept(self: &Rc<Self>, port: MessagePort) {
        let channel = over_port(port);
        let host = Rc::clone(self);
        spawn_local(async move { host.serve(channel.inbound, move |bytes| (channel.send)(&bytes)).await });
    }

    /// Serves the tabs on a broadcast channel of the store's name, and tells them that there is an engine now.
    pub fn serve_broadcast(self: &Rc<Self>) -> Result<(), JsValue> {
        let (arrived, mut inbox) = mpsc::unbounded();
        let channel = Broadcast::open(&self.store, move |to, from, bytes| {
            if to == ENGINE {
                let _ = arrived.unbounded_send((from, bytes));
            }
        })?;
        channel.send("*", ENGINE, &[]);
        let host = Rc::clone(self);
        spawn_local(async move {
            let tabs: RefCell<HashMap<String, mpsc::UnboundedSender<Vec<u8>>>> = RefCell::default();
            while let Some((from, bytes)) = futures::StreamExt::next(&mut inbox).await {
                let known = tabs.borrow().get(&from).is_some_and(|tab| tab.unbounded_send(bytes.clone()).is_ok());
                if known {
                    continue;
                }
                let (tab, inbound) = mpsc::unbounded();
                let _ = tab.unbounded_send(bytes);
                tabs.borrow_mut().insert(from.clone(), tab);
                let (host, channel) = (Rc::clone(&host), Rc::clone(&channel));
                spawn_local(async move {
                    host.serve(inbound, move |bytes| channel.send(&from, ENGINE, &bytes)).await;
                });
            }
        });
        Ok(())
    }

    /// Serves one tab until it leaves or dies.
    async fn serve(&self, mut inbound: mpsc::UnboundedReceiver<Vec<u8>>, send: impl Fn(Vec<u8>) + 'static) {
        let Some(first) = futures::StreamExt::next(&mut inbound).await else { return };
        let gone = async {
            if let Ok(ToEngine::Hello { tab }) = decode(&first) {
                lock::released(&tab).await;
            } else {
                future::pending::<()>().await;
            }
        };
        let inbound = futures::StreamExt::chain(futures::stream::iter([first.clone()]), inbound);
        let served = serve(async || self.engine().await, &self.name, inbound, send, spawn_local);
        future::select(std::pin::pin!(served), std::pin::pin!(gone)).await;
    }

    async fn engine(&self) -> Result<Rc<E>, Failure> {
        let mut slot = self.engine.lock().await;
        if let Some(opened) = &*slot {
            return Ok(Rc::clone(&opened.engine));
        }
        let alone = select_biased! {
            held = lock::hold(&self.store).fuse() => held.ok_or_else(insecure)?,
            () = gloo_timers::future::TimeoutFuture::new(BUSY_LIMIT).fuse() => return Err(Failure::EngineBusy),
        };
        let alive = lock::hold(&self.name).await.ok_or_else(insecure)?;
        let engine = Rc::new((self.open)(&self.store).await?);
        let ending = Rc::clone(&engine);
        spawn_local(async move {
            ending.ended().await;
            // What is under way now is every tab's last word.
            gloo_timers::future::TimeoutFuture::new(0).await;
            end();
        });
        *slot = Some(Opened { engine: Rc::clone(&engine), _alone: alone, _alive: alive });
        Ok(engine)
    }
}

fn insecure() -> Failure {
    Failure::EngineMissing { reason: "this browser has no Web Locks here: a secure (https) address is needed".into() }
}

/// Ends the worker when the engine panics: its tabs see their lock on it freed, and start a new one.
pub fn end_on_panic() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
        end();
    }));
}

/// Ends the worker.
fn end() {
    let global = js_sys::global();
    if let Ok(close) = Reflect::get(&global, &"close".into()).and_then(|close| close.dyn_into::<Function>()) {
        let _ = close.call0(&global);
    }
}

/// What the program of a worker gives its script: the engine of a store, opened as `$open` does, for every tab that comes.
#[macro_export]
macro_rules! serve_tabs {
    ($engine:ty, $store:expr, $open:expr) => {
        thread_local! {
            static HOST: std::rc::Rc<$crate::engine::host::Host<$engine>> = $crate::engine::host::Host::new($store, $open);
        }

        /// Serves a tab that connected to the shared worker.
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub fn accept(port: web_sys::MessagePort) {
            HOST.with(|host| host.accept(port));
        }

        /// Serves all tabs from a dedicated worker.
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub fn serve_broadcast() -> Result<(), wasm_bindgen::JsValue> {
            HOST.with(|host| host.serve_broadcast())
        }
    };
}

// A macro that is exported stands at the top of the crate; here is where it belongs.
pub use crate::serve_tabs;
