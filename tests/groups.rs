//! The limits of groups, with hundreds of people and a clock that can be set.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::cell::Cell;

use futures::channel::mpsc;
use futures::executor::block_on;
use teahouse::backend::protocol::{Answer, Command, Event, GroupCommand, Watch};
use teahouse::backend::{Backend, Engine, Failure};
use teahouse::domain::account::AccountKind;
use teahouse::domain::chat::Chat;
use teahouse::domain::group::{Group, Member, Refusal, Standing};
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::ticket::{GroupTicket, Ticket};
use teahouse::domain::time::Timestamp;
use teahouse::engine::local::store::memory::MemoryStore;
use teahouse::engine::local::{LocalEngine, Platform};

const DAY: i64 = 24 * 60 * 60 * 1000;

thread_local! {
    static NOW: Cell<i64> = const { Cell::new(1_763_800_000_000) };
    static NEXT: Cell<u128> = const { Cell::new(1 << 64) };
}

fn random() -> [u8; 16] {
    NEXT.replace(NEXT.get() + 1).to_be_bytes()
}

fn wait(milliseconds: i64) {
    NOW.set(NOW.get() + milliseconds);
}

fn person(number: u32) -> PersonId {
    PersonId::random(u128::from(number).to_be_bytes())
}

/// A device with many people on it.
struct Device(LocalEngine<MemoryStore>);

/// One connection, and what it was told.
struct Tab {
    session: <LocalEngine<MemoryStore> as Engine>::Session,
    events: mpsc::UnboundedReceiver<Event>,
    me: PersonId,
}

impl Device {
    /// A device with persons 1 to `people`.
    fn with(people: u32) -> Self {
        let platform = Platform { now: || Timestamp(NOW.get()), random };
        let device = Self(block_on(LocalEngine::open(MemoryStore::default(), platform)).unwrap());
        let (events, _) = mpsc::unbounded();
        let session = device.0.connect(events);
        for number in 1..=people {
            let create = Command::CreateProfile { id: person(number), name: format!("Person {number}") };
            block_on(session.run(create)).unwrap();
        }
        device
    }

    fn tab(&self, number: u32) -> Tab {
        let (sender, events) = mpsc::unbounded();
        let tab = Tab { session: self.0.connect(sender), events, me: person(number) };
        tab.run(Command::Open { profile: tab.me.clone() }).unwrap();
        tab
    }
}

impl Tab {
    fn run(&self, command: Command) -> Result<Answer, Failure> {
        block_on(self.session.run(command))
    }

    fn act(&self, chat: &ChatId, act: GroupCommand) -> Result<Answer, Failure> {
        self.run(Command::Group { chat: chat.clone(), act })
    }

    /// A group of this person and persons `from` to `to`.
    fn found(&self, from: u32, to: u32) -> ChatId {
        let id = ChatId::random(random());
        let people = (from..=to).map(person).collect();
        self.run(Command::CreateGroup { id: id.clone(), title: "Street".into(), people, after: None }).unwrap();
        id
    }

    /// The group and its people, as they are now.
    fn look(&mut self, chat: &ChatId) -> (Group, Vec<Member>) {
        self.run(Command::Unwatch(Watch::Group(chat.clone()))).unwrap();
        while self.events.try_recv().is_ok() {}
        self.run(Command::Watch(Watch::Group(chat.clone()))).unwrap();
        let (mut group, mut members) = (None, Vec::new());
        while let Ok(event) = self.events.try_recv() {
            match event {
                Event::Group(told) => group = Some(*told),
                Event::Members { diffs, .. } => diffs.into_iter().for_each(|it| it.apply(&mut members).unwrap()),
                _ => {}
            }
        }
        (group.unwrap(), members)
    }

    fn chats(&mut self) -> Vec<Chat> {
        while self.events.try_recv().is_ok() {}
        self.run(Command::Watch(Watch::Chats)).unwrap();
        let mut chats = Vec::new();
        while let Ok(event) = self.events.try_recv() {
            if let Event::Chats(diffs) = event {
                diffs.into_iter().for_each(|it| it.apply(&mut chats).unwrap());
            }
        }
        chats
    }

    fn code(&mut self, chat: &ChatId) -> GroupTicket {
        let group = self.look(chat).0;
        match group.code.unwrap().ticket(self.me.clone(), group.title) {
            Ticket::Group(ticket) => ticket,
            Ticket::Contact(_) => unreachable!(),
        }
    }

    fn join(&self, code: &GroupTicket) -> Result<Answer, Failure> {
        self.run(Command::Join { ticket: code.clone() })
    }

    fn invite(&self, chat: &ChatId, numbers: std::ops::RangeInclusive<u32>) -> Result<Answer, Failure> {
        let people = numbers.map(person).collect();
        self.act(chat, GroupCommand::Invite { people, reason: String::new() })
    }
}

fn refused(refusal: Refusal) -> Result<Answer, Failure> {
    Err(Failure::Group(refusal))
}

fn standing(members: &[Member], number: u32) -> Standing {
    members.iter().find(|member| member.person == person(number)).unwrap().standing.clone()
}

#[test]
fn people_are_added_up_to_forty_and_asked_from_then_on() {
    let device = Device::with(45);
    let mut owner = device.tab(1);
    let chat = owner.found(2, 38);
    owner.invite(&chat, 39..=42).unwrap();
    let (group, members) = owner.look(&chat);
    assert_eq!(group.members, 40);
    assert_eq!(standing(&members, 40), Standing::In);
    assert_eq!(standing(&members, 41), Standing::Invited { by: person(1) });
    // The one who is asked sees the invitation in their list, and can accept in two tabs at once.
    let (mut first, second) = (device.tab(41), device.tab(41));
    assert!(first.chats().iter().any(|row| row.id == chat && row.unread == 0));
    first.act(&chat, GroupCommand::Accept).unwrap();
    second.act(&chat, GroupCommand::Accept).unwrap();
    let (group, members) = owner.look(&chat);
    assert_eq!((group.members, standing(&members, 41)), (41, Standing::In));
    device.tab(42).act(&chat, GroupCommand::Decline).unwrap();
    assert_eq!(device.tab(42).act(&chat, GroupCommand::Accept), refused(Refusal::NotInvited));
}

/// Persons 1 to `count` in one group: those above forty accept their invitations.
fn large(device: &Device, count: u32) -> (Tab, ChatId) {
    let owner = device.tab(1);
    let chat = owner.found(2, count);
    for number in 41..=count {
        device.tab(number).act(&chat, GroupCommand::Accept).unwrap();
    }
    (owner, chat)
}

#[test]
fn a_code_admits_the_hundredth_and_not_the_one_after() {
    let device = Device::with(103);
    let (mut owner, chat) = large(&device, 99);
    let code = owner.code(&chat);
    let late = device.tab(101);
    assert!(device.tab(100).join(&code).is_ok());
    assert_eq!(owner.look(&chat).0.members, 100);
    assert_eq!(late.join(&code), refused(Refusal::Large));
    // A member can still ask them in, and the code counts again when somebody has left.
    device.tab(50).invite(&chat, 102..=102).unwrap();
    device.tab(102).act(&chat, GroupCommand::Accept).unwrap();
    assert_eq!((owner.look(&chat).0.members, late.join(&code)), (101, refused(Refusal::Large)));
    for number in [60, 61] {
        device.tab(number).act(&chat, GroupCommand::Leave).unwrap();
    }
    assert!(late.join(&code).is_ok());
    assert_eq!(owner.look(&chat).0.members, 100);
}

#[test]
fn the_last_of_five_hundred_places_is_taken_once() {
    let device = Device::with(502);
    let (mut owner, chat) = large(&device, 499);
    owner.invite(&chat, 500..=502).unwrap();
    assert_eq!(owner.look(&chat).0.members, 499);
    let (first, second) = (device.tab(500), device.tab(501));
    assert!(first.act(&chat, GroupCommand::Accept).is_ok());
    assert_eq!(second.act(&chat, GroupCommand::Accept), refused(Refusal::Full));
    assert_eq!(second.join(&owner.code(&chat)), refused(Refusal::Full));
    assert_eq!(owner.invite(&chat, 502..=502), Ok(Answer::Done), "who is asked already stays asked");
    let (group, members) = owner.look(&chat);
    assert_eq!((group.members, standing(&members, 501)), (500, Standing::Invited { by: person(1) }));
    // One goes, and the next one comes.
    device.tab(7).act(&chat, GroupCommand::Leave).unwrap();
    assert!(second.act(&chat, GroupCommand::Accept).is_ok());
    assert_eq!(owner.look(&chat).0.members, 500);
    // The next group begins with the same rules.
    let next = ChatId::random(random());
    let open = Command::CreateGroup {
        id: next.clone(),
        title: "Street 2".into(),
        people: vec![person(502)],
        after: Some(chat),
    };
    assert!(owner.run(open).is_ok());
    assert_eq!(owner.look(&next).0.members, 2);
}

#[test]
fn a_code_lives_for_seven_days_and_each_new_one_begins_anew() {
    let device = Device::with(5);
    let mut owner = device.tab(1);
    let chat = owner.found(2, 2);
    let code = owner.code(&chat);
    wait(7 * DAY - 1);
    assert!(device.tab(3).join(&code).is_ok());
    wait(1);
    assert_eq!(device.tab(4).join(&code), refused(Refusal::Expired));
    let door = device.tab(4).run(Command::LookUp { ticket: Ticket::Group(code.clone()) });
    assert!(matches!(door, Ok(Answer::Doorway(door)) if door.refusal == Some(Refusal::Expired)));
    wait(DAY);
    assert_eq!(device.tab(4).join(&code), refused(Refusal::Expired));
    owner.act(&chat, GroupCommand::NewCode { after: 1 }).unwrap();
    assert_eq!(device.tab(4).join(&code), refused(Refusal::Replaced));
    let fresh = owner.code(&chat);
    wait(6 * DAY);
    assert!(device.tab(4).join(&fresh).is_ok());
}

#[test]
fn nobody_joins_by_naming_a_chat_that_is_not_theirs() {
    let device = Device::with(3);
    let chat = device.tab(1).found(2, 2);
    let stranger = device.tab(3);
    for act in [GroupCommand::Accept, GroupCommand::Leave, GroupCommand::SetAlias { alias: "x".into() }] {
        assert!(stranger.act(&chat, act).is_err());
    }
    let again = Command::CreateGroup { id: chat.clone(), title: "Mine".into(), people: vec![person(2)], after: None };
    let send = Command::Send { chat: chat.clone(), id: MessageId::random(random()), text: "hello".into(), reply: None };
    for command in [again, send, Command::Watch(Watch::Timeline(chat.clone())), Command::Watch(Watch::Group(chat))] {
        assert_eq!(stranger.run(command), Err(Failure::NotFound));
    }
}

#[test]
fn a_meeting_ends_after_three_minutes_and_with_its_people() {
    let device = Device::with(3);
    let meet = || Command::Meet { digits: "4711".into() };
    let (first, second) = (device.tab(1), device.tab(2));
    first.run(meet()).unwrap();
    wait(3 * 60 * 1000 - 1);
    second.run(meet()).unwrap();
    wait(1);
    assert_eq!(second.run(Command::EnterMeeting { title: "Here".into() }), refused(Refusal::MeetingOver));
    // The same digits begin a new meeting, of other people.
    second.run(meet()).unwrap();
    let Ok(Answer::Chat(chat)) = second.run(Command::EnterMeeting { title: "Here".into() }) else { panic!() };
    assert_eq!(device.tab(2).look(&chat).0.members, 1);
}

#[test]
fn accounts_speak_as_often_as_they_may_and_answer_for_48_hours() {
    let device = Device::with(1);
    let mut reader = device.tab(1);
    for (number, kind) in [(8, AccountKind::Subscription), (9, AccountKind::Service)] {
        reader.run(Command::CreateAccount { id: person(number), name: "News".into(), kind }).unwrap();
        reader.run(Command::Follow { account: person(number), on: true }).unwrap();
    }
    let say = |tab: &Tab| tab.run(Command::Broadcast { id: MessageId::random(random()), text: "Open".into() });
    let (news, shop) = (device.tab(8), device.tab(9));
    assert!(say(&news).is_ok());
    wait(DAY - 1);
    assert_eq!(say(&news), Err(Failure::Quiet { until: Timestamp(NOW.get() + 1) }));
    wait(1);
    assert!(say(&news).is_ok());
    assert_eq!((0..5).filter(|_| say(&shop).is_ok()).count(), 4);
    wait(30 * DAY);
    assert!(say(&shop).is_ok());
    assert_eq!(say(&reader), Err(Failure::NotFound), "a person speaks to groups and people");

    let rows = reader.chats();
    let chat = rows.iter().find(|row| row.with.person() == Some(&person(9))).unwrap();
    let ask =
        Command::Send { chat: chat.id.clone(), id: MessageId::random(random()), text: "When?".into(), reply: None };
    assert!(reader.run(ask).is_ok());
    block_on(futures::future::select(Box::pin(device.0.pump()), Box::pin(async { pause().await })));
    let answer = || Command::Send {
        chat: chat.id.clone(),
        id: MessageId::random(random()),
        text: "At nine".into(),
        reply: None,
    };
    wait(2 * DAY - 10);
    assert!(shop.run(answer()).is_ok());
    wait(10);
    assert_eq!(shop.run(answer()), Err(Failure::NoAnswer));
}

/// Lets everything else go on until it waits.
async fn pause() {
    for _ in 0..100 {
        let mut first = true;
        std::future::poll_fn(|context| {
            context.waker().wake_by_ref();
            if std::mem::take(&mut first) { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
        })
        .await;
    }
}
