//! The supervisor against an engine made of channels: no browser is needed to see it start, die and come back.

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::oneshot;
use futures::executor::{LocalPool, LocalSpawner};
use futures::future::pending;
use futures::task::LocalSpawnExt;

use super::*;
use crate::backend::client::Client;
use crate::backend::{Answer, Command, Event};

/// One life of a pretended engine.
struct Life {
    to_shell: mpsc::UnboundedSender<Vec<u8>>,
    heard: Rc<RefCell<Vec<ToEngine>>>,
    death: Option<oneshot::Sender<()>>,
}

impl Life {
    fn say(&self, message: &ToShell) {
        self.to_shell.unbounded_send(encode(message)).unwrap();
    }

    fn requests(&self) -> Vec<(RequestId, Command)> {
        let heard = self.heard.borrow();
        heard
            .iter()
            .filter_map(|it| match it {
                ToEngine::Request { id, command } => Some((*id, command.clone())),
                _ => None,
            })
            .collect()
    }
}

/// Somebody who waits for a time limit in milliseconds.
type Sleeper = (u32, oneshot::Sender<()>);

#[derive(Clone, Default)]
struct World {
    lives: Rc<RefCell<Vec<Life>>>,
    deaths: Rc<RefCell<Vec<oneshot::Receiver<()>>>>,
    sleepers: Rc<RefCell<Vec<Sleeper>>>,
}

impl Transport for World {
    fn connect(&self, _tab: &str) -> Result<Connection, Failure> {
        let (to_shell, inbound) = mpsc::unbounded();
        let (death, died) = oneshot::channel();
        let heard = Rc::new(RefCell::new(Vec::new()));
        let ear = Rc::clone(&heard);
        self.lives.borrow_mut().push(Life { to_shell, heard, death: Some(death) });
        self.deaths.borrow_mut().push(died);
        let send = Box::new(move |bytes: &[u8]| ear.borrow_mut().push(decode(bytes).unwrap()));
        Ok(Connection { send, inbound, broken: mpsc::unbounded().1 })
    }

    async fn unheard(&self, attempts: u32) {
        self.sleep(attempts).await;
    }

    async fn hold(&self, _tab: &str) -> Result<(), Failure> {
        Ok(())
    }

    async fn died(&self, _engine: &str) {
        let died = self.deaths.borrow_mut().pop();
        match died {
            Some(died) => drop(died.await),
            None => pending().await,
        }
    }

    fn patience(&self) -> u32 {
        REQUEST_LIMIT
    }

    async fn sleep(&self, milliseconds: u32) {
        let (wake, woken) = oneshot::channel();
        self.sleepers.borrow_mut().push((milliseconds, wake));
        let _ = woken.await;
    }

    fn random(&self) -> [u8; 16] {
        [7; 16]
    }
}

struct Stage {
    pool: LocalPool,
    spawn: LocalSpawner,
    world: World,
    client: Client,
    updates: mpsc::UnboundedReceiver<Update>,
}

impl Stage {
    fn new() -> Self {
        let (client, wishes) = Client::new();
        let (updates_in, updates) = mpsc::unbounded();
        let (pool, world) = (LocalPool::new(), World::default());
        let spawn = pool.spawner();
        let tell = Box::new(move |update| drop(updates_in.unbounded_send(update)));
        spawn.spawn_local(supervise(world.clone(), wishes, tell)).unwrap();
        let mut stage = Self { pool, spawn, world, client, updates };
        stage.settle();
        stage
    }

    fn settle(&mut self) {
        self.pool.run_until_stalled();
    }

    fn states(&mut self) -> Vec<EngineState> {
        self.settle();
        let mut states = Vec::new();
        while let Ok(Update::Engine(state)) = self.updates.try_recv() {
            states.push(state);
        }
        states
    }

    fn life(&self, at: usize, act: impl FnOnce(&mut Life)) {
        act(&mut self.world.lives.borrow_mut()[at]);
    }

    fn greet(&mut self, at: usize) {
        self.life(at, |life| life.say(&ToShell::Hello { engine: "e".into() }));
        self.settle();
    }

    fn ask(&mut self, name: &str) -> Rc<RefCell<Option<Result<Answer, Failure>>>> {
        let slot = Rc::new(RefCell::new(None));
        let (reply, place) = (self.client.run(Command::Rename { name: name.into() }), Rc::clone(&slot));
        self.spawn.spawn_local(async move { *place.borrow_mut() = Some(reply.await) }).unwrap();
        self.settle();
        slot
    }
}

#[test]
fn requests_wait_until_the_engine_is_ready() {
    let mut stage = Stage::new();
    let answer = stage.ask("a");
    stage.life(0, |life| assert_eq!(life.requests(), []));
    stage.greet(0);
    stage.life(0, |life| {
        let (id, _) = life.requests()[0].clone();
        life.say(&ToShell::Reply { id, result: Ok(Answer::Done) });
    });
    assert_eq!(stage.states(), [EngineState::Starting, EngineState::Ready]);
    assert_eq!(*answer.borrow(), Some(Ok(Answer::Done)));
}

#[test]
fn a_dead_engine_is_replaced_and_hears_everything_that_was_not_answered_once_and_in_order() {
    let mut stage = Stage::new();
    stage.greet(0);
    let answers = [stage.ask("a"), stage.ask("b"), stage.ask("c")];
    stage.life(0, |life| {
        let (id, _) = life.requests()[0].clone();
        life.say(&ToShell::Reply { id, result: Ok(Answer::Done) });
        life.death.take();
    });
    stage.settle();
    stage.greet(1);
    stage.life(1, |life| {
        let names: Vec<_> = life.requests().into_iter().map(|(_, command)| command).collect();
        assert_eq!(names, [Command::Rename { name: "b".into() }, Command::Rename { name: "c".into() }]);
        for (id, _) in life.requests() {
            life.say(&ToShell::Reply { id, result: Ok(Answer::Done) });
        }
    });
    let ready = [EngineState::Starting, EngineState::Ready, EngineState::Restarting, EngineState::Ready];
    assert_eq!(stage.states(), ready);
    assert!(answers.iter().all(|answer| *answer.borrow() == Some(Ok(Answer::Done))));
}

#[test]
fn a_silent_engine_is_left_and_the_request_fails_in_time() {
    let mut stage = Stage::new();
    stage.greet(0);
    let answer = stage.ask("a");
    let sleepers = std::mem::take(&mut *stage.world.sleepers.borrow_mut());
    sleepers.into_iter().filter(|(limit, _)| *limit == REQUEST_LIMIT).for_each(|(_, wake)| wake.send(()).unwrap());
    stage.settle();
    assert_eq!(*answer.borrow(), Some(Err(Failure::TimedOut)));
    assert_eq!(stage.world.lives.borrow().len(), 2);
}

#[test]
fn a_connection_that_nobody_hears_is_made_anew_until_somebody_does() {
    let mut stage = Stage::new();
    let answer = stage.ask("a");
    for attempt in 0..2 {
        let waits = |(limit, _): &Sleeper| *limit == attempt;
        let at = stage.world.sleepers.borrow().iter().position(waits).unwrap();
        stage.world.sleepers.borrow_mut().remove(at).1.send(()).unwrap();
        stage.settle();
        stage.life(attempt as usize, |life| assert_eq!(life.heard.borrow().last(), Some(&ToEngine::Goodbye)));
    }
    stage.greet(2);
    stage.life(2, |life| {
        let (id, _) = life.requests()[0].clone();
        life.say(&ToShell::Reply { id, result: Ok(Answer::Done) });
    });
    assert_eq!(stage.states(), [EngineState::Starting, EngineState::Ready]);
    assert_eq!((stage.world.lives.borrow().len(), answer.take()), (3, Some(Ok(Answer::Done))));
}

#[test]
fn an_engine_that_tells_something_lives_even_if_one_answer_is_late() {
    let mut stage = Stage::new();
    stage.greet(0);
    let (late, other) = (stage.ask("a"), stage.ask("b"));
    stage.life(0, |life| life.say(&ToShell::Event(Event::Profiles(Vec::new()))));
    stage.settle();
    let sleepers = std::mem::take(&mut *stage.world.sleepers.borrow_mut());
    let mut requests = sleepers.into_iter().filter(|(limit, _)| *limit == REQUEST_LIMIT);
    requests.next().unwrap().1.send(()).unwrap();
    stage.settle();
    assert_eq!(*late.borrow(), Some(Err(Failure::TimedOut)));
    assert_eq!((other.borrow().is_none(), stage.world.lives.borrow().len()), (true, 1));
}

#[test]
fn an_engine_of_another_version_stops_the_shell_with_both_numbers() {
    let mut stage = Stage::new();
    let answer = stage.ask("a");
    let mut bytes = encode(&ToShell::Hello { engine: "e".into() });
    bytes[0] = 42;
    stage.life(0, |life| life.to_shell.unbounded_send(bytes).unwrap());
    let failure = Failure::OtherProtocol { ours: crate::backend::protocol::PROTOCOL_VERSION, theirs: 42 };
    assert_eq!(stage.states(), [EngineState::Starting, EngineState::Stopped(failure.clone())]);
    assert_eq!(*answer.borrow(), Some(Err(failure)));
}

#[test]
fn a_stopped_engine_fails_commands_until_the_person_tries_again() {
    let mut stage = Stage::new();
    stage.life(0, |life| life.say(&ToShell::Stopped(Failure::StorageBlocked)));
    stage.settle();
    let answer = stage.ask("a");
    assert_eq!(*answer.borrow(), Some(Err(Failure::StorageBlocked)));
    stage.client.restart();
    stage.settle();
    stage.greet(1);
    let states = stage.states();
    assert_eq!(states.last(), Some(&EngineState::Ready));
}

#[test]
fn an_engine_that_dies_again_and_again_is_given_up() {
    let mut stage = Stage::new();
    for life in 0..=DEATHS as usize {
        stage.greet(life);
        stage.life(life, |life| drop(life.death.take()));
        stage.settle();
    }
    let states = stage.states();
    assert!(matches!(states.last(), Some(EngineState::Stopped(Failure::EngineMissing { .. }))), "{states:?}");
    assert_eq!(stage.world.lives.borrow().len(), DEATHS as usize + 1);
}
