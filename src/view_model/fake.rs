//! A scripted backend and a world that stands still, for tests.

pub(super) mod codes;
pub(super) mod files;
pub(super) mod frames;
pub(super) mod scanner;

use std::cell::RefCell;
use std::time::Duration;

use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::executor::{LocalPool, LocalSpawner};
use futures::task::LocalSpawnExt;
use leptos::prelude::*;

use super::Session;
use super::platform::{Platform, Tools, Window};
use super::settings::{Preferences, Settings};
use crate::backend::client::{Call, Client, Wish};
use crate::backend::{Answer, Command, Failure, Update};
use crate::domain::chat::{Chat, GroupRow, With};
use crate::domain::file::{FileInfo, FileKind};
use crate::domain::group::{Face, Group, Joined, Member, Mine, Role, Standing};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::{Body, Context, Delivery, Message, MessageText};
use crate::domain::name::Name;
use crate::domain::person::{Contact, Profile, Title};
use crate::domain::safety::Guard;
use crate::domain::ticket::Home;
use crate::domain::time::Timestamp;
use crate::route::Route;

pub(super) const DAY: i64 = 86_400_000;
pub(super) const NOW: Timestamp = Timestamp(20_000 * DAY + DAY / 2);
pub(super) const ENTROPY: [u8; 16] = [7; 16];

thread_local! {
    static SPAWNER: RefCell<Option<LocalSpawner>> = const { RefCell::new(None) };
    static LATER: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
    static SAVED: RefCell<Option<Preferences>> = const { RefCell::new(None) };
    static UNSENT: RefCell<String> = const { RefCell::new(String::new()) };
    static REMEMBERED: RefCell<Option<PersonId>> = const { RefCell::new(None) };
}

pub(super) fn platform() -> Platform {
    Platform {
        now: || NOW,
        random: || ENTROPY,
        day: |at| at.0.div_euclid(DAY),
        format: |_, style, at| format!("{style:?} {}", at.0),
        spawn: |task| SPAWNER.with_borrow(|spawner| spawner.as_ref().unwrap().spawn_local(task).unwrap()),
        later: |_: Duration, work| LATER.with_borrow_mut(|later| later.push(work)),
        base: || "https://tea.example/".into(),
        widget_origins: || "https://pad.example https://tea.example".into(),
        go: |_| (),
        replace: |_| (),
        remember: |id| REMEMBERED.set(Some(id.clone())),
        forget: |_| REMEMBERED.set(None),
        unsent: || UNSENT.with_borrow(String::clone),
        keep_unsent: |text| UNSENT.set(text.into()),
        persist: || (),
        save: |preferences| SAVED.set(Some(preferences)),
        copy: |_| Box::pin(async { true }),
        lower: |text| text.to_lowercase(),
        title: |_| (),
        painted: |_| (),
        update: || (),
    }
}

pub(super) fn tools() -> Tools {
    Tools { codes: codes::codes(), read_picture: |_| Box::pin(async { None }), scanner: scanner::scanner() }
}

pub(super) fn saved() -> Option<Preferences> {
    SAVED.take()
}

pub(super) fn forget_unsent() {
    UNSENT.take();
}

pub(super) fn remembered() -> Option<PersonId> {
    REMEMBERED.take()
}

/// The other end of a session.
pub(super) struct Script {
    pool: LocalPool,
    inbox: UnboundedReceiver<Wish>,
    updates: UnboundedSender<Update>,
    _owner: Owner,
}

/// A session in which nobody acts, and its backend.
pub(super) fn session() -> (Session, Script) {
    let owner = Owner::new();
    owner.set();
    let pool = LocalPool::new();
    SPAWNER.set(Some(pool.spawner()));
    LATER.take();
    let (client, inbox) = Client::new();
    let (updates, stream) = unbounded();
    let settings = Settings::new(platform(), Preferences::default());
    let session = Session::new(client, platform(), Window::new(Route::Home), settings);
    session.follow(stream);
    session.lend(tools());
    session.lend_files(files::files());
    session.lend_frames(frames::frames());
    (session, Script { pool, inbox, updates, _owner: owner })
}

/// A session in which person 1 acts.
pub(super) fn open_session() -> (Session, Script) {
    let (session, script) = session();
    session.acting.set(Some(person(1)));
    session.enter(profile(1, "Ada"));
    (session, script)
}

impl Script {
    pub(super) fn run(&mut self) {
        self.pool.run_until_stalled();
    }

    pub(super) fn tell(&mut self, update: Update) {
        self.updates.unbounded_send(update).unwrap();
        self.run();
    }

    /// Lets all the time pass that anybody waits for.
    pub(super) fn wait(&mut self) {
        LATER.take().into_iter().for_each(|work| work());
        self.run();
    }

    pub(super) fn next(&mut self) -> Option<Wish> {
        self.run();
        self.inbox.try_recv().ok()
    }

    pub(super) fn call(&mut self) -> Call {
        match self.next() {
            Some(Wish::Call(call)) => call,
            other => panic!("a command was expected, not {other:?}"),
        }
    }

    /// Takes the next command, which must be this one, and answers it.
    pub(super) fn answer(&mut self, command: Command, result: Result<Answer, Failure>) {
        let call = self.call();
        assert_eq!(call.command, command);
        let _ = call.answer.send(result);
        self.run();
    }

    /// Takes the next commands, which must be these, and says that they are done.
    pub(super) fn skip(&mut self, commands: &[Command]) {
        commands.iter().for_each(|command| self.answer(command.clone(), Ok(Answer::Done)));
    }

    pub(super) fn expect_nothing(&mut self) {
        let next = self.next();
        assert!(next.is_none(), "nothing was expected, not {next:?}");
    }
}

pub(super) fn person(n: u8) -> PersonId {
    PersonId::random([n; 16])
}

pub(super) fn profile(n: u8, name: &str) -> Profile {
    Profile { id: person(n), name: Name::parse(name).unwrap(), created: NOW, account: None, home: Home::Device }
}

/// A chat with person 2.
pub(super) fn chat(n: u8) -> Chat {
    Chat {
        id: ChatId::random([n; 16]),
        with: With::Person(person(2)),
        title: Title::Person(Name::parse("Mei").unwrap()),
        last: None,
        active: NOW,
        unread: 0,
        pinned: false,
        muted: false,
        folded: false,
        draft: String::new(),
        guard: Guard::Device,
        invited: false,
    }
}

pub(super) fn message(seq: u64, who: u8, at: Timestamp) -> Message {
    Message {
        id: MessageId::random(u128::from(seq).to_be_bytes()),
        seq: Some(seq),
        sender: person(who),
        at,
        body: Body::Text(MessageText::parse(&format!("message {seq}")).unwrap()),
        edited: false,
        delivery: Delivery::Sent,
        context: Context::default(),
    }
}

/// A group of which person 1 is the owner.
pub(super) fn group(n: u8) -> Group {
    Group {
        chat: ChatId::random([n; 16]),
        title: Name::parse("Lantern Street").unwrap(),
        face: Face::Mosaic(Vec::new()),
        members: 2,
        founded: NOW,
        announcement: None,
        rules: Vec::new(),
        approval: false,
        code: None,
        set: None,
        dissolved: false,
        mine: Mine {
            role: Role::Owner,
            standing: Standing::In,
            alias: None,
            show_aliases: true,
            saved: false,
            folded: false,
            announcement_seen: 0,
            rules_seen: 0,
        },
    }
}

pub(super) fn member(n: u8, name: &str) -> Member {
    Member {
        person: person(n),
        name: Name::parse(name).unwrap(),
        alias: None,
        remark: None,
        role: Role::Member,
        standing: Standing::In,
        joined: Joined::AddedBy(person(1)),
        since: NOW,
    }
}

/// A group in a list, of which person 1 is a member.
pub(super) fn group_row() -> GroupRow {
    GroupRow {
        face: Face::Mosaic(Vec::new()),
        members: 2,
        standing: Standing::In,
        role: Role::Member,
        saved: false,
        called: false,
        set: None,
    }
}

/// A person of the address book.
pub(super) fn contact(n: u8, name: &str) -> Contact {
    let title = Title::Person(Name::parse(name).unwrap());
    Contact { id: person(n), title, remark: None, tags: Vec::new(), account: None }
}

/// Somebody whom the reader calls something else; nobody but the reader may see that.
pub(super) fn remarked(n: u8, name: &str) -> Contact {
    Contact { remark: Name::parse("secret").ok(), ..contact(n, name) }
}

/// A file in a message.
pub(super) fn file(kind: FileKind, name: &str) -> FileInfo {
    FileInfo {
        kind,
        name: name.into(),
        media_type: "image/png".into(),
        bytes: Some(2048),
        size: Some((640, 480)),
        thumbnail: true,
        caption: None,
        document: None,
        summary: None,
    }
}
