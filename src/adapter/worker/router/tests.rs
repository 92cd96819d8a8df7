//! The router against engines that are played: what each is asked, and what the shell hears.

use std::cell::RefCell;

use futures::executor::{LocalPool, LocalSpawner};
use futures::task::LocalSpawnExt;

use super::*;
use crate::backend::diff::VectorDiff;
use crate::backend::shelf::Parcel;
use crate::domain::chat::Chat;
use crate::domain::home::{Homeserver, Link};
use crate::domain::id::PersonId;
use crate::domain::name::Name;
use crate::domain::ticket::Home;
use crate::domain::time::Timestamp;

struct Played {
    store: String,
    tell: Box<dyn Fn(Update)>,
    inbox: mpsc::UnboundedReceiver<Wish>,
}

#[derive(Default)]
struct Kept {
    engines: RefCell<Vec<Played>>,
    text: RefCell<String>,
    acts: RefCell<Option<String>>,
    random: RefCell<u8>,
    /// Who waits to be alone with a store, and what was removed.
    waiting: RefCell<Vec<(String, oneshot::Sender<()>)>>,
    removed: RefCell<Vec<String>>,
}

struct Scene(Rc<Kept>, LocalSpawner);

impl World for Scene {
    fn start(&self, store: &str, tell: Box<dyn Fn(Update)>) -> Client {
        let (client, inbox) = Client::new();
        self.0.engines.borrow_mut().push(Played { store: store.into(), tell, inbox });
        client
    }
    fn spawn(&self, task: LocalBoxFuture<'static, ()>) {
        self.1.spawn_local(task).unwrap();
    }
    fn random(&self) -> [u8; 16] {
        *self.0.random.borrow_mut() += 1;
        [*self.0.random.borrow(); 16]
    }
    fn load(&self) -> String {
        self.0.text.borrow().clone()
    }
    fn save(&self, accounts: &str) {
        *self.0.text.borrow_mut() = accounts.into();
    }
    fn acts(&self, store: Option<&str>) {
        *self.0.acts.borrow_mut() = store.map(String::from);
    }
    fn alone(&self, store: &str) -> LocalBoxFuture<'static, Alone> {
        let (free, freed) = oneshot::channel();
        self.0.waiting.borrow_mut().push((store.into(), free));
        Box::pin(async { Box::new(freed.await) as Alone })
    }
    fn remove(&self, store: &str) -> LocalBoxFuture<'static, bool> {
        self.0.removed.borrow_mut().push(store.into());
        Box::pin(async { true })
    }
}

type Slot = Rc<RefCell<Option<Result<Answer, Failure>>>>;

struct Stage {
    pool: LocalPool,
    kept: Rc<Kept>,
    client: Client,
    changed: mpsc::UnboundedSender<()>,
    updates: mpsc::UnboundedReceiver<Update>,
}

impl Stage {
    fn new(accounts: &str) -> Self {
        let (pool, kept) = (LocalPool::new(), Rc::new(Kept::default()));
        *kept.text.borrow_mut() = accounts.into();
        let (client, wishes) = Client::new();
        let (updates_in, updates) = mpsc::unbounded();
        let (changed, changes) = mpsc::unbounded();
        let scene = Scene(Rc::clone(&kept), pool.spawner());
        pool.spawner().spawn_local(route(scene, wishes, changes, updates_in)).unwrap();
        Self { pool, kept, client, changed, updates }
    }

    fn ask(&mut self, command: Command) -> Slot {
        let slot = Slot::default();
        let (reply, place) = (self.client.run(command), Rc::clone(&slot));
        self.pool.spawner().spawn_local(async move { *place.borrow_mut() = Some(reply.await) }).unwrap();
        self.pool.run_until_stalled();
        slot
    }

    fn stores(&self) -> Vec<String> {
        self.kept.engines.borrow().iter().map(|engine| engine.store.clone()).collect()
    }

    /// What an engine was asked since the last time; the calls are answered by `answer`.
    fn serve(&mut self, store: &str, answer: impl Fn(&Command) -> Result<Answer, Failure>) -> Vec<Command> {
        let mut heard = Vec::new();
        for engine in self.kept.engines.borrow_mut().iter_mut().filter(|engine| engine.store == store) {
            while let Ok(wish) = engine.inbox.try_recv() {
                let Wish::Call(Call { command, answer: to }) = wish else { continue };
                let _ = to.send(answer(&command));
                heard.push(command);
            }
        }
        self.pool.run_until_stalled();
        heard
    }

    fn done(&mut self, store: &str) -> Vec<Command> {
        self.serve(store, |_| Ok(Answer::Done))
    }

    fn tell(&mut self, store: &str, update: Update) {
        let engines = self.kept.engines.borrow();
        (engines.iter().rev().find(|engine| engine.store == store).unwrap().tell)(update);
        drop(engines);
        self.pool.run_until_stalled();
    }

    fn tell_profiles(&mut self, store: &str, diffs: Vec<VectorDiff<Profile>>) {
        self.tell(store, Update::Event(Event::Profiles(diffs)));
    }

    fn heard(&mut self) -> Vec<Update> {
        self.pool.run_until_stalled();
        std::iter::from_fn(|| self.updates.try_recv().ok()).collect()
    }

    /// What the shell holds for the profiles after what it was told.
    fn names(&mut self, list: &mut Vec<Profile>) -> Vec<String> {
        for update in self.heard() {
            if let Update::Event(Event::Profiles(diffs)) = update {
                diffs.into_iter().for_each(|change| change.apply(list).unwrap());
            }
        }
        list.iter().map(|profile| profile.name.as_str().to_owned()).collect()
    }

    /// Lets whoever waits be alone with their stores.
    fn free(&mut self) {
        for (_, free) in self.kept.waiting.take() {
            let _ = free.send(());
        }
        self.pool.run_until_stalled();
    }

    /// What another tab has kept is told.
    fn keep(&mut self, text: &str) {
        *self.kept.text.borrow_mut() = text.into();
        self.changed.unbounded_send(()).unwrap();
        self.pool.run_until_stalled();
    }

    fn text(&self) -> String {
        self.kept.text.borrow().clone()
    }

    /// Whether an engine's handle was let go of.
    fn ended(&self, store: &str) -> bool {
        let mut engines = self.kept.engines.borrow_mut();
        let engine = engines.iter_mut().rev().find(|engine| engine.store == store).unwrap();
        loop {
            match engine.inbox.try_recv() {
                Ok(_) => {}
                Err(error) => return error.is_closed(),
            }
        }
    }
}

fn store(digit: char) -> String {
    format!("teahouse-matrix-{}", digit.to_string().repeat(32))
}

fn line(digit: char, name: &str) -> String {
    format!("{}\t@{}:tea.example\t7\t{name}", store(digit), name.to_lowercase())
}

fn account(name: &str) -> Profile {
    let id = PersonId::parse(&format!("@{}:tea.example", name.to_lowercase())).unwrap();
    let home = Home::Server("tea.example".into());
    Profile { id, name: Name::parse(name).unwrap(), created: Timestamp(7), account: None, home }
}

fn local(n: u8, name: &str) -> Profile {
    let (id, created) = (PersonId::random([n; 16]), Timestamp(1));
    Profile { id, name: Name::parse(name).unwrap(), created, account: None, home: Home::Device }
}

fn open(profile: &Profile) -> Command {
    Command::Open { profile: profile.id.clone() }
}

fn rename() -> Command {
    Command::Rename { name: "x".into() }
}

fn sign_in(server: &str, username: &str) -> Command {
    let [server, username, password] = [server, username, "secret"].map(String::from);
    Command::Home(HomeCommand::SignIn { server, username, password })
}

fn discover(server: &str) -> Command {
    Command::Home(HomeCommand::Discover { server: server.into() })
}

fn sign_out() -> Command {
    Command::Home(HomeCommand::SignOut)
}

/// What an engine says that has signed out.
fn ended() -> Update {
    Update::Engine(EngineState::Stopped(HomeError::SignedOut.into()))
}

fn chats() -> Update {
    Update::Event(Event::Chats(vec![VectorDiff::<Chat>::Reset(Vec::new())]))
}

#[test]
fn whoever_uses_this_device_only_never_starts_another_engine() {
    let mut stage = Stage::new(&line('a', "Mei"));
    stage.ask(Command::Watch(Watch::Profiles));
    stage.ask(open(&local(1, "Ada")));
    stage.ask(rename());
    assert_eq!(stage.stores(), [LOCAL]);
    assert_eq!(stage.done(LOCAL), [Command::Watch(Watch::Profiles), open(&local(1, "Ada")), rename()]);
    assert_eq!(*stage.kept.acts.borrow(), None);
}

#[test]
fn the_shelf_is_one_for_all_and_starts_with_whoever_looks_at_it() {
    let mut stage = Stage::new(&line('a', "Mei"));
    let (watch, unwatch) = (Watch::Shelf(account("Mei").id), Watch::Shelf(local(1, "Ada").id));
    stage.ask(open(&local(1, "Ada")));
    stage.ask(Command::Unwatch(unwatch));
    assert_eq!(stage.stores(), [LOCAL]);
    stage.ask(Command::Watch(watch.clone()));
    stage.ask(open(&account("Mei")));
    assert_eq!(stage.done(SHELF), [Command::Watch(watch)], "whoever acts, it goes on");
    let told = Update::Event(Event::Shelf { owner: account("Mei").id, programs: Parcel::of(&1_u8) });
    stage.tell(SHELF, told.clone());
    assert!(stage.heard().contains(&told));
    // An account's engine has no say in it.
    stage.tell(LOCAL, told.clone());
    stage.tell(SHELF, Update::Engine(EngineState::Stopped(Failure::StorageBlocked)));
    assert_eq!(stage.heard(), [], "nor is the shelf's trouble that of whoever acts");
}

#[test]
fn an_account_that_acts_needs_no_engine_of_this_device() {
    let mut stage = Stage::new(&line('a', "Mei"));
    stage.ask(Command::Unwatch(Watch::Chats));
    stage.ask(open(&account("Mei")));
    stage.ask(Command::Watch(Watch::Chats));
    assert_eq!(stage.stores(), [store('a')]);
    let asked = [open(&account("Mei")), Command::Watch(Watch::Profiles), Command::Watch(Watch::Chats)];
    assert_eq!(stage.done(&store('a')), asked);
    assert_eq!(*stage.kept.acts.borrow(), Some(store('a')));
    // Another profile is one of this device.
    stage.ask(Command::CreateProfile { id: PersonId::random([3; 16]), name: "Ben".into() });
    assert_eq!(stage.done(LOCAL).len(), 1);
}

#[test]
fn one_engine_at_a_time_is_passed_on_and_the_other_stays_connected() {
    let mut stage = Stage::new(&line('a', "Mei"));
    stage.ask(open(&local(1, "Ada")));
    stage.ask(Command::Watch(Watch::Chats));
    stage.tell(LOCAL, Update::Engine(EngineState::Ready));
    stage.done(LOCAL);
    stage.ask(open(&account("Mei")));
    assert_eq!(stage.done(LOCAL), [Command::Unwatch(Watch::Chats), Command::LeaveMeeting]);
    stage.heard();
    stage.tell(LOCAL, chats());
    stage.tell(LOCAL, Update::Engine(EngineState::Restarting));
    assert_eq!(stage.heard(), []);
    stage.tell(&store('a'), Update::Event(Event::Link(Link::Live)));
    assert_eq!(stage.heard(), [Update::Event(Event::Link(Link::Live))]);
    // Back: how it is now is told, and it was not started twice.
    stage.ask(open(&local(1, "Ada")));
    assert_eq!(stage.heard(), [Update::Engine(EngineState::Restarting)]);
    assert_eq!(stage.done(LOCAL), [open(&local(1, "Ada"))]);
    assert_eq!((stage.stores().len(), stage.kept.acts.borrow().clone()), (2, None));
}

#[test]
fn an_engine_that_stopped_unseen_is_tried_again_when_somebody_wants_it() {
    let mut stage = Stage::new(&line('a', "Mei"));
    stage.ask(open(&account("Mei")));
    stage.ask(open(&local(1, "Ada")));
    stage.tell(&store('a'), Update::Engine(EngineState::Stopped(Failure::EngineBusy)));
    assert!(!stage.heard().contains(&Update::Engine(EngineState::Stopped(Failure::EngineBusy))));
    stage.done(&store('a'));
    stage.ask(open(&account("Mei")));
    let restarts = stage.kept.engines.borrow_mut()[0].inbox.try_recv();
    assert!(matches!(restarts, Ok(Wish::Restart)));
    stage.client.restart();
    stage.done(&store('a'));
    stage.tell(&store('a'), Update::Engine(EngineState::Ready));
    assert_eq!(stage.heard().last(), Some(&Update::Engine(EngineState::Ready)));
}

#[test]
fn whoever_signs_in_gets_a_store_of_their_own_which_is_kept() {
    let mut stage = Stage::new("");
    let found = stage.ask(discover("tea.example"));
    let guest = stage.stores()[0].clone();
    assert!(guest.starts_with("teahouse-matrix-"));
    stage.serve(&guest, |_| Ok(Answer::Homeserver(Box::default())));
    assert!(matches!(*found.borrow(), Some(Ok(Answer::Homeserver(_)))));
    let refused = stage.ask(sign_in("tea.example", "mei"));
    stage.serve(&guest, |_| Err(Failure::TimedOut));
    assert_eq!(*refused.borrow(), Some(Err(Failure::TimedOut)));
    assert_eq!(stage.text(), guest, "it goes if nobody signs in there");
    let entered = stage.ask(sign_in("tea.example", "mei"));
    stage.serve(&guest, |_| Ok(Answer::Profile(account("Mei"))));
    assert_eq!(*entered.borrow(), Some(Ok(Answer::Profile(account("Mei")))));
    assert_eq!(stage.text(), format!("{guest}\t@mei:tea.example\t7\tMei"));
    stage.ask(open(&account("Mei")));
    assert_eq!(stage.done(&guest)[0], open(&account("Mei")));
    // The next one gets another store.
    stage.ask(discover("tea.example"));
    assert_ne!(stage.stores()[1], guest);
}

#[test]
fn an_account_that_is_known_here_signs_in_at_its_old_store() {
    for (server, username) in [("other.example", "@mei:tea.example"), ("tea.example", "mei"), ("m.tea.example", "mei")]
    {
        let mut stage = Stage::new(&line('a', "Mei"));
        stage.ask(discover("m.tea.example"));
        let guest = stage.stores()[0].clone();
        let named = Homeserver { name: "tea.example".into(), ..Homeserver::default() };
        stage.serve(&guest, |_| Ok(Answer::Homeserver(Box::new(named.clone()))));
        let entered = stage.ask(sign_in(server, username));
        assert_eq!(stage.serve(&store('a'), |_| Ok(Answer::Profile(account("Mei")))).len(), 1, "{server}");
        assert!(matches!(*entered.borrow(), Some(Ok(Answer::Profile(_)))));
        assert_eq!(stage.text(), [line('a', "Mei"), guest].join("\n"));
    }
}

#[test]
fn an_account_that_turns_out_to_be_known_is_signed_in_at_its_old_store_after_all() {
    let mut stage = Stage::new(&line('a', "Mei"));
    let entered = stage.ask(sign_in("m.tea.example", "mei"));
    let guest = stage.stores()[0].clone();
    stage.serve(&guest, |_| Ok(Answer::Profile(account("Mei"))));
    assert!(entered.borrow().is_none());
    assert_eq!(stage.serve(&store('a'), |_| Ok(Answer::Profile(account("Mei")))).len(), 1);
    assert!(entered.borrow().is_some());
    assert_eq!(stage.done(&guest), [Command::Home(HomeCommand::SignOut)]);
    assert!(stage.ended(&guest));
    stage.free();
    assert_eq!((stage.text(), stage.kept.removed.take()), (line('a', "Mei"), vec![guest]));
}

#[test]
fn an_account_that_signs_out_is_gone_with_its_engine() {
    let mut stage = Stage::new(&line('a', "Mei"));
    stage.ask(open(&account("Mei")));
    stage.done(&store('a'));
    let failed = stage.ask(sign_out());
    stage.serve(&store('a'), |_| Err(Failure::TimedOut));
    assert_eq!(*failed.borrow(), Some(Err(Failure::TimedOut)));
    assert_eq!(stage.text(), line('a', "Mei"));
    let gone = stage.ask(sign_out());
    assert_eq!(stage.text(), [line('a', "Mei"), store('a')].join("\n"), "it is known what is to go");
    stage.done(&store('a'));
    stage.tell(&store('a'), ended());
    assert_eq!(*gone.borrow(), Some(Ok(Answer::Done)));
    assert_eq!((stage.text(), stage.kept.acts.borrow().clone()), (store('a'), None));
    assert!(stage.ended(&store('a')));
    assert!(!stage.heard().contains(&Update::Left), "whoever signs out knows");
    assert_eq!(stage.kept.removed.take(), [""; 0], "its worker may still live");
    stage.free();
    assert_eq!((stage.text(), stage.kept.removed.take()), (String::new(), vec![store('a')]));
    stage.ask(rename());
    assert_eq!(stage.done(LOCAL), [rename()]);
}

#[test]
fn an_engine_that_ended_with_the_sign_out_of_another_tab_takes_this_tab_along() {
    for told in [true, false] {
        let mut stage = Stage::new(&line('a', "Mei"));
        stage.ask(open(&account("Mei")));
        stage.heard();
        match told {
            true => stage.tell(&store('a'), ended()),
            false => stage.keep(&store('a')),
        }
        assert_eq!(stage.heard(), [Update::Left]);
        assert!(stage.ended(&store('a')));
        stage.keep(&store('a'));
        assert_eq!(stage.heard(), [], "once");
        // Either tab may end now: the other one removes what is there.
        stage.free();
        assert_eq!((stage.text(), stage.kept.removed.take()), (String::new(), vec![store('a')]));
    }
}

#[test]
fn two_tabs_that_sign_out_at_once_both_have() {
    let mut stage = Stage::new(&line('a', "Mei"));
    stage.ask(open(&account("Mei")));
    stage.done(&store('a'));
    stage.heard();
    let gone = stage.ask(sign_out());
    stage.keep(&store('a'));
    stage.tell(&store('a'), ended());
    stage.serve(&store('a'), |_| Err(HomeError::SignedOut.into()));
    assert_eq!(*gone.borrow(), Some(Ok(Answer::Done)));
    assert_eq!(stage.heard(), []);
}

#[test]
fn a_sign_out_that_was_interrupted_is_finished_at_the_next_start() {
    let mut stage = Stage::new(&[line('a', "Mei"), line('b', "Zhou"), store('a')].join("\n"));
    stage.ask(open(&account("Mei")));
    assert_eq!(stage.done(&store('a'))[..2], [sign_out(), open(&account("Mei"))]);
    assert_eq!(stage.heard().last(), Some(&Update::Left));
    stage.free();
    assert_eq!((stage.text(), stage.kept.removed.take()), (line('b', "Zhou"), vec![store('a')]));
}

#[test]
fn what_nobody_owns_is_removed_unless_somebody_has_signed_in_there_meanwhile() {
    let mut stage = Stage::new(&[store('a'), store('b')].join("\n"));
    stage.pool.run_until_stalled();
    stage.keep(&[line('b', "Zhou"), store('a')].join("\n"));
    assert_eq!(stage.stores(), [""; 0], "no engine is needed for it");
    stage.free();
    assert_eq!((stage.text(), stage.kept.removed.take()), (line('b', "Zhou"), vec![store('a')]));
    assert!(stage.kept.waiting.take().is_empty());
}

#[test]
fn the_profiles_of_this_device_come_first_and_all_changes_fit() {
    let mut stage = Stage::new(&[line('a', "Mei"), line('b', "Zhou")].join("\n"));
    let mut list = Vec::new();
    stage.ask(Command::Watch(Watch::Profiles));
    assert_eq!(stage.names(&mut list), [""; 0], "those of this device are not known yet");
    stage.tell_profiles(LOCAL, vec![VectorDiff::Reset(vec![local(1, "Ada")])]);
    assert_eq!(stage.names(&mut list), ["Ada", "Mei", "Zhou"]);
    stage.tell_profiles(LOCAL, vec![VectorDiff::Append(vec![local(2, "Ben")])]);
    assert_eq!(stage.names(&mut list), ["Ada", "Ben", "Mei", "Zhou"]);
    stage.ask(open(&account("Mei")));
    let named = Profile { name: Name::parse("Mei Lin").unwrap(), ..account("Mei") };
    stage.tell_profiles(&store('a'), vec![VectorDiff::Reset(vec![named])]);
    assert_eq!(stage.names(&mut list), ["Ada", "Ben", "Mei Lin", "Zhou"]);
    assert!(stage.kept.text.borrow().contains("Mei Lin"));
    *stage.kept.text.borrow_mut() = line('b', "Zhou");
    stage.changed.unbounded_send(()).unwrap();
    assert_eq!(stage.names(&mut list), ["Ada", "Ben", "Zhou"]);
    stage.ask(Command::Unwatch(Watch::Profiles));
    stage.tell_profiles(LOCAL, vec![VectorDiff::Remove(0)]);
    assert_eq!(stage.heard().len(), 0);
    stage.ask(Command::Watch(Watch::Profiles));
    assert_eq!(stage.names(&mut list), ["Ben", "Zhou"]);
}

#[test]
fn a_device_that_keeps_nothing_still_shows_its_accounts() {
    let mut stage = Stage::new(&line('a', "Mei"));
    let mut list = Vec::new();
    stage.ask(Command::Watch(Watch::Profiles));
    stage.tell(LOCAL, Update::Engine(EngineState::Stopped(Failure::StorageBlocked)));
    assert_eq!(stage.names(&mut list), ["Mei"]);
}

#[test]
fn a_change_that_does_not_fit_is_asked_for_whole() {
    let mut stage = Stage::new("");
    stage.ask(Command::Watch(Watch::Profiles));
    stage.done(LOCAL);
    stage.tell_profiles(LOCAL, vec![VectorDiff::Remove(3)]);
    assert_eq!(stage.done(LOCAL), [Command::Unwatch(Watch::Profiles), Command::Watch(Watch::Profiles)]);
}

#[test]
fn who_signed_in_in_another_tab_can_act_here() {
    let mut stage = Stage::new("");
    *stage.kept.text.borrow_mut() = line('a', "Mei");
    stage.ask(open(&account("Mei")));
    assert_eq!(stage.stores(), [store('a')]);
}
