//! The shelf: the programs that people of this device have installed, and what these keep.
//!
//! It belongs to no backend: whoever acts, here or at a homeserver, has a shelf of their own in it. It runs in a worker
//! of its own, which starts when somebody first looks at programs.

mod arrival;
mod call;
mod card;
mod data;
mod instance;
mod keeping;
mod letter;
mod remote;
mod session;
pub mod store;
mod updates;
mod widget;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use futures::channel::mpsc;
use futures::future::LocalBoxFuture;
use futures::lock::Mutex;

use self::data::Part;
use self::instance::Instance;
use self::session::{Seat, ShelfSession};
use self::store::{OwnerRecord, ProgramRecord, Store, Write};
use crate::backend::{Engine, Event, Failure};
use crate::domain::id::PersonId;
use crate::domain::mini::program::{Program, ProgramId, in_order};
use crate::domain::mini::quota::Kept;
use crate::domain::mini::signature::Verdict;
use crate::domain::mini::update::Pace;
use crate::domain::time::Timestamp;
use crate::engine::table::Table;

/// Checks a signature by Ed25519 (RFC 8032): a public key, a signature, and what was signed.
pub type Verify = fn(&[u8; 32], &[u8; 64], &[u8]) -> LocalBoxFuture<'static, Verdict>;

/// What the engine takes from the outside world.
#[derive(Debug, Clone, Copy)]
pub struct Platform {
    /// The time now.
    pub now: fn() -> Timestamp,
    /// 128 random bits.
    pub random: fn() -> [u8; 16],
    /// Checks a signature.
    pub verify: Verify,
}

/// Whose program.
type Key = (PersonId, ProgramId);

/// The engine of the shelf.
pub struct ShelfEngine<S>(Rc<Shared<S>>);

struct Shared<S> {
    store: S,
    platform: Platform,
    programs: RefCell<Table<Key, ProgramRecord>>,
    owners: RefCell<Table<PersonId, OwnerRecord>>,
    /// What the programs keep that were asked about, by where it is kept.
    kept: RefCell<HashMap<Key, Vec<(String, Kept)>>>,
    /// What is to change in databases once all of it is said, by where it is.
    parts: RefCell<HashMap<String, Part>>,
    /// How fast programs share, by where they are open.
    paces: RefCell<HashMap<String, Pace>>,
    /// Commands that change something take turns.
    turn: Mutex<()>,
    seats: RefCell<Vec<Weak<Seat>>>,
}

impl<S: Store> ShelfEngine<S> {
    /// Opens the engine on a store.
    pub async fn open(store: S, platform: Platform) -> Result<Self, Failure> {
        let (programs, owners) = store.load().await?;
        let (mut shelf, mut known) = (Table::default(), Table::default());
        programs.into_iter().for_each(|it| shelf.insert((it.owner.clone(), it.id.clone()), it));
        owners.into_iter().for_each(|it| known.insert(it.owner.clone(), it));
        Ok(Self(Rc::new(Shared {
            store,
            platform,
            programs: RefCell::new(shelf),
            owners: RefCell::new(known),
            kept: RefCell::default(),
            parts: RefCell::default(),
            paces: RefCell::default(),
            turn: Mutex::new(()),
            seats: RefCell::default(),
        })))
    }
}

impl<S: Store> Engine for ShelfEngine<S> {
    type Session = ShelfSession<S>;

    fn connect(&self, events: mpsc::UnboundedSender<Event>) -> ShelfSession<S> {
        ShelfSession::new(&self.0, events)
    }
}

impl<S: Store> Shared<S> {
    /// The programs of somebody, in the order of the shelf.
    fn shelf(&self, owner: &PersonId) -> Vec<Program> {
        let programs = self.programs.borrow();
        in_order(programs.values().filter(|it| it.owner == *owner).map(ProgramRecord::shown).collect())
    }

    fn program(&self, key: &Key) -> Result<ProgramRecord, Failure> {
        self.programs.borrow().get(key).cloned().ok_or(Failure::NotFound)
    }

    /// Stores the changes, then follows them in memory, then tells whoever watches.
    async fn commit(&self, writes: Vec<Write>) -> Result<(), Failure> {
        self.store.commit(&writes).await?;
        let is_seen = writes.iter().any(|it| matches!(it, Write::Program(_) | Write::DropProgram(..)));
        for write in writes {
            match write {
                Write::Program(it) => {
                    self.programs.borrow_mut().insert((it.owner.clone(), it.id.clone()), *it);
                }
                Write::DropProgram(owner, id) => self.programs.borrow_mut().remove(&(owner, id)),
                Write::Owner(it) => self.owners.borrow_mut().insert(it.owner.clone(), it),
                Write::DropOwner(owner) => self.owners.borrow_mut().remove(&owner),
                Write::Value { owner, program, key, value } => {
                    let mut kept = self.kept.borrow_mut();
                    let places = kept.get_mut(&(owner, program)).into_iter().flatten();
                    let of = Instance::prefix_of(&key);
                    places.filter(|(place, _)| place == of).for_each(|(_, kept)| kept.put(&key, value.as_deref()));
                }
                Write::DropValues(owner, program) => {
                    let of = format!("{owner}/{}/", program.as_str());
                    self.parts.borrow_mut().retain(|place, _| !place.starts_with(&of));
                    self.kept.borrow_mut().remove(&(owner, program));
                }
                Write::Package(_) | Write::DropPackage(_) => {}
            }
        }
        // What a program keeps is nothing that a shelf shows.
        if is_seen {
            self.seats.borrow_mut().retain(|seat| seat.upgrade().is_some_and(|seat| seat.refresh(|of| self.shelf(of))));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
