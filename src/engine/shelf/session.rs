//! One tab's connection to the shelf.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use futures::channel::mpsc;

use super::instance::Instance;
use super::store::Store;
use super::widget::Widgets;
use super::{Key, Shared, remote};
use crate::backend::diff::{VectorDiff, diff};
use crate::backend::shelf::{Parcel, ShelfAnswer, ShelfCommand};
use crate::backend::{Answer, Backend, Command, Event, Failure, Watch};
use crate::domain::id::PersonId;
use crate::domain::mini::program::Program;

/// A tab's connection.
pub struct ShelfSession<S> {
    shared: Rc<Shared<S>>,
    seat: Rc<Seat>,
    widgets: RefCell<Widgets>,
}

/// What the engine remembers of a tab: the shelves that it watches, as it was last told of them.
pub(super) struct Seat {
    events: mpsc::UnboundedSender<Event>,
    told: RefCell<HashMap<PersonId, Vec<Program>>>,
}

impl Seat {
    /// Tells the tab what changed; false when it is gone.
    pub(super) fn refresh(&self, shelf: impl Fn(&PersonId) -> Vec<Program>) -> bool {
        for (owner, told) in &mut *self.told.borrow_mut() {
            let now = shelf(owner);
            let diffs = diff(told, &now, |program| program.id.clone());
            if !diffs.is_empty() {
                self.tell(owner, &diffs);
                *told = now;
            }
        }
        !self.events.is_closed()
    }

    fn tell(&self, owner: &PersonId, diffs: &Vec<VectorDiff<Program>>) {
        // A tab that is gone is noticed by `refresh`.
        let _ = self.events.unbounded_send(Event::Shelf { owner: owner.clone(), programs: Parcel::of(diffs) });
    }
}

impl<S: Store> ShelfSession<S> {
    pub(super) fn new(shared: &Rc<Shared<S>>, events: mpsc::UnboundedSender<Event>) -> Self {
        let seat = Rc::new(Seat { events, told: RefCell::default() });
        shared.seats.borrow_mut().push(Rc::downgrade(&seat));
        Self { shared: Rc::clone(shared), seat, widgets: RefCell::default() }
    }

    fn watch(&self, owner: PersonId) {
        let shelf = self.shared.shelf(&owner);
        self.seat.tell(&owner, &vec![VectorDiff::Reset(shelf.clone())]);
        self.seat.told.borrow_mut().insert(owner, shelf);
    }

    async fn act(&self, owner: PersonId, command: ShelfCommand) -> Result<ShelfAnswer, Failure> {
        let shared = &self.shared;
        let _turn = shared.turn.lock().await;
        let key = |program| -> Key { (owner.clone(), program) };
        match command {
            ShelfCommand::Install { file, package } => shared.install(&owner, &file, &package).await,
            ShelfCommand::Uninstall { program } => shared.uninstall(&key(program)).await,
            ShelfCommand::GoBack { program } => shared.go_back(&key(program)).await,
            ShelfCommand::Pin { program, on } => shared.change(&key(program), |record| record.pinned = on).await,
            ShelfCommand::Look { program } => shared.look(&key(program)).await,
            ShelfCommand::Permit { program, capability, standing } => {
                shared.change(&key(program), |record| record.broker.set(capability, standing)).await
            }
            ShelfCommand::Empty { program } => shared.empty(&key(program)).await,
            ShelfCommand::Brought { card } => shared.brought(&owner, &card),
            ShelfCommand::Bring { card, file, package } => shared.bring(&owner, card, &file, &package).await,
            ShelfCommand::Name { program, card, on } => {
                shared.set_named(&Instance::new(key(program), Some(card)), on).await
            }
            ShelfCommand::Pack { program } => shared.pack(&key(program)).await,
            ShelfCommand::Launch { program, card } => shared.launch(&Instance::new(key(program), card)).await,
            ShelfCommand::Used { program } => {
                let now = (shared.platform.now)();
                shared.change(&key(program), |record| record.used = Some(now)).await
            }
            ShelfCommand::Receive { program, card, updates } => {
                shared.receive(&Instance::new(key(program), Some(card)), updates).await
            }
            ShelfCommand::Call { program, card, call, reply } => {
                shared.call(&Instance::new(key(program), card), &call, reply).await.map(ShelfAnswer::Outcome)
            }
            ShelfCommand::Forget => shared.forget(&owner).await,
            ShelfCommand::Widget { program, card, said } => {
                shared.program(&key(program.clone()))?;
                let acts = shared.widget(&self.widgets, &Instance::new(key(program), card), None, said).await;
                acts.map(ShelfAnswer::Widget)
            }
            ShelfCommand::ReadRemote { events } => remote::read(&events).map(ShelfAnswer::Remote),
            ShelfCommand::Remote { at, said } => {
                let place = Instance::remote(owner.clone(), &at);
                let acts = shared.widget(&self.widgets, &place, Some(at.widget), said).await;
                acts.map(ShelfAnswer::Widget)
            }
            ShelfCommand::ForgetRemote { at } => {
                shared.forget_widget(&self.widgets, &Instance::remote(owner.clone(), &at)).await
            }
        }
    }
}

impl<S: Store> Backend for ShelfSession<S> {
    async fn run(&self, command: Command) -> Result<Answer, Failure> {
        match command {
            Command::Shelf { owner, ask } => {
                let answer = self.act(owner, ask.open()?).await?;
                Ok(Answer::Shelf(Parcel::of(&answer)))
            }
            Command::Watch(Watch::Shelf(owner)) => {
                self.watch(owner);
                Ok(Answer::Done)
            }
            Command::Unwatch(Watch::Shelf(owner)) => {
                self.seat.told.borrow_mut().remove(&owner);
                Ok(Answer::Done)
            }
            _ => Err(Failure::Unable),
        }
    }
}
