//! The behaviours of a backend whose programs read and send events of a chat.

use serde_json::Value;
use teahouse::backend::Failure;
use teahouse::backend::protocol::{Answer, Command, TalkCommand, Watch};
use teahouse::backend::shelf::Parcel;
use teahouse::domain::id::{ChatId, MessageId};
use teahouse::domain::message::{Body, Message};
use teahouse::domain::mini::event::{EventBody, EventClass, EventQuery, MAX_CONTENT_BYTES, RoomEvent};

use super::tab::{Place, Tab, id, talk, text_of, two};

/// Calls a macro with the name of every behaviour of such a backend.
#[macro_export]
macro_rules! exchanging_events {
    ($suite:ident, $each:ident) => {
        $each! {
            $suite;
            an_event_reaches_everybody_and_is_read_again,
            a_state_holds_until_the_next_one,
            a_text_of_a_program_is_a_message_and_leaves_the_draft,
            who_is_in_a_chat_can_be_read,
            what_no_program_may_send_is_refused,
            who_is_not_in_the_chat_has_no_events,
        }
    };
}

const MOVE: &str = "org.example.move";

pub(crate) async fn an_event_reaches_everybody_and_is_read_again(place: &impl Place) {
    let (mut mei, mut zhou, chat) = two(place).await;
    for tab in [&mei, &zhou] {
        tab.done(Command::Watch(Watch::Events(chat.clone()))).await;
    }
    let name = MessageId::random(id());
    let first = send(&mei, &chat, &name, other(MOVE, None, r#"{"to":"e4"}"#)).await;
    assert_eq!(first, send(&mei, &chat, &name, other(MOVE, None, r#"{"to":"e4"}"#)).await, "twice is once");
    for tab in [&mut mei, &mut zhou] {
        let heard = tab.happened_when(&chat, |event| event.body.kind() == MOVE).await;
        assert_eq!((heard.id, content(&heard.body)["to"].as_str()), (first.clone(), Some("e4")));
    }
    let second = send(&zhou, &chat, &MessageId::random(id()), other(MOVE, None, r#"{"to":"茶"}"#)).await;
    mei.happened_when(&chat, |event| event.id == second).await;
    for tab in [&mei, &zhou] {
        let all = read(tab, &chat, &query(MOVE, EventClass::Message)).await;
        assert_eq!(all.iter().map(|it| it.id.clone()).collect::<Vec<_>>(), [second.clone(), first.clone()]);
        assert_eq!((content(&all[0].body)["to"].as_str(), all[0].sender.clone()), (Some("茶"), zhou.me()));
        let one = EventQuery { limit: 1, ..query(MOVE, EventClass::Message) };
        assert_eq!(read(tab, &chat, &one).await.len(), 1);
        let since = EventQuery { since: Some(first.clone()), ..query(MOVE, EventClass::Message) };
        let later = read(tab, &chat, &since).await;
        assert!(later.len() == 1 && later[0].id == second, "{later:?}");
        assert_eq!(read(tab, &chat, &query("org.example.other", EventClass::Message)).await, []);
        assert_eq!(read(tab, &chat, &query(MOVE, EventClass::State(None))).await, [], "it is no state");
    }
    // None of it is a message, and nobody is told of what is watched no more.
    zhou.done(Command::Unwatch(Watch::Events(chat.clone()))).await;
    mei.send(&chat, "last").await;
    let last = |it: &Message| matches!(&it.body, Body::Text(text) if text.as_str() == "last");
    let said = zhou.timeline_when(&chat, |messages| messages.iter().any(last)).await;
    let texts = said.iter().filter(|it| matches!(it.body, Body::Text(_)));
    assert_eq!(texts.count(), 2, "{said:?}");
    assert!(zhou.happened(&chat).iter().all(|event| event.body.kind() == MOVE));
}

pub(crate) async fn a_state_holds_until_the_next_one(place: &impl Place) {
    const BOARD: &str = "org.example.board";
    let (mei, mut zhou, chat) = two(place).await;
    zhou.done(Command::Watch(Watch::Events(chat.clone()))).await;
    for (key, text) in [("a", r#"{"n":1}"#), ("b", r#"{"n":2}"#), ("a", r#"{"n":3}"#)] {
        send(&mei, &chat, &MessageId::random(id()), other(BOARD, Some(key), text)).await;
    }
    let is_last = |event: &RoomEvent| event.body.kind() == BOARD && content(&event.body)["n"] == 3;
    zhou.happened_when(&chat, is_last).await;
    let a = read(&zhou, &chat, &query(BOARD, EventClass::State(Some("a".into())))).await;
    assert_eq!(a.iter().map(|it| content(&it.body)["n"].clone()).collect::<Vec<_>>(), [3]);
    let mut all = read(&zhou, &chat, &query(BOARD, EventClass::State(None))).await;
    all.sort_by_key(|it| content(&it.body)["n"].as_i64());
    assert_eq!(all.iter().map(|it| content(&it.body)["n"].clone()).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(read(&zhou, &chat, &query(BOARD, EventClass::Message)).await, [], "it is nothing that was said");
    assert_eq!(read(&zhou, &chat, &query(BOARD, EventClass::State(Some("c".into())))).await, []);
}

pub(crate) async fn a_text_of_a_program_is_a_message_and_leaves_the_draft(place: &impl Place) {
    let (mut mei, mut zhou, chat) = two(place).await;
    mei.done(Command::SetDraft { chat: chat.clone(), text: "half a".into() }).await;
    zhou.done(Command::Watch(Watch::Events(chat.clone()))).await;
    let sent = send(&mei, &chat, &MessageId::random(id()), EventBody::Text("from a program".into())).await;
    let is_text = |it: &Message| matches!(it.body, Body::Text(_));
    let messages = zhou.timeline_when(&chat, |messages| messages.len() == 2 && messages.iter().all(is_text)).await;
    assert_eq!((text_of(&messages[1]), messages[1].sender.clone()), ("from a program", mei.me()));
    let heard = zhou.happened_when(&chat, |event| event.id == sent).await;
    assert_eq!(said(&heard.body), "from a program");
    mei.chats_when(|rows| rows.iter().any(|row| row.id == chat && row.draft == "half a")).await;
    let texts = read(&zhou, &chat, &query("m.room.message", EventClass::Message)).await;
    assert_eq!(texts.iter().map(|it| said(&it.body)).collect::<Vec<_>>(), ["from a program", "Tea at nine?"]);
    let pictures = EventQuery { msgtype: Some("m.image".into()), ..query("m.room.message", EventClass::Message) };
    assert_eq!(read(&zhou, &chat, &pictures).await, []);
}

pub(crate) async fn who_is_in_a_chat_can_be_read(place: &impl Place) {
    let (mei, zhou, chat) = two(place).await;
    let key = |event: &RoomEvent| match &event.body {
        EventBody::Member(_) => event.sender.as_str().to_owned(),
        EventBody::Other { state_key, .. } => state_key.clone().unwrap_or_default(),
        other => panic!("{other:?}"),
    };
    let mut people: Vec<_> = [&mei, &zhou].iter().map(|tab| tab.me().as_str().to_owned()).collect();
    people.sort();
    let mut found: Vec<_> =
        read(&mei, &chat, &query("m.room.member", EventClass::State(None))).await.iter().map(key).collect();
    found.sort();
    assert_eq!(found, people);
    let one = query("m.room.member", EventClass::State(Some(people[0].clone())));
    assert_eq!(read(&mei, &chat, &one).await.iter().map(key).collect::<Vec<_>>(), people[..1]);
}

pub(crate) async fn what_no_program_may_send_is_refused(place: &impl Place) {
    let (mei, _zhou, chat) = two(place).await;
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(MAX_CONTENT_BYTES));
    for body in [
        other("m.room.power_levels", Some(""), "{}"),
        other("app.teahouse.code", Some(""), "{}"),
        other("m.room.encrypted", None, "{}"),
        other(MOVE, None, &long),
        other(MOVE, None, "no object"),
    ] {
        let send = TalkCommand::SendEvent { id: MessageId::random(id()), body: Parcel::of(&body) };
        assert_eq!(mei.run(talk(&chat, send)).await, Err(Failure::Unable), "{body:?}");
    }
    let blank = TalkCommand::SendEvent { id: MessageId::random(id()), body: Parcel::of(&EventBody::Text(" ".into())) };
    assert!(matches!(mei.run(talk(&chat, blank)).await, Err(Failure::Text(_))));
    for kind in ["app.teahouse.code", "m.room.encrypted"] {
        assert_eq!(read(&mei, &chat, &query(kind, EventClass::State(None))).await, []);
    }
}

pub(crate) async fn who_is_not_in_the_chat_has_no_events(place: &impl Place) {
    let (mei, _zhou, chat) = two(place).await;
    let other_one = Tab::of(place, "Chen").await;
    send(&mei, &chat, &MessageId::random(id()), other(MOVE, None, "{}")).await;
    let send = TalkCommand::SendEvent { id: MessageId::random(id()), body: Parcel::of(&other(MOVE, None, "{}")) };
    assert_eq!(other_one.run(talk(&chat, send)).await, Err(Failure::NotFound));
    let read = TalkCommand::ReadEvents(Parcel::of(&query(MOVE, EventClass::Message)));
    assert_eq!(other_one.run(talk(&chat, read)).await, Err(Failure::NotFound));
    assert_eq!(other_one.run(Command::Watch(Watch::Events(chat))).await, Err(Failure::NotFound));
}

fn other(kind: &str, state_key: Option<&str>, content: &str) -> EventBody {
    EventBody::Other { kind: kind.into(), state_key: state_key.map(Into::into), content: content.into() }
}

fn query(kind: &str, class: EventClass) -> EventQuery {
    EventQuery { kind: kind.into(), class, msgtype: None, limit: 20, since: None }
}

async fn send(tab: &Tab, chat: &ChatId, id: &MessageId, body: EventBody) -> MessageId {
    match tab.run(talk(chat, TalkCommand::SendEvent { id: id.clone(), body: Parcel::of(&body) })).await {
        Ok(Answer::Event(id)) => id,
        other => panic!("{other:?}"),
    }
}

async fn read(tab: &Tab, chat: &ChatId, query: &EventQuery) -> Vec<RoomEvent> {
    match tab.run(talk(chat, TalkCommand::ReadEvents(Parcel::of(query)))).await {
        Ok(Answer::Events(events)) => events.open().unwrap(),
        other => panic!("{other:?}"),
    }
}

fn content(body: &EventBody) -> Value {
    match body {
        EventBody::Other { content, .. } => serde_json::from_str(content).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// The text of a message, however a backend hands it over.
fn said(body: &EventBody) -> String {
    match body {
        EventBody::Text(text) => text.clone(),
        other => content(other)["body"].as_str().unwrap().into(),
    }
}
