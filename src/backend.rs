//! The port: what the shell asks of any backend, and what a backend tells the shell.
//!
//! A backend is an engine in a worker, an engine in this very program (tests), or the adapter that
//! reaches one over messages: all are a [`Backend`]. The shell holds a [`client::Client`] and a stream of
//! [`Update`]s and cannot tell which it talks to.
//!
//! Deliberately missing: whole lists on every change (lists cross as [`diff::VectorDiff`]), and anything of one backend only.

pub mod client;
pub mod diff;
pub mod failure;
pub mod protocol;
pub mod shelf;
pub mod wire;

use futures::channel::mpsc;

pub use failure::Failure;
pub use protocol::{Answer, Command, Event, Watch};

/// One connection to a backend, on behalf of one tab.
///
/// Commands of one connection are carried out one after the other, in the order in which they were given,
/// but for those that wait for something far away ([`Backend::waits`]).
/// Every command may be given twice without a second effect, so that it can be repeated after a crash.
pub trait Backend {
    /// Carries out a command.
    fn run(&self, command: Command) -> impl Future<Output = Result<Answer, Failure>>;

    /// True for a command that may have to wait for a network: it is begun in its turn, and what comes after it
    /// does not wait until it has ended.
    fn waits(&self, _command: &Command) -> bool {
        false
    }
}

/// A place where many connections meet: the thing that owns the store.
pub trait Engine {
    /// What a connection is.
    type Session: Backend + 'static;

    /// Opens a connection; its events go to `events` until the session is dropped.
    fn connect(&self, events: mpsc::UnboundedSender<Event>) -> Self::Session;

    /// Waits until this engine has nothing to serve any more, and says why. Whoever waits hears it after the command
    /// that brought it about was answered. Most engines never end by themselves.
    fn ended(&self) -> impl Future<Output = Failure> {
        std::future::pending()
    }
}

/// What the shell hears without having asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Update {
    /// Something changed in what is watched.
    Event(Event),
    /// The engine's state changed.
    Engine(EngineState),
    /// Whoever acts here has signed out in another tab: nothing of them is left, and nobody acts here any more.
    Left,
}

/// How the engine is.
#[derive(Debug, Clone, PartialEq)]
pub enum EngineState {
    /// It was started and has not answered yet.
    Starting,
    /// It answers.
    Ready,
    /// It died; a new one is being started and will be given everything that was not answered.
    Restarting,
    /// It cannot work; [`client::Client::restart`] tries again.
    Stopped(Failure),
}
