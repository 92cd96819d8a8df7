//! The engine that serves Teahouse from a Matrix homeserver: matrix-sdk behind the port.
//!
//! One engine is one account on one store. A new store has no account: it can look at homeservers and sign in.
//! Everything here may be given anything by a server: names and texts pass `words`, ids pass `ids`, and whatever is
//! counted has an end.
#![recursion_limit = "256"]

mod account;
mod chats;
mod cut;
mod discovery;
mod events;
mod faces;
mod failure;
mod files;
mod group;
mod ids;
mod keep;
mod live;
mod network;
mod outgoing;
mod rooms;
mod runtime;
mod safety;
mod session;
mod sign_in;
mod timeline;
mod updates;
mod words;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use futures::channel::{mpsc, oneshot};
use futures::lock::Mutex;
use futures::{FutureExt, future};
use teahouse::backend::{Engine, Event, Failure};
use teahouse::domain::home::HomeError;

use account::Account;
use keep::Keep;
pub use session::MatrixSession;

/// The engine of one account, or of none yet.
#[derive(Clone)]
pub struct MatrixEngine(Rc<Shared>);

pub(crate) struct Shared {
    store: String,
    keep: RefCell<Option<Rc<Keep>>>,
    account: RefCell<Option<Rc<Account>>>,
    /// Signing in, out and opening happen one after the other.
    turn: Mutex<()>,
    seats: RefCell<Vec<Weak<session::Seat>>>,
    /// Whoever drops this says that the account has signed out.
    alive: RefCell<Option<oneshot::Sender<()>>>,
    signed_out: future::Shared<oneshot::Receiver<()>>,
}

impl MatrixEngine {
    /// Opens the engine on a store of this name. Nothing is read before somebody acts.
    pub fn open(store: &str) -> Self {
        let (alive, signed_out) = oneshot::channel();
        Self(Rc::new(Shared {
            store: store.into(),
            keep: RefCell::default(),
            account: RefCell::default(),
            turn: Mutex::new(()),
            seats: RefCell::default(),
            alive: RefCell::new(Some(alive)),
            signed_out: signed_out.shared(),
        }))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl MatrixEngine {
    /// What the next program on the same store would open. Here a store is in memory, and lives as long as either.
    pub fn reopened(&self) -> Self {
        let next = Self::open(&self.0.store);
        *next.0.keep.borrow_mut() = self.0.keep.borrow().clone();
        next
    }
}

impl Engine for MatrixEngine {
    type Session = MatrixSession;

    fn connect(&self, events: mpsc::UnboundedSender<Event>) -> MatrixSession {
        MatrixSession::new(&self.0, events)
    }

    /// What the SDK keeps can go only when everything is let go of that it holds: when the worker ends.
    async fn ended(&self) -> Failure {
        // An engine that signs out drops the other end.
        let _ = self.0.signed_out.clone().await;
        HomeError::SignedOut.into()
    }
}

impl Shared {
    /// The records of this store, opened when they are first needed.
    pub(crate) async fn keep(&self) -> Result<Rc<Keep>, Failure> {
        if let Some(keep) = &*self.keep.borrow() {
            return Ok(Rc::clone(keep));
        }
        let keep = Rc::new(Keep::open(&self.store).await?);
        *self.keep.borrow_mut() = Some(Rc::clone(&keep));
        Ok(keep)
    }

    /// Everybody who is connected.
    pub(crate) fn seats(&self) -> Vec<Rc<session::Seat>> {
        let mut seats = self.seats.borrow_mut();
        seats.retain(|seat| seat.strong_count() > 0);
        seats.iter().filter_map(Weak::upgrade).collect()
    }
}
