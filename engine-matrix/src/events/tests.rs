//! What becomes of the events of a server.

use serde_json::{Value, json};
use teahouse::domain::id::MessageId;

use super::*;

fn raw(event: &Value) -> Box<RawValue> {
    RawValue::from_string(event.to_string()).unwrap()
}

fn event(id: &str, kind: &str, content: Value) -> Value {
    json!({ "type": kind, "sender": "@mei:example.org", "event_id": id, "origin_server_ts": 5, "content": content })
}

fn plain(event: &Value) -> TimelineEvent {
    TimelineEvent::from_plaintext(matrix_sdk::ruma::serde::Raw::from_json(raw(event)))
}

fn query(kind: &str, limit: u32) -> EventQuery {
    EventQuery { kind: kind.into(), class: EventClass::Message, msgtype: None, limit, since: None }
}

fn names(found: &[RoomEvent]) -> Vec<&str> {
    found.iter().map(|event| event.id.as_str()).collect()
}

#[test]
fn an_event_crosses_as_it_was_sent() {
    let mut sent = event("$1", "org.example.board", json!({ "n": 1.5, "ü": "茶" }));
    sent["state_key"] = json!("a");
    let read = parse(&raw(&sent)).unwrap();
    assert_eq!((read.id.as_str(), read.sender.as_str(), read.at), ("$1", "@mei:example.org", Timestamp(5)));
    let EventBody::Other { kind, state_key, content } = read.body else { panic!() };
    assert_eq!((kind.as_str(), state_key.as_deref()), ("org.example.board", Some("a")));
    assert_eq!(serde_json::from_str::<Value>(&content).unwrap(), sent["content"]);
}

#[test]
fn what_no_program_may_see_is_left_out() {
    let mut redacted = event("$1", "org.example.move", json!({}));
    redacted["unsigned"] = json!({ "redacted_because": { "type": "m.room.redaction" } });
    let mut key = event("$1", "org.example.board", json!({}));
    key["state_key"] = json!("x".repeat(300));
    for hostile in [
        redacted,
        key,
        event("$1", "app.teahouse.code", json!({ "secret": "0" })),
        event("$1", "m.room.encrypted", json!({})),
        event("$1", "org.example.move", json!([])),
        event("$1", "org.example.move", json!({ "a": "x".repeat(MAX_CONTENT_BYTES) })),
        event("1", "org.example.move", json!({})),
        json!({ "type": "org.example.move" }),
        json!(7),
    ] {
        assert_eq!(parse(&raw(&hostile)), None, "{hostile}");
    }
}

#[test]
fn in_an_encrypted_room_only_state_and_reactions_come_in_the_open() {
    let mut state = event("$1", "org.example.board", json!({}));
    state["state_key"] = json!("");
    let said = plain(&event("$2", "org.example.move", json!({})));
    let reaction = plain(&event("$3", "m.reaction", json!({})));
    assert!(of(&said, false).is_some() && of(&said, true).is_none());
    assert!(of(&plain(&state), true).is_some() && of(&reaction, true).is_some());
}

#[test]
fn a_question_is_answered_with_the_newest_first_and_knows_when_it_has_enough() {
    let text =
        |id: &str, msgtype: &str| plain(&event(id, "m.room.message", json!({ "msgtype": msgtype, "body": "x" })));
    let events = [
        text("$1", "m.text"),
        plain(&event("$2", "org.example.move", json!({}))),
        text("$3", "m.image"),
        text("$4", "m.text"),
    ];
    let cut = Cut::default();
    let (found, enough) = among(&events, &query("m.room.message", 10), &cut, false);
    assert_eq!((names(&found), enough), (vec!["$4", "$3", "$1"], false));
    let (found, enough) = among(&events, &query("m.room.message", 2), &cut, false);
    assert_eq!((names(&found), enough), (vec!["$4", "$3"], true));
    let texts = EventQuery { msgtype: Some("m.text".into()), ..query("m.room.message", 10) };
    assert_eq!(names(&among(&events, &texts, &cut, false).0), ["$4", "$1"]);
    let since = EventQuery { since: MessageId::parse("$3").ok(), ..query("m.room.message", 10) };
    let (found, enough) = among(&events, &since, &cut, false);
    assert_eq!((names(&found), enough), (vec!["$4"], true));
    let mut cleared = Cut::default();
    cleared.events.insert(OwnedEventId::try_from("$3").unwrap());
    let (found, enough) = among(&events, &query("m.room.message", 10), &cleared, false);
    assert_eq!((names(&found), enough), (vec!["$4"], true));
}
