//! The one task between the shell and all engines: it knows which engine a command is for.
//!
//! There is the engine of this device and one for each account at a homeserver. One of them is the current one: that of
//! whoever acts. What the others tell is not passed on. An engine is started when it is first needed, never before.
//! Who signs in is served by an engine on a store of its own, the guest, which becomes the account's.
//! What is in a store that belongs to nobody any more goes, by whichever tab comes first, once no engine holds it.
//! It knows no web API: those are behind [`World`].

pub mod accounts;
mod coming;
mod engines;
mod profiles;
mod sweep;

use std::any::Any;
use std::rc::Rc;

use futures::channel::{mpsc, oneshot};
use futures::future::LocalBoxFuture;
use futures::{StreamExt, select_biased};

use self::accounts::Accounts;
use crate::backend::client::{Call, Client, Wish};
use crate::backend::protocol::HomeCommand;
use crate::backend::{Answer, Command, EngineState, Event, Failure, Update, Watch};
use crate::domain::home::HomeError;
use crate::domain::person::Profile;

/// The store of this device's own engine.
pub const LOCAL: &str = "teahouse-local";
/// The store of the shelf of programs, which belongs to no backend: whoever acts has one in it.
pub const SHELF: &str = "teahouse-shelf";

/// What the router needs of the world.
pub trait World {
    /// Starts the engine of a store, or attaches to it where it runs. It lives as long as the handle.
    fn start(&self, store: &str, tell: Box<dyn Fn(Update)>) -> Client;
    /// Starts a task.
    fn spawn(&self, task: LocalBoxFuture<'static, ()>);
    /// 128 random bits.
    fn random(&self) -> [u8; 16];
    /// The accounts as they were kept, by whichever tab.
    fn load(&self) -> String;
    /// Keeps the accounts.
    fn save(&self, accounts: &str);
    /// Keeps in mind which store the next start should begin with, if it is an account's.
    fn acts(&self, store: Option<&str>);
    /// Waits until no engine holds a store. Until what comes back is dropped, none can.
    fn alone(&self, store: &str) -> LocalBoxFuture<'static, Alone>;
    /// Removes everything that is in a store; tells whether that is done.
    fn remove(&self, store: &str) -> LocalBoxFuture<'static, bool>;
}

/// What keeps engines off a store.
pub type Alone = Box<dyn Any>;

/// Passes on what the shell wants and what engines tell, until the shell drops its client.
/// `changed` tells when another tab has kept other accounts.
pub async fn route<W: World>(
    world: W,
    mut wishes: mpsc::UnboundedReceiver<Wish>,
    mut changed: mpsc::UnboundedReceiver<()>,
    updates: mpsc::UnboundedSender<Update>,
) {
    let (ear, mut heard) = mpsc::unbounded();
    let accounts = Accounts::read(&world.load());
    let mut router = Router {
        world,
        updates,
        ear,
        accounts,
        engines: Vec::new(),
        current: LOCAL.into(),
        guest: None,
        server: None,
        told: None,
        watched: false,
        sweeping: Vec::new(),
    };
    router.resume();
    loop {
        select_biased! {
            heard = heard.select_next_some() => router.hear(heard),
            () = changed.select_next_some() => router.reload(),
            wish = wishes.next() => match wish {
                None => return,
                Some(Wish::Restart) => router.engine(&router.current.clone()).client.restart(),
                Some(Wish::Call(call)) => router.call(call),
            },
        }
    }
}

/// An engine that was started, or attached to.
struct Running {
    store: Rc<str>,
    client: Client,
    state: EngineState,
    /// The profiles that it told, once it was asked for them.
    profiles: Option<Vec<Profile>>,
    asked: bool,
    /// True while it signs out because the shell wants it.
    leaving: bool,
    /// What the shell watches here.
    watches: Vec<Watch>,
}

/// What the router hears from engines.
enum Heard {
    Update(Rc<str>, Update),
    Answer(Rc<str>, Then, Result<Answer, Failure>, oneshot::Sender<Result<Answer, Failure>>),
    /// No engine holds a store that may have to go.
    Alone(Rc<str>, Alone),
    /// What was in a store has gone, or not.
    Swept(Rc<str>, bool, Alone),
}

/// What an answer means to the router.
enum Then {
    /// Somebody has signed in; with what they typed, if it is to be typed at their old store instead.
    Enter(Option<HomeCommand>),
    /// A server was found under what was typed.
    Found(String),
    /// An account is gone from here.
    Leave,
}

struct Router<W> {
    world: W,
    updates: mpsc::UnboundedSender<Update>,
    ear: mpsc::UnboundedSender<Heard>,
    accounts: Accounts,
    engines: Vec<Running>,
    current: Rc<str>,
    guest: Option<Rc<str>>,
    /// What was typed for a server, and its name.
    server: Option<(String, String)>,
    /// The profiles that the shell was told last.
    told: Option<Vec<Profile>>,
    watched: bool,
    /// The stores that this tab empties once it is alone there.
    sweeping: Vec<Rc<str>>,
}

impl<W: World> Router<W> {
    fn call(&mut self, call: Call) {
        let current = Rc::clone(&self.current);
        match &call.command {
            Command::Open { profile } => {
                let store = self.home_of(profile);
                self.turn_to(&store);
                self.pass(&store, call);
                if &*store != LOCAL {
                    self.ask_for_profiles(&store);
                }
            }
            Command::CreateProfile { .. } | Command::CreateAccount { .. } => self.pass(LOCAL, call),
            Command::Watch(Watch::Profiles) => {
                self.watch_profiles();
                reply(call.answer, Ok(Answer::Done));
            }
            Command::Unwatch(Watch::Profiles) => {
                self.watched = false;
                reply(call.answer, Ok(Answer::Done));
            }
            Command::Unwatch(Watch::Shelf(_)) if self.running(SHELF).is_none() => reply(call.answer, Ok(Answer::Done)),
            Command::Shelf { .. } | Command::Watch(Watch::Shelf(_)) | Command::Unwatch(Watch::Shelf(_)) => {
                self.reachable(SHELF);
                self.pass(SHELF, call);
            }
            // Whoever stops to listen needs no engine.
            Command::Unwatch(_) if self.running(&current).is_none() => reply(call.answer, Ok(Answer::Done)),
            Command::Home(HomeCommand::SignOut) if &*current != LOCAL => {
                self.engine(&current).leaving = true;
                self.sign_out(&current, call);
            }
            Command::Home(home) => match home {
                HomeCommand::Discover { server } => {
                    let (guest, then) = (self.guest(), Then::Found(server.clone()));
                    self.ask(&guest, call, then);
                }
                HomeCommand::SignIn { server, username, .. } => {
                    let known = self.meant(server, username);
                    let again = known.is_none().then(|| home.clone());
                    let store = known.unwrap_or_else(|| self.guest());
                    self.ask(&store, call, Then::Enter(again));
                }
                HomeCommand::Register { .. } => {
                    let guest = self.guest();
                    self.ask(&guest, call, Then::Enter(None));
                }
                _ => self.pass(&current, call),
            },
            _ => self.pass(&current, call),
        }
    }

    fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::Update(store, update) => self.told(&store, update),
            Heard::Answer(store, then, result, answer) => match (then, result) {
                (Then::Enter(again), Ok(Answer::Profile(profile))) => self.enter(&store, profile, again, answer),
                (Then::Found(typed), Ok(Answer::Homeserver(server))) => {
                    self.server = Some((typed, server.name.clone()));
                    reply(answer, Ok(Answer::Homeserver(server)));
                }
                (Then::Leave, result) => reply(answer, self.signed_out(&store, result)),
                (_, result) => reply(answer, result),
            },
            Heard::Alone(store, alone) => self.sweep(store, alone),
            Heard::Swept(store, gone, alone) => self.swept(&store, gone, alone),
        }
    }

    /// An engine tells something.
    fn told(&mut self, store: &Rc<str>, update: Update) {
        let current = *store == self.current;
        let Some(engine) = self.engines.iter_mut().find(|engine| engine.store == *store) else { return };
        match update {
            Update::Event(Event::Profiles(diffs)) => self.told_of_profiles(store, diffs),
            Update::Event(Event::Shelf { .. }) if &**store == SHELF => self.tell(update),
            // The engine has ended with its account. Where this tab has signed out, the answer says the same.
            Update::Engine(EngineState::Stopped(Failure::Home(HomeError::SignedOut))) if engine.leaving => {}
            Update::Engine(EngineState::Stopped(Failure::Home(HomeError::SignedOut))) => self.lose(store),
            Update::Engine(state) => {
                engine.state = state.clone();
                if current {
                    self.tell(Update::Engine(state));
                }
                self.tell_profiles();
            }
            update if current => self.tell(update),
            _ => {}
        }
    }

    fn tell(&self, update: Update) {
        // A shell that does not listen is about to end.
        let _ = self.updates.unbounded_send(update);
    }
}

type Replies = oneshot::Sender<Result<Answer, Failure>>;

fn reply(to: Replies, result: Result<Answer, Failure>) {
    // Whoever asked may have gone.
    let _ = to.send(result);
}

#[cfg(test)]
mod tests;
