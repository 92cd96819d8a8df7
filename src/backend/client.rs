//! The shell's handle on a backend. It can be cloned, kept in a context and sent between threads;
//! one task at the other end owns whatever is really there.

use futures::channel::{mpsc, oneshot};

use super::{Answer, Command, Failure};

/// One command and the place where its answer goes.
#[derive(Debug)]
pub struct Call {
    /// What to do.
    pub command: Command,
    /// Where the answer goes; a dropped receiver means that nobody waits for it.
    pub answer: oneshot::Sender<Result<Answer, Failure>>,
}

/// What a client wants of the task that owns the backend.
#[derive(Debug)]
pub enum Wish {
    /// A command.
    Call(Call),
    /// Start the engine again, after it stopped.
    Restart,
}

/// A handle on a backend.
#[derive(Debug, Clone)]
pub struct Client(mpsc::UnboundedSender<Wish>);

impl Client {
    /// Makes a handle, and the receiver for the task that owns the backend.
    pub fn new() -> (Self, mpsc::UnboundedReceiver<Wish>) {
        let (wishes, inbox) = mpsc::unbounded();
        (Self(wishes), inbox)
    }

    /// Gives a command now, and waits for the answer when the future is polled:
    /// two calls are carried out in the order of the calls, whoever waits first.
    pub fn run(&self, command: Command) -> impl Future<Output = Result<Answer, Failure>> + Send + use<> {
        let (answer, reply) = oneshot::channel();
        let sent = self.0.unbounded_send(Wish::Call(Call { command, answer }));
        async move {
            sent.map_err(|_| gone())?;
            reply.await.map_err(|_| gone())?
        }
    }

    /// Gives a command whose answer goes elsewhere.
    pub fn pass(&self, call: Call) {
        // Without a task at the other end, whoever waits sees the answer's place dropped.
        let _ = self.0.unbounded_send(Wish::Call(call));
    }

    /// Gives a command whose answer nobody needs; its effects arrive as events.
    pub fn tell(&self, command: Command) {
        drop(self.run(command));
    }

    /// Starts the engine again, after it stopped.
    pub fn restart(&self) {
        // Without a task at the other end there is nothing to start.
        let _ = self.0.unbounded_send(Wish::Restart);
    }
}

fn gone() -> Failure {
    Failure::EngineMissing { reason: "the task that owns the backend has ended".into() }
}
