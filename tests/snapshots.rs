//! The serialised form of everything that leaves a program: on the wire, and in the store.
//!
//! A change on the wire needs a new `PROTOCOL_VERSION`; a change of a record needs to read the old form too.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "snapshots/events.rs"]
mod events;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use teahouse::backend::Failure;
use teahouse::backend::diff::VectorDiff;
use teahouse::backend::protocol::{
    Answer, Command, Event, GroupCommand, HomeCommand, PROTOCOL_VERSION, TalkCommand, Watch,
};
use teahouse::backend::shelf::widget::WidgetSaid;
use teahouse::backend::shelf::{Parcel, ShelfAnswer, ShelfCommand, ask};
use teahouse::backend::wire::{ToEngine, ToShell, encode};
use teahouse::domain::account::AccountKind;
use teahouse::domain::chat::{Chat, Preview, With};
use teahouse::domain::file::{FileContent, FileInfo, FileKind};
use teahouse::domain::group::act::{Act, LogEntry};
use teahouse::domain::group::code::Code;
use teahouse::domain::group::picture::Picture;
use teahouse::domain::group::{Announcement, Face, Group, HouseRules, Joined, Member, Mine, Role, Standing};
use teahouse::domain::guide::Topic;
use teahouse::domain::home::{Abilities, HomeError, Homeserver, Keeper, Link, Registration, Terms};
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::message::{Body, Context, Delivery, Message, MessageText, Quote, Reaction, SendError};
use teahouse::domain::mini::broker::{self, Reply};
use teahouse::domain::mini::capability::Capability;
use teahouse::domain::mini::host::{self, Outcome, Refused};
use teahouse::domain::mini::program::ProgramId;
use teahouse::domain::mini::refusal::PackageError;
use teahouse::domain::mini::remote::{Origin, RemoteWidget, Site, WidgetId};
use teahouse::domain::name::Name;
use teahouse::domain::person::{Contact, Profile, Title, guide_id};
use teahouse::domain::safety::{Backup, Comparison, Device, Guard, Locked, Safety};
use teahouse::domain::ticket::{GroupTicket, Home, Secret, Ticket};
use teahouse::domain::time::Timestamp;
use teahouse::engine::local::record::{
    AccountRecord, ChatRecord, ContactRecord, GroupRecord, LastRecord, LogRecord, MemberRecord, MessageRecord, Part,
    QueuedRecord,
};

use self::events::{aside, card, line, tidings, update};

fn hex(message: &impl Serialize) -> String {
    encode(message).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn person() -> PersonId {
    PersonId::parse("p").unwrap()
}

fn chat() -> ChatId {
    ChatId::parse("c").unwrap()
}

fn message() -> MessageId {
    MessageId::parse("m").unwrap()
}

fn text() -> Body {
    Body::Text(MessageText::parse("hi").unwrap())
}

fn profile() -> Profile {
    Profile {
        id: person(),
        name: Name::parse("Mei").unwrap(),
        created: Timestamp(1),
        account: None,
        home: Home::Device,
    }
}

/// Every message of the wire. The first two bytes are the version.
#[test]
fn the_wire_is_of_version_9() {
    assert_eq!(PROTOCOL_VERSION, 9, "then write down the forms of the new version");
    let ask = |command| hex(&ToEngine::Request { id: 1, command });
    let (c, p, m) = (chat(), person(), message());
    let asked = [
        hex(&ToEngine::Hello { tab: "t".into() }),
        hex(&ToEngine::Goodbye),
        ask(Command::CreateProfile { id: p.clone(), name: "n".into() }),
        ask(Command::Open { profile: p.clone() }),
        ask(Command::Rename { name: "n".into() }),
        ask(Command::Watch(Watch::Profiles)),
        ask(Command::Watch(Watch::Contacts)),
        ask(Command::Watch(Watch::Chats)),
        ask(Command::Unwatch(Watch::Timeline(c.clone()))),
        ask(Command::StartChat { with: p }),
        ask(Command::Send { chat: c.clone(), id: m.clone(), text: "x".into(), reply: None }),
        ask(Command::Edit { chat: c.clone(), id: m.clone(), text: "x".into() }),
        ask(Command::Retry { id: m.clone() }),
        ask(Command::Discard { id: m }),
        ask(Command::MarkRead { chat: c.clone(), upto: 300 }),
        ask(Command::SetDraft { chat: c.clone(), text: "x".into() }),
        ask(Command::SetPinned { chat: c.clone(), pinned: true }),
        ask(Command::SetMuted { chat: c.clone(), muted: false }),
        ask(Command::LoadOlder { chat: c.clone() }),
        ask(Command::Glance { chat: c }),
    ];
    snapshot("asked", &asked);
    snapshot("asked_of_groups", &asked_of_groups().map(ask));

    let last = Preview { sender: person(), name: None, at: Timestamp(2), body: text(), delivery: Delivery::Sending };
    let row = Chat {
        id: chat(),
        with: With::Person(guide_id()),
        title: Title::Guide,
        last: Some(last),
        active: Timestamp(2),
        unread: 3,
        pinned: true,
        muted: false,
        folded: false,
        draft: "d".into(),
        guard: Guard::Encrypted,
        invited: true,
    };
    let item = Message {
        id: message(),
        seq: Some(4),
        sender: person(),
        at: Timestamp(-5),
        body: Body::Guide(Topic::Welcome),
        edited: true,
        delivery: Delivery::Failed(SendError::Refused),
        context: Context {
            name: Some(profile().name),
            reply: Some(Box::new(Quote {
                id: message(),
                sender: Some(person()),
                name: None,
                body: Some(Body::Recalled),
            })),
            reactions: vec![Reaction { key: "🍵".into(), count: 2, mine: true }],
            read: true,
        },
    };
    let contact = Contact {
        id: person(),
        title: Title::Person(profile().name),
        remark: None,
        tags: vec![profile().name],
        account: Some(AccountKind::Service),
    };
    let reply = |result| hex(&ToShell::Reply { id: 1, result });
    let timeline = |diffs| hex(&ToShell::Event(Event::Timeline { chat: chat(), diffs, has_older: true }));
    let told = [
        hex(&ToShell::Hello { engine: "e".into() }),
        hex(&ToShell::Stopped(Failure::StorageNewer { found: 2, known: 1 })),
        reply(Ok(Answer::Done)),
        reply(Ok(Answer::Profile(profile()))),
        reply(Ok(Answer::Opened {
            profile: profile(),
            damaged: 1,
            abilities: Abilities { files: true, ..Abilities::default() },
        })),
        reply(Ok(Answer::Chat(chat()))),
        reply(Err(Failure::StorageFull)),
        reply(Err(Failure::NotFound)),
        hex(&ToShell::Event(Event::Profiles(vec![VectorDiff::Reset(vec![profile()])]))),
        hex(&ToShell::Event(Event::Contacts(vec![VectorDiff::Append(vec![contact])]))),
        hex(&ToShell::Event(Event::Chats(vec![VectorDiff::Prepend(vec![row])]))),
        timeline(vec![VectorDiff::Insert(0, item.clone()), VectorDiff::Set(1, item), VectorDiff::Remove(2)]),
    ];
    snapshot("told", &told);
    snapshot("asked_of_homes", &asked_of_homes().map(ask));
    snapshot("told_of_homes", &told_of_homes());
    snapshot("asked_of_shelves", &asked_of_shelves());
    snapshot("events", &events::forms());
    snapshot("told_of_groups", &told_of_groups().map(|event| hex(&ToShell::Event(event))));
}

fn asked_of_homes() -> [Command; 23] {
    let home = |act| Command::Home(act);
    let talk = |act| Command::Talk { chat: chat(), act };
    let s = || String::from("s");
    [
        Command::Send { chat: chat(), id: message(), text: s(), reply: Some(message()) },
        Command::Watch(Watch::Safety),
        talk(TalkCommand::React { id: message(), key: s(), on: true }),
        talk(TalkCommand::Recall { id: message() }),
        talk(TalkCommand::Attach { id: message(), name: s(), content: content(), caption: s() }),
        talk(TalkCommand::Fetch { id: message(), thumbnail: true }),
        talk(TalkCommand::Update { card: message(), id: message(), text: "{}".into(), aside: aside() }),
        talk(TalkCommand::Live { card: message(), data: vec![1, 2] }),
        talk(TalkCommand::Typing { on: true }),
        talk(TalkCommand::Accept),
        talk(TalkCommand::Decline),
        home(HomeCommand::Discover { server: s() }),
        home(HomeCommand::SignIn { server: s(), username: s(), password: s() }),
        home(HomeCommand::Register { server: s(), username: s(), password: s(), token: s(), agreed: true }),
        home(HomeCommand::SignOut),
        home(HomeCommand::Ignore { person: person(), on: true }),
        home(HomeCommand::SetReceipts { on: true }),
        home(HomeCommand::SetUpRecovery),
        home(HomeCommand::Recover { key: s() }),
        home(HomeCommand::RemoveDevice { device: s(), password: s() }),
        home(HomeCommand::Compare { with: Some(person()) }),
        home(HomeCommand::ConfirmComparison { same: true }),
        home(HomeCommand::SetPicture { picture: Some(s()) }),
    ]
}

fn content() -> FileContent {
    FileContent { media_type: "image/png".into(), bytes: vec![1, 2] }
}

fn site() -> Site {
    let (widget, origin) = (WidgetId::parse("w").unwrap(), Origin::parse("https://a.b").unwrap());
    Site { chat: chat(), widget, origin }
}

/// What is said to the shelf crosses the port in parcels, which have a form of their own.
fn asked_of_shelves() -> [String; 17] {
    let program = || ProgramId::parse("app.org.example").unwrap();
    let act = |act: ShelfCommand| hex(&ToEngine::Request { id: 1, command: ask(&person(), &act) });
    let answer = |answer: ShelfAnswer| hex(&ToShell::Reply { id: 1, result: Ok(Answer::Shelf(Parcel::of(&answer))) });
    let asks = Outcome::Asks {
        capability: Capability::Links,
        reason: "r".into(),
        effect: host::Effect::Open("a".into()),
        always: true,
    };
    [
        act(ShelfCommand::Install { file: "f".into(), package: vec![1, 2] }),
        act(ShelfCommand::Permit {
            program: program(),
            capability: Capability::Scan,
            standing: Some(broker::Standing::Never),
        }),
        act(ShelfCommand::Brought { card: card() }),
        act(ShelfCommand::Bring { card: card(), file: "f".into(), package: vec![1, 2] }),
        act(ShelfCommand::Receive { program: program(), card: card(), updates: vec![update()] }),
        act(ShelfCommand::Name { program: program(), card: card(), on: true }),
        act(ShelfCommand::Launch { program: program(), card: None }),
        act(ShelfCommand::Call { program: program(), card: Some(card()), call: "{}".into(), reply: Some(Reply::Once) }),
        act(ShelfCommand::Forget),
        act(ShelfCommand::ReadRemote { events: vec![Parcel::of(&1_u8)] }),
        act(ShelfCommand::Remote { at: site(), said: WidgetSaid::Loaded }),
        answer(ShelfAnswer::Program { program: program(), name: "n".into(), update: true }),
        answer(ShelfAnswer::Refused(PackageError::Unchecked)),
        answer(ShelfAnswer::Remote(
            RemoteWidget::read("w", "https://a.b/$c", "n", [("c".into(), "d".into())]).into_iter().collect(),
        )),
        answer(ShelfAnswer::Received { fresh: 3 }),
        answer(ShelfAnswer::Outcome(asks)),
        answer(ShelfAnswer::Outcome(Refused::outcome(host::Code::Quota, "w"))),
    ]
}

fn told_of_homes() -> [String; 16] {
    let s = || String::from("s");
    let reply = |result| hex(&ToShell::Reply { id: 1, result });
    let event = |event| hex(&ToShell::Event(event));
    let body = |body| {
        let item = Message {
            id: message(),
            seq: Some(1),
            sender: person(),
            at: Timestamp(1),
            body,
            edited: false,
            delivery: Delivery::Sent,
            context: Context::default(),
        };
        event(Event::Timeline { chat: chat(), diffs: vec![VectorDiff::Append(vec![item])], has_older: false })
    };
    let file = FileInfo {
        kind: FileKind::Picture,
        name: s(),
        media_type: s(),
        bytes: Some(300),
        size: Some((4, 3)),
        thumbnail: true,
        caption: None,
        document: Some(line("d")),
        summary: None,
    };
    let homeserver = Homeserver {
        name: s(),
        url: s(),
        keepers: vec![Keeper { security: true, reach: vec![s()] }],
        support: Some(s()),
        terms: vec![Terms { title: s(), url: s() }],
        password: true,
        browser: false,
        registration: Registration::Token,
    };
    let device = Device { id: s(), name: Some(profile().name), here: true, verified: false, seen: Some(Timestamp(1)) };
    let safety = Safety {
        verified: true,
        backup: Backup::Open,
        devices: vec![device],
        comparison: Some(Comparison::Emoji(vec![0, 63])),
        receipts: true,
        ignored: vec![person()],
    };
    let picture = Picture::parse("data:image/png;base64,AA==").unwrap();
    [
        reply(Ok(Answer::Homeserver(Box::new(homeserver)))),
        reply(Ok(Answer::File(content()))),
        reply(Ok(Answer::RecoveryKey(s()))),
        reply(Ok(Answer::Glance { messages: Vec::new(), has_older: true })),
        reply(Err(Failure::Home(HomeError::TooOld { newest: s() }))),
        reply(Err(Failure::FileTooLarge { bytes: 300 })),
        event(Event::Updates { chat: chat(), card: message(), updates: vec![update()] }),
        event(Event::Live { chat: chat(), card: message(), data: vec![1, 2] }),
        event(Event::Typing { chat: chat(), people: vec![profile().name] }),
        event(Event::Link(Link::SignedOut)),
        event(Event::Safety(Box::new(safety))),
        body(Body::File(Box::new(file))),
        body(Body::Tidings(Box::new(tidings()))),
        body(Body::Locked(Locked::Backup)),
        body(Body::Foreign(None)),
        event(Event::Faces(vec![(person(), Some(picture)), (person(), None)])),
    ]
}

fn asked_of_groups() -> [Command; 14] {
    let ticket =
        GroupTicket { home: Home::Device, secret: Secret([7; 16]), expires: 9, by: person(), title: profile().name };
    let act = |act| Command::Group { chat: chat(), act };
    [
        Command::SetFolded { chat: chat(), folded: true },
        Command::ClearHistory { chat: chat() },
        Command::SetNote { person: person(), remark: "r".into(), tags: vec!["t".into()] },
        Command::CreateGroup { id: chat(), title: "t".into(), people: vec![person()], after: None },
        Command::Announce { groups: vec![chat()], id: message(), text: "x".into() },
        Command::LookUp { ticket: Ticket::Group(ticket.clone()) },
        Command::Join { ticket },
        Command::Meet { digits: "0042".into() },
        Command::CreateAccount { id: person(), name: "n".into(), kind: AccountKind::Subscription },
        Command::Broadcast { id: message(), text: "x".into() },
        act(GroupCommand::NewCode { after: 1 }),
        act(GroupCommand::Invite { people: vec![person()], reason: "r".into() }),
        act(GroupCommand::Transfer { to: person() }),
        act(GroupCommand::Seen { announcement: 1, rules: 2 }),
    ]
}

fn told_of_groups() -> [Event; 3] {
    let group = Group {
        chat: chat(),
        title: profile().name,
        face: Face::Mosaic(vec![(person(), profile().name)]),
        members: 3,
        founded: Timestamp(1),
        announcement: None,
        rules: Vec::new(),
        approval: true,
        code: Some(Code {
            number: 2,
            secret: Secret([7; 16]),
            issued: Timestamp(3),
            home: Home::Server("example.org".into()),
        }),
        set: None,
        dissolved: false,
        mine: Mine {
            role: Role::Admin,
            standing: Standing::In,
            alias: None,
            show_aliases: true,
            saved: false,
            folded: false,
            announcement_seen: 0,
            rules_seen: 1,
        },
    };
    let member = Member {
        person: person(),
        name: profile().name,
        alias: None,
        remark: None,
        role: Role::Owner,
        standing: Standing::Invited { by: person() },
        joined: Joined::Founder,
        since: Timestamp(4),
    };
    let entry = LogEntry { number: 1, at: Timestamp(5), by: person(), act: Act::Ruled(2) };
    [
        Event::Group(Box::new(group)),
        Event::Members { chat: chat(), diffs: vec![VectorDiff::Reset(vec![member])] },
        Event::Log { chat: chat(), diffs: vec![VectorDiff::Append(vec![entry])] },
    ]
}

/// Compares with `tests/snapshots/<name>.txt`; with `TEAHOUSE_BLESS=1` writes it.
fn snapshot(name: &str, lines: &[String]) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/snapshots/{name}.txt"));
    let now = lines.join("\n") + "\n";
    if std::env::var_os("TEAHOUSE_BLESS").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    assert_eq!(now, std::fs::read_to_string(&path).unwrap_or_default(), "the form of `{name}` changed");
}

/// A record has this form, and this form is read as the record.
fn record<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(record: &T, form: &serde_json::Value) {
    assert_eq!(serde_json::to_value(record).unwrap(), *form);
    assert_eq!(serde_json::from_value::<T>(form.clone()).unwrap(), *record);
}

#[test]
fn the_records_are_of_version_3() {
    record(&profile(), &json!({ "id": "p", "name": "Mei", "created": 1, "account": null, "home": "Device" }));
    let last = Some(LastRecord { sender: person(), at: Timestamp(2), body: text(), seq: 6 });
    record(
        &ChatRecord { last_seq: 7, last, said: Some(5), ..ChatRecord::new(chat(), vec![person(), guide_id()]) },
        &json!({ "id": "c", "people": ["p", "guide"], "last_seq": 7, "said": 5, "called": 0, "asked": null,
                 "last": { "sender": "p", "at": 2, "body": { "Text": "hi" }, "seq": 6 } }),
    );
    let part = Some(Part::new(Standing::In, Joined::CodeOf(person()), Timestamp(8)));
    record(
        &MemberRecord { pinned: true, draft: "d".into(), part, ..MemberRecord::new(person(), chat(), Timestamp(3)) },
        &json!({ "profile": "p", "chat": "c", "since": 3, "read": 0, "pinned": true, "muted": false, "draft": "d",
                 "heard": 0, "folded": false, "hidden": false, "from": 0, "until": null,
                 "part": { "role": "Member", "standing": "In", "joined": { "CodeOf": "p" }, "since": 8, "alias": null,
                           "plain_names": false, "saved": false, "announcement_seen": 0, "rules_seen": 0 } }),
    );
    let body = Body::Guide(Topic::Offline);
    record(
        &MessageRecord {
            chat: chat(),
            seq: 1,
            id: message(),
            sender: guide_id(),
            at: Timestamp(4),
            body,
            edited: false,
        },
        &json!({ "chat": "c", "seq": 1, "id": "m", "sender": "guide", "at": 4, "body": { "Guide": "Offline" }, "edited": false }),
    );
    let Body::Text(text) = text() else { unreachable!() };
    let failed = Some(SendError::Storage);
    record(
        &QueuedRecord {
            order: 9,
            id: message(),
            chat: chat(),
            sender: person(),
            at: Timestamp(5),
            text,
            file: None,
            tries: 1,
            failed,
        },
        &json!({ "order": 9, "id": "m", "chat": "c", "sender": "p", "at": 5, "text": "hi", "file": null, "tries": 1, "failed": "Storage" }),
    );
}

#[test]
fn the_records_of_groups_are_of_version_2() {
    let Body::Text(text) = text() else { unreachable!() };
    let rules = vec![HouseRules { version: 1, text: text.clone(), by: person(), at: Timestamp(3) }];
    let mut secret = vec![0; 16];
    secret[15] = 7;
    record(
        &GroupRecord {
            chat: chat(),
            title: profile().name,
            picture: Some(Picture::parse("data:image/png;base64,AA==").unwrap()),
            founded: Timestamp(1),
            approval: false,
            code: Some(Code {
                number: 2,
                secret: Secret(7_u128.to_be_bytes()),
                issued: Timestamp(2),
                home: Home::Device,
            }),
            retired: vec![Secret(7_u128.to_be_bytes())],
            announcement: Some(Announcement { number: 1, id: message(), text, by: person(), at: Timestamp(4) }),
            rules,
            set: Some(chat()),
            dissolved: false,
            entries: 2,
        },
        &json!({ "chat": "c", "title": "Mei", "picture": "data:image/png;base64,AA==", "founded": 1, "approval": false,
                 "code": { "number": 2, "secret": secret, "issued": 2, "home": "Device" }, "retired": [secret],
                 "announcement": { "number": 1, "id": "m", "text": "hi", "by": "p", "at": 4 },
                 "rules": [{ "version": 1, "text": "hi", "by": "p", "at": 3 }],
                 "set": "c", "dissolved": false, "entries": 2 }),
    );
    let entry = LogEntry { number: 2, at: Timestamp(5), by: person(), act: Act::Removed(person()) };
    record(
        &LogRecord { chat: chat(), number: 2, entry },
        &json!({ "chat": "c", "number": 2, "entry": { "number": 2, "at": 5, "by": "p", "act": { "Removed": "p" } } }),
    );
    record(
        &ContactRecord { tags: vec![profile().name], ..ContactRecord::new(person(), guide_id()) },
        &json!({ "profile": "p", "person": "guide", "remark": null, "tags": ["Mei"], "follows": false }),
    );
    record(
        &AccountRecord { id: person(), spoken: vec![Timestamp(6)], last: Some(message()) },
        &json!({ "id": "p", "spoken": [6], "last": "m" }),
    );
}

#[test]
fn a_record_without_the_later_fields_is_read() {
    let member: MemberRecord =
        serde_json::from_value(json!({ "profile": "p", "chat": "c", "since": 3, "read": 2 })).unwrap();
    assert_eq!((member.pinned, member.muted, member.draft.as_str()), (false, false, ""));
    assert_eq!((member.heard(), member.from, member.until, member.part), (2, 0, None, None));
    let chat: ChatRecord = serde_json::from_value(json!({ "id": "c", "people": ["p", "guide"], "last_seq": 7,
        "last": { "sender": "p", "at": 2, "body": { "Text": "hi" } } }))
    .unwrap();
    assert_eq!((chat.said(), chat.called), (7, 0), "before groups, every message counted as unread");
    let profile: Profile = serde_json::from_value(json!({ "id": "p", "name": "Mei", "created": 1 })).unwrap();
    assert_eq!(profile.account, None);
}
