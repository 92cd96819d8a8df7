//! The forms of what homeservers made possible: replies, signs, files, safety.

use teahouse::backend::Failure;
use teahouse::backend::diff::VectorDiff;
use teahouse::backend::protocol::{Answer, Command, Event, HomeCommand, TalkCommand, Watch};
use teahouse::backend::wire::ToShell;
use teahouse::domain::file::{FileContent, FileInfo, FileKind};
use teahouse::domain::group::picture::Picture;
use teahouse::domain::home::{HomeError, Homeserver, Keeper, Link, Registration, Terms};
use teahouse::domain::message::{Body, Context, Delivery, Message};
use teahouse::domain::safety::{Backup, Comparison, Device, Locked, Safety};
use teahouse::domain::time::Timestamp;

use super::events::{aside, line, tidings, update};
use super::{chat, hex, message, person, profile};

pub(super) fn asked_of_homes() -> [Command; 23] {
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

pub(super) fn told_of_homes() -> [String; 16] {
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
