//! The backend that lives on this device: all profiles of this browser share one store and chat there.
//!
//! Commands and deliveries take turns (one lock), each is one commit, and memory follows the store:
//! what a tab sees is always stored. A message is first queued (and answered), then delivered by [`LocalEngine::pump`].

pub mod model;
pub mod plan;
pub mod record;
mod session;
pub mod store;
mod window;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use futures::channel::mpsc;
use futures::future;
use futures::lock::Mutex;
use futures::task::AtomicWaker;

use self::model::Model;
use self::record::{QueuedRecord, Write};
use self::session::LocalSession;
use self::store::Store;
use crate::backend::{Engine, Event, Failure};
use crate::domain::group::meeting::{Digits, Meeting};
use crate::domain::id::MessageId;
use crate::domain::message::SendError;
use crate::domain::time::Timestamp;

/// What the engine takes from the outside world.
#[derive(Debug, Clone, Copy)]
pub struct Platform {
    /// The time now.
    pub now: fn() -> Timestamp,
    /// 128 random bits.
    pub random: fn() -> [u8; 16],
}

/// The engine of this device.
pub struct LocalEngine<S>(Rc<Shared<S>>);

/// What all sessions of an engine share.
struct Shared<S> {
    store: S,
    platform: Platform,
    model: RefCell<Model>,
    turn: Mutex<()>,
    sessions: RefCell<Vec<Weak<session::State>>>,
    wake: AtomicWaker,
    awake: Cell<bool>,
    /// People who are in the same place right now; not stored.
    meetings: RefCell<HashMap<Digits, Meeting>>,
}

impl<S: Store> LocalEngine<S> {
    /// Opens an engine on a store. Somebody has to poll [`Self::pump`] from then on.
    pub async fn open(store: S, platform: Platform) -> Result<Self, Failure> {
        let model = Model::new(store.load().await?);
        Ok(Self(Rc::new(Shared {
            store,
            platform,
            model: RefCell::new(model),
            turn: Mutex::new(()),
            sessions: RefCell::default(),
            wake: AtomicWaker::new(),
            awake: Cell::new(true),
            meetings: RefCell::default(),
        })))
    }

    /// Delivers what is queued, as it comes, for as long as the engine lives.
    pub fn pump(&self) -> impl Future<Output = ()> + use<S> {
        let engine = Rc::downgrade(&self.0);
        async move {
            while woken(&engine).await {
                while let Some(engine) = engine.upgrade() {
                    if !engine.deliver_next().await {
                        break;
                    }
                }
            }
        }
    }

    /// The store, for tests that fill or inspect it.
    pub fn store(&self) -> &S {
        &self.0.store
    }
}

impl<S: Store> Engine for LocalEngine<S> {
    type Session = LocalSession<S>;

    fn connect(&self, events: mpsc::UnboundedSender<Event>) -> LocalSession<S> {
        LocalSession::new(&self.0, events)
    }
}

/// Waits until there is something to deliver; false when the engine is gone.
async fn woken<S>(engine: &Weak<Shared<S>>) -> bool {
    future::poll_fn(|context| {
        let Some(engine) = engine.upgrade() else { return std::task::Poll::Ready(false) };
        engine.wake.register(context.waker());
        if engine.awake.replace(false) { std::task::Poll::Ready(true) } else { std::task::Poll::Pending }
    })
    .await
}

impl<S: Store> Shared<S> {
    /// Stores the changes, then follows them in memory, then tells whoever watches.
    /// The caller holds the turn.
    async fn commit(&self, writes: Vec<Write>) -> Result<(), Failure> {
        self.store.commit(&writes).await?;
        self.follow(writes);
        Ok(())
    }

    fn follow(&self, writes: Vec<Write>) {
        let mut model = self.model.borrow_mut();
        writes.iter().cloned().for_each(|write| model.apply(write));
        let model = &*model;
        self.sessions.borrow_mut().retain(|session| session.upgrade().is_some_and(|it| it.refresh(model, &writes)));
    }

    fn wake_pump(&self) {
        self.awake.set(true);
        self.wake.wake();
    }

    /// Delivers the first message of the queue; false when there is none.
    async fn deliver_next(&self) -> bool {
        let _turn = self.turn.lock().await;
        let Some(queued) = self.model.borrow().next().cloned() else { return false };
        let answer = MessageId::random((self.platform.random)());
        let planned = plan::deliver(&self.model.borrow(), &queued, answer, (self.platform.now)());
        let delivered = match planned {
            Ok(writes) => self.commit(writes).await,
            Err(failure) => Err(failure),
        };
        if delivered.is_err() {
            self.keep_failed(&queued).await;
        }
        true
    }

    /// The message stays in the queue, marked. If even the mark cannot be stored, it is kept in memory:
    /// after a restart the message is simply tried again.
    async fn keep_failed(&self, queued: &QueuedRecord) {
        let writes = vec![Write::Queue(plan::fail(queued, SendError::Storage))];
        if self.commit(writes.clone()).await.is_err() {
            self.follow(writes);
        }
    }
}
