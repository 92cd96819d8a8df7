//! The one task between the shell and all engines: it knows which engine a command is for.
//!
//! There is the engine of this device and one for each account at a homeserver. One of them is the current one: that of
//! whoever acts. What the others tell is not passed on. An engine is started when it is first needed, never before.
//! Who signs in is served by an engine on a store of its own, the guest, which becomes the account's.
//! It knows no web API: those are behind [`World`].

pub mod accounts;
mod profiles;

use std::rc::Rc;

use futures::channel::{mpsc, oneshot};
use futures::future::LocalBoxFuture;
use futures::{StreamExt, select_biased};

use self::accounts::{Account, Accounts, fresh};
use crate::backend::client::{Call, Client, Wish};
use crate::backend::protocol::HomeCommand;
use crate::backend::{Answer, Command, EngineState, Event, Failure, Update, Watch};
use crate::domain::id::PersonId;
use crate::domain::person::Profile;

/// The store of this device's own engine.
pub const LOCAL: &str = "teahouse-local";

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
}

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
    };
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
    /// What the shell watches here.
    watches: Vec<Watch>,
}

/// What the router hears from engines.
enum Heard {
    Update(Rc<str>, Update),
    Answer(Rc<str>, Then, Result<Answer, Failure>, oneshot::Sender<Result<Answer, Failure>>),
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
            // Whoever stops to listen needs no engine.
            Command::Unwatch(_) if self.running(&current).is_none() => reply(call.answer, Ok(Answer::Done)),
            Command::Home(HomeCommand::SignOut) if &*current != LOCAL => self.ask(&current, call, Then::Leave),
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
                (Then::Leave, result) => {
                    if result.is_ok() || self.accounts.at(&store).is_none() {
                        self.leave(&store);
                    }
                    reply(answer, result);
                }
                (_, result) => reply(answer, result),
            },
        }
    }

    /// An engine tells something.
    fn told(&mut self, store: &Rc<str>, update: Update) {
        let current = *store == self.current;
        let Some(engine) = self.engines.iter_mut().find(|engine| engine.store == *store) else { return };
        match update {
            Update::Event(Event::Profiles(diffs)) => self.told_of_profiles(store, diffs),
            Update::Engine(state) => {
                engine.state = state.clone();
                if current {
                    self.tell(Update::Engine(state));
                }
                self.tell_profiles();
            }
            event if current => self.tell(event),
            Update::Event(_) => {}
        }
    }

    /// Somebody has signed in at a store.
    fn enter(&mut self, store: &Rc<str>, profile: Profile, again: Option<HomeCommand>, answer: Replies) {
        self.accounts = Accounts::read(&self.world.load());
        if self.guest.as_ref() == Some(store) {
            self.guest = None;
        }
        let known = self.accounts.of(&profile.id).map(|account| Rc::clone(&account.store));
        match (known, again) {
            // Only now it is clear that everything of the account is here: that is where they sign in.
            (Some(old), Some(home)) if old != *store => {
                let gone = oneshot::channel().0;
                self.ask(store, Call { command: Command::Home(HomeCommand::SignOut), answer: gone }, Then::Leave);
                return self.ask(&old, Call { command: Command::Home(home), answer }, Then::Enter(None));
            }
            _ => {
                self.accounts.all.retain(|account| account.profile.id != profile.id || account.store == *store);
                match self.accounts.at(store) {
                    Some(account) => account.profile = profile.clone(),
                    None => self.accounts.all.push(Account { store: Rc::clone(store), profile: profile.clone() }),
                }
            }
        }
        self.world.save(&self.accounts.write());
        self.tell_profiles();
        reply(answer, Ok(Answer::Profile(profile)));
    }

    /// An account is gone, and its engine is not needed any more.
    fn leave(&mut self, store: &Rc<str>) {
        self.accounts = Accounts::read(&self.world.load());
        self.accounts.all.retain(|account| account.store != *store);
        self.world.save(&self.accounts.write());
        self.engines.retain(|engine| engine.store != *store);
        if self.current == *store {
            self.current = LOCAL.into();
            self.world.acts(None);
        }
        self.tell_profiles();
    }

    /// Another tab may have kept other accounts.
    fn reload(&mut self) {
        self.accounts = Accounts::read(&self.world.load());
        let Self { accounts, current, guest, engines, .. } = self;
        engines.retain(|Running { store, .. }| {
            let used = &**store == LOCAL || store == current || guest.as_ref() == Some(store);
            used || accounts.at(store).is_some()
        });
        self.tell_profiles();
    }

    /// The store in which somebody is at home.
    fn home_of(&mut self, id: &PersonId) -> Rc<str> {
        // Nobody of this device has such an id; another tab may have signed them in.
        if self.accounts.of(id).is_none() && id.as_str().starts_with('@') {
            self.reload();
        }
        self.accounts.of(id).map_or_else(|| LOCAL.into(), |account| Rc::clone(&account.store))
    }

    /// The store of the account that somebody means at a sign-in.
    fn meant(&self, server: &str, username: &str) -> Option<Rc<str>> {
        let found = self.server.as_ref().filter(|(typed, _)| typed == server).map_or(server, |(_, name)| name);
        let meant = self.accounts.all.iter().find(|account| account.is_meant(&[server, found], username));
        meant.map(|account| Rc::clone(&account.store))
    }

    /// The store for somebody whom nobody knows yet.
    fn guest(&mut self) -> Rc<str> {
        let Self { guest, world, .. } = self;
        Rc::clone(guest.get_or_insert_with(|| fresh(world.random())))
    }

    /// From now on the engine of a store is the one that counts.
    fn turn_to(&mut self, store: &Rc<str>) {
        self.world.acts(Some(&**store).filter(|store| *store != LOCAL));
        if self.current == *store {
            return;
        }
        let before = std::mem::replace(&mut self.current, Rc::clone(store));
        if let Some(engine) = self.engines.iter_mut().find(|engine| engine.store == before) {
            let watches = std::mem::take(&mut engine.watches);
            watches.into_iter().for_each(|watch| engine.client.tell(Command::Unwatch(watch)));
            if &*before == LOCAL {
                engine.client.tell(Command::LeaveMeeting);
            }
        }
        let engine = self.reachable(store);
        let state = engine.state.clone();
        self.tell(Update::Engine(state));
    }

    fn running(&self, store: &str) -> Option<&Running> {
        self.engines.iter().find(|engine| &*engine.store == store)
    }

    /// The engine of a store, started if it does not run.
    fn engine(&mut self, store: &str) -> &mut Running {
        let at = self.engines.iter().position(|engine| &*engine.store == store).unwrap_or_else(|| {
            let name: Rc<str> = store.into();
            let (ear, from) = (self.ear.clone(), Rc::clone(&name));
            // Without a router there is nobody to tell.
            let tell = move |update| drop(ear.unbounded_send(Heard::Update(Rc::clone(&from), update)));
            let client = self.world.start(store, Box::new(tell));
            let (state, watches) = (EngineState::Starting, Vec::new());
            self.engines.push(Running { store: name, client, state, profiles: None, asked: false, watches });
            self.engines.len() - 1
        });
        &mut self.engines[at]
    }

    /// The engine of a store, tried again if it stopped: nobody could see that it did.
    fn reachable(&mut self, store: &str) -> &mut Running {
        let engine = self.engine(store);
        if matches!(engine.state, EngineState::Stopped(_)) {
            engine.state = EngineState::Starting;
            engine.client.restart();
        }
        engine
    }

    /// Gives a command to an engine.
    fn pass(&mut self, store: &str, call: Call) {
        let engine = self.engine(store);
        match &call.command {
            Command::Watch(watch) => engine.watches.push(watch.clone()),
            Command::Unwatch(watch) => engine.watches.retain(|it| it != watch),
            _ => {}
        }
        engine.client.pass(call);
    }

    /// Gives a command to an engine that may not be the current one, and looks at the answer first.
    fn ask(&mut self, store: &Rc<str>, call: Call, then: Then) {
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
