//! The serialised form of everything that leaves a program: on the wire, and in the store.
//!
//! A change on the wire needs a new `PROTOCOL_VERSION`; a change of a record needs to read the old form too.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "snapshots/events.rs"]
mod events;
#[path = "snapshots/groups.rs"]
mod groups;
#[path = "snapshots/homes.rs"]
mod homes;
#[path = "snapshots/records.rs"]
mod records;
#[path = "snapshots/shelves.rs"]
mod shelves;

use serde::Serialize;
use teahouse::backend::Failure;
use teahouse::backend::diff::VectorDiff;
use teahouse::backend::protocol::{Answer, Command, Event, PROTOCOL_VERSION, Watch};
use teahouse::backend::wire::{ToEngine, ToShell, encode};
use teahouse::domain::account::AccountKind;
use teahouse::domain::chat::{Chat, Preview, With};
use teahouse::domain::guide::Topic;
use teahouse::domain::home::Abilities;
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::message::{Body, Context, Delivery, Message, MessageText, Quote, Reaction, SendError};
use teahouse::domain::name::Name;
use teahouse::domain::person::{Contact, Profile, Title, guide_id};
use teahouse::domain::safety::Guard;
use teahouse::domain::ticket::Home;
use teahouse::domain::time::Timestamp;

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
fn the_wire_is_of_version_10() {
    assert_eq!(PROTOCOL_VERSION, 10, "then write down the forms of the new version");
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
    snapshot("asked_of_groups", &groups::asked_of_groups().map(ask));

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
    snapshot("asked_of_homes", &homes::asked_of_homes().map(ask));
    snapshot("told_of_homes", &homes::told_of_homes());
    snapshot("asked_of_shelves", &shelves::asked_of_shelves());
    snapshot("events", &events::forms());
    snapshot("told_of_groups", &groups::told_of_groups().map(|event| hex(&ToShell::Event(event))));
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
