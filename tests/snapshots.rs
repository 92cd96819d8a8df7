//! The serialised form of everything that leaves a program: on the wire, and in the store.
//!
//! A change on the wire needs a new `PROTOCOL_VERSION`; a change of a record needs to read the old form too.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use teahouse::backend::Failure;
use teahouse::backend::diff::VectorDiff;
use teahouse::backend::protocol::{Answer, Command, Event, PROTOCOL_VERSION, Watch};
use teahouse::backend::wire::{ToEngine, ToShell, encode};
use teahouse::domain::chat::{Chat, Preview};
use teahouse::domain::guide::Topic;
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::message::{Body, Delivery, Message, MessageText, SendError};
use teahouse::domain::name::Name;
use teahouse::domain::person::{Contact, Profile, Title, guide_id};
use teahouse::domain::time::Timestamp;
use teahouse::engine::local::record::{ChatRecord, LastRecord, MemberRecord, MessageRecord, QueuedRecord};

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
    Profile { id: person(), name: Name::parse("Mei").unwrap(), created: Timestamp(1) }
}

/// Every message of the wire. The first two bytes are the version.
#[test]
fn the_wire_is_of_version_1() {
    assert_eq!(PROTOCOL_VERSION, 1, "then write down the forms of the new version");
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
        ask(Command::Send { chat: c.clone(), id: m.clone(), text: "x".into() }),
        ask(Command::Edit { chat: c.clone(), id: m.clone(), text: "x".into() }),
        ask(Command::Retry { id: m.clone() }),
        ask(Command::Discard { id: m }),
        ask(Command::MarkRead { chat: c.clone(), upto: 300 }),
        ask(Command::SetDraft { chat: c.clone(), text: "x".into() }),
        ask(Command::SetPinned { chat: c.clone(), pinned: true }),
        ask(Command::SetMuted { chat: c.clone(), muted: false }),
        ask(Command::LoadOlder { chat: c }),
    ];
    snapshot("asked", &asked);

    let last = Preview { sender: person(), at: Timestamp(2), body: text(), delivery: Delivery::Sending };
    let row = Chat {
        id: chat(),
        with: guide_id(),
        title: Title::Guide,
        last: Some(last),
        active: Timestamp(2),
        unread: 3,
        pinned: true,
        muted: false,
        draft: "d".into(),
    };
    let item = Message {
        id: message(),
        seq: Some(4),
        sender: person(),
        at: Timestamp(-5),
        body: Body::Guide(Topic::Welcome),
        edited: true,
        delivery: Delivery::Failed(SendError::Refused),
    };
    let contact = Contact { id: person(), title: Title::Person(profile().name) };
    let reply = |result| hex(&ToShell::Reply { id: 1, result });
    let timeline = |diffs| hex(&ToShell::Event(Event::Timeline { chat: chat(), diffs, has_older: true }));
    let told = [
        hex(&ToShell::Hello { engine: "e".into() }),
        hex(&ToShell::Stopped(Failure::StorageNewer { found: 2, known: 1 })),
        reply(Ok(Answer::Done)),
        reply(Ok(Answer::Profile(profile()))),
        reply(Ok(Answer::Opened { profile: profile(), damaged: 1 })),
        reply(Ok(Answer::Chat(chat()))),
        reply(Err(Failure::StorageFull)),
        reply(Err(Failure::NotFound)),
        hex(&ToShell::Event(Event::Profiles(vec![VectorDiff::Reset(vec![profile()])]))),
        hex(&ToShell::Event(Event::Contacts(vec![VectorDiff::Append(vec![contact])]))),
        hex(&ToShell::Event(Event::Chats(vec![VectorDiff::Prepend(vec![row])]))),
        timeline(vec![VectorDiff::Insert(0, item.clone()), VectorDiff::Set(1, item), VectorDiff::Remove(2)]),
    ];
    snapshot("told", &told);
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
fn the_records_are_of_version_1() {
    record(&profile(), &json!({ "id": "p", "name": "Mei", "created": 1 }));
    let last = LastRecord { sender: person(), at: Timestamp(2), body: text() };
    record(
        &ChatRecord { id: chat(), people: vec![person(), guide_id()], last_seq: 7, last: Some(last) },
        &json!({ "id": "c", "people": ["p", "guide"], "last_seq": 7,
                 "last": { "sender": "p", "at": 2, "body": { "Text": "hi" } } }),
    );
    record(
        &MemberRecord { pinned: true, draft: "d".into(), ..MemberRecord::new(person(), chat(), Timestamp(3)) },
        &json!({ "profile": "p", "chat": "c", "since": 3, "read": 0, "pinned": true, "muted": false, "draft": "d" }),
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
            tries: 1,
            failed,
        },
        &json!({ "order": 9, "id": "m", "chat": "c", "sender": "p", "at": 5, "text": "hi", "tries": 1, "failed": "Storage" }),
    );
}

#[test]
fn a_record_without_the_later_fields_is_read() {
    let member: MemberRecord =
        serde_json::from_value(json!({ "profile": "p", "chat": "c", "since": 3, "read": 2 })).unwrap();
    assert_eq!((member.pinned, member.muted, member.draft.as_str()), (false, false, ""));
}
