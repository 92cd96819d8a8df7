//! The task that keeps an engine alive and talks to it. It knows no web API: those are behind [`Transport`].

use futures::channel::mpsc;
use futures::future::{Fuse, LocalBoxFuture};
use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt, pin_mut, select_biased};

use super::ledger::Ledger;
use crate::backend::client::Wish;
use crate::backend::wire::{RequestId, ToEngine, ToShell, decode, encode};
use crate::backend::{EngineState, Failure, Update};

/// How long an engine of this device may take to come and open its store, in milliseconds: longer than it waits for
/// another engine to end. The program of a homeserver's account is larger, and may take as long as any request.
pub const HELLO_LIMIT: u32 = 20_000;
/// How long any request to an engine of this device may take, in milliseconds.
pub const REQUEST_LIMIT: u32 = 15_000;
/// How long any request may take that a server may have to answer first, in milliseconds.
pub const SERVER_LIMIT: u32 = 120_000;
/// After this many deaths without one answer in between, the engine is not started again by itself.
pub const DEATHS: u32 = 3;

/// Sends bytes.
pub type SendBytes = Box<dyn Fn(&[u8])>;

/// An open connection to an engine.
pub struct Connection {
    /// Sends bytes to the engine.
    pub send: SendBytes,
    /// What it sends. Empty bytes mean that a new engine listens.
    pub inbound: mpsc::UnboundedReceiver<Vec<u8>>,
    /// Tells why the worker could not be loaded, if that happens.
    pub broken: mpsc::UnboundedReceiver<Failure>,
}

/// What the supervisor needs of the world.
pub trait Transport {
    /// Connects to the engine, starting it where none runs.
    fn connect(&self, tab: &str) -> Result<Connection, Failure>;
    /// Ends when a connection on which nothing was heard is worth another attempt, after so many. A worker that is just
    /// about to end still takes a connection, which it never hears.
    fn unheard(&self, attempts: u32) -> impl Future<Output = ()>;
    /// Takes the lock that tells the engine how long this tab lives.
    fn hold(&self, tab: &str) -> impl Future<Output = Result<(), Failure>>;
    /// Waits until the engine that holds this lock has died.
    fn died(&self, engine: &str) -> impl Future<Output = ()>;
    /// How long a request may take, in milliseconds.
    fn patience(&self) -> u32;
    /// Waits.
    fn sleep(&self, milliseconds: u32) -> impl Future<Output = ()>;
    /// 128 random bits.
    fn random(&self) -> [u8; 16];
}

/// Why a life of the engine ended.
enum End {
    /// It died, or it is silent: start it again.
    Died,
    /// It cannot work: wait to be asked.
    Stopped(Failure),
    /// The shell is gone.
    Over,
}

/// Keeps an engine alive until the shell drops its client.
pub async fn supervise<T: Transport>(transport: T, wishes: mpsc::UnboundedReceiver<Wish>, tell: Box<dyn Fn(Update)>) {
    let tab = format!("teahouse-tab-{:032x}", u128::from_be_bytes(transport.random()));
    let held = transport.hold(&tab).await;
    let limits = FuturesUnordered::new();
    let ledger = Ledger::default();
    let mut shell = Shell { transport: &transport, tab, wishes, tell, ledger, limits, heard: 0, deaths: 0 };
    let mut state = EngineState::Starting;
    loop {
        shell.tell(state);
        let end = match &held {
            Ok(()) => shell.live().await,
            Err(failure) => End::Stopped(failure.clone()),
        };
        let failure = match end {
            End::Over => return,
            End::Died if shell.deaths < DEATHS => {
                shell.deaths += 1;
                state = EngineState::Restarting;
                continue;
            }
            End::Died => Failure::EngineMissing { reason: "it ended again and again".into() },
            End::Stopped(failure) => failure,
        };
        shell.ledger.fail_all(&failure);
        shell.tell(EngineState::Stopped(failure.clone()));
        if !shell.asked_to_restart(&failure).await {
            return;
        }
        shell.deaths = 0;
        state = EngineState::Starting;
    }
}

struct Shell<'a, T> {
    transport: &'a T,
    tab: String,
    wishes: mpsc::UnboundedReceiver<Wish>,
    tell: Box<dyn Fn(Update)>,
    ledger: Ledger,
    /// Ends with a request's number, and with how much was heard when it was made.
    limits: FuturesUnordered<LocalBoxFuture<'a, (RequestId, u32)>>,
    /// How many messages the engines have sent.
    heard: u32,
    deaths: u32,
}

impl<'a, T: Transport> Shell<'a, T> {
    fn tell(&self, state: EngineState) {
        (self.tell)(Update::Engine(state));
    }

    /// Waits until the person wants to try again; until then every command fails as the engine did.
    async fn asked_to_restart(&mut self, failure: &Failure) -> bool {
        while let Some(wish) = self.wishes.next().await {
            match wish {
                Wish::Restart => return true,
                Wish::Call(call) => drop(call.answer.send(Err(failure.clone()))),
            }
        }
        false
    }

    fn hears(&mut self, bytes: &[u8]) -> Result<ToShell, Failure> {
        self.heard = self.heard.wrapping_add(1);
        decode(bytes)
    }

    /// Connects to an engine and talks to it until it ends.
    async fn live(&mut self) -> End {
        let mut connection = match self.transport.connect(&self.tab) {
            Ok(connection) => connection,
            Err(failure) => return End::Stopped(failure),
        };
        let hello = encode(&ToEngine::Hello { tab: self.tab.clone() });
        (connection.send)(&hello);
        let end = self.talk(&mut connection, &hello).await;
        (connection.send)(&encode(&ToEngine::Goodbye));
        end
    }

    async fn talk(&mut self, connection: &mut Connection, hello: &[u8]) -> End {
        let transport = self.transport;
        let silence = transport.sleep(HELLO_LIMIT.max(transport.patience())).fuse();
        let unheard = transport.unheard(0).fuse();
        let died = Fuse::terminated();
        pin_mut!(silence, unheard, died);
        let mut attempts = 0;
        let mut ready = false;
        loop {
            select_biased! {
                bytes = connection.inbound.next() => match bytes.as_deref() {
                    None => return End::Died,
                    // A new engine listens: whoever was attached to another one has lost it.
                    Some([]) if ready => return End::Died,
                    Some([]) => (connection.send)(hello),
                    Some(bytes) => match self.hears(bytes) {
                        Ok(ToShell::Hello { engine }) => {
                            ready = true;
                            silence.set(Fuse::terminated());
                            unheard.set(Fuse::terminated());
                            died.set(async move { transport.died(&engine).await }.fuse());
                            self.tell(EngineState::Ready);
                            self.ledger.replay().iter().for_each(|message| (connection.send)(message));
                        }
                        Ok(ToShell::Stopped(failure)) => return End::Stopped(failure),
                        Ok(ToShell::Reply { id, result }) => {
                            self.deaths = 0;
                            self.ledger.settle(id, result);
                        }
                        Ok(ToShell::Event(event)) => (self.tell)(Update::Event(event)),
                        Err(Failure::Malformed) => return End::Died,
                        Err(failure) => return End::Stopped(failure),
                    },
                },
                failure = connection.broken.select_next_some() => return End::Stopped(failure),
                wish = self.wishes.next() => match wish {
                    None => return End::Over,
                    Some(Wish::Restart) => return End::Died,
                    Some(Wish::Call(call)) => {
                        let (id, message) = self.ledger.admit(call);
                        let (limit, heard) = (transport.patience(), self.heard);
                        self.limits.push(async move { transport.sleep(limit).await; (id, heard) }.boxed_local());
                        // Before the engine is ready, the ledger keeps the request for the replay.
                        if ready {
                            (connection.send)(&message);
                        }
                    }
                },
                (id, heard) = self.limits.select_next_some() => if self.ledger.is_pending(id) {
                    self.ledger.settle(id, Err(Failure::TimedOut));
                    // An engine that has said anything meanwhile lives: this one answer is late, the others come.
                    if heard == self.heard {
                        return End::Died;
                    }
                },
                () = unheard => {
                    (connection.send)(&encode(&ToEngine::Goodbye));
                    *connection = match transport.connect(&self.tab) {
                        Ok(connection) => connection,
                        Err(failure) => return End::Stopped(failure),
                    };
                    (connection.send)(hello);
                    attempts += 1;
                    unheard.set(transport.unheard(attempts).fuse());
                }
                () = died => return End::Died,
                () = silence => return End::Stopped(Failure::TimedOut),
            }
        }
    }
}

#[cfg(test)]
mod tests;
