//! The engines that run, and which of them counts.

use std::mem;
use std::rc::Rc;

use super::{Heard, LOCAL, Router, Running, Then, World};
use crate::backend::client::Call;
use crate::backend::{Command, EngineState, Update};

impl<W: World> Router<W> {
    /// From now on the engine of a store is the one that counts.
    pub(super) fn turn_to(&mut self, store: &Rc<str>) {
        self.world.acts(Some(&**store).filter(|store| *store != LOCAL));
        if self.current == *store {
            return;
        }
        let before = mem::replace(&mut self.current, Rc::clone(store));
        if let Some(engine) = self.engines.iter_mut().find(|engine| engine.store == before) {
            let watches = mem::take(&mut engine.watches);
            watches.into_iter().for_each(|watch| engine.client.tell(Command::Unwatch(watch)));
            if &*before == LOCAL {
                engine.client.tell(Command::LeaveMeeting);
            }
        }
        let engine = self.reachable(store);
        let state = engine.state.clone();
        self.tell(Update::Engine(state));
    }

    pub(super) fn running(&self, store: &str) -> Option<&Running> {
        self.engines.iter().find(|engine| &*engine.store == store)
    }

    /// The engine of a store, started if it does not run.
    pub(super) fn engine(&mut self, store: &str) -> &mut Running {
        let at = self.engines.iter().position(|engine| &*engine.store == store).unwrap_or_else(|| {
            let name: Rc<str> = store.into();
            let (ear, from) = (self.ear.clone(), Rc::clone(&name));
            // Without a router there is nobody to tell.
            let tell = move |update| drop(ear.unbounded_send(Heard::Update(Rc::clone(&from), update)));
            let client = self.world.start(store, Box::new(tell));
            let (state, watches) = (EngineState::Starting, Vec::new());
            let running = Running { store: name, client, state, profiles: None, asked: false, leaving: false, watches };
            self.engines.push(running);
            self.engines.len() - 1
        });
        &mut self.engines[at]
    }

    /// The engine of a store, tried again if it stopped: nobody could see that it did.
    pub(super) fn reachable(&mut self, store: &str) -> &mut Running {
        let engine = self.engine(store);
        if matches!(engine.state, EngineState::Stopped(_)) {
            engine.state = EngineState::Starting;
            engine.client.restart();
        }
        engine
    }

    /// Gives a command to an engine.
    pub(super) fn pass(&mut self, store: &str, call: Call) {
        let engine = self.engine(store);
        match &call.command {
            Command::Watch(watch) => engine.watches.push(watch.clone()),
            Command::Unwatch(watch) => engine.watches.retain(|it| it != watch),
            _ => {}
        }
        engine.client.pass(call);
    }

    /// Gives a command to an engine that may not be the current one, and looks at the answer first.
    pub(super) fn ask(&mut self, store: &Rc<str>, call: Call, then: Then) {
        let ear = self.ear.clone();
        let current = *store == self.current;
        let engine = if current { self.engine(store) } else { self.reachable(store) };
        let answer = engine.client.run(call.command);
        let store = Rc::clone(store);
        self.world.spawn(Box::pin(async move {
            let result = answer.await;
            let _ = ear.unbounded_send(Heard::Answer(store, then, result, call.answer));
        }));
    }
}
