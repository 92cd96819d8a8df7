//! Rooms that are not what a room is: far more people than the server says, and no beginning.

use serde_json::{Value, json};

use super::fit::{HOSTILE, fit};
use super::member::room_at;
use crate::people::{Person, homeserver, reads, run};
use crate::way::{Act, Way};

/// How many people the server adds.
const CROWD: usize = 10_000;

fn member(number: usize) -> Value {
    json!({
        "type": "m.room.member", "event_id": format!("$crowd{number}"), "room_id": "!x:y",
        "state_key": format!("@crowd{number}:example.org"), "sender": format!("@crowd{number}:example.org"),
        "origin_server_ts": number + 1,
        "content": { "membership": "join", "displayname": format!("{}{number}", HOSTILE[number % HOSTILE.len()]) },
    })
}

#[test]
fn ten_thousand_members_keep_nobody_waiting() {
    run(|| async {
        let way = Way::to(&homeserver());
        let (stranger, room, _device, mut mei, chat) = room_at(&way.url, json!({})).await;
        way.at_once(|ask| {
            let members = ask.is("/members");
            if !members && !ask.path.ends_with("/state") {
                return Act::Pass;
            }
            Act::change(move |json| {
                let all = if members { &mut json["chunk"] } else { json };
                all.as_array_mut().unwrap().extend((0..CROWD).map(member));
            })
        });
        let (group, members) =
            mei.group_when(&chat, |group, members| group.members > 9_000 && !members.is_empty()).await;
        fit(&group);
        fit(&members);
        assert!(members.len() <= 500, "{}", members.len());
        stranger.text(&room, "Can you hear me?").await;
        reads(&mut mei, &chat, "Can you hear me?").await;
        mei.send(&chat, "I can").await;
        reads(&mut mei, &chat, "I can").await;
    });
}

/// Takes the beginning away from a room, wherever it stands.
fn forget_beginning(json: &mut Value) {
    match json {
        Value::Array(all) => all.iter_mut().for_each(forget_beginning),
        Value::Object(all) => {
            all.values_mut().for_each(forget_beginning);
            if all.get("type").is_some_and(|kind| kind == "m.room.create") && all.contains_key("content") {
                all.insert("content".into(), json!({}));
                all.insert(
                    "unsigned".into(),
                    json!({ "redacted_because": {
                    "type": "m.room.redaction", "event_id": "$gone", "sender": "@x:example.org",
                    "origin_server_ts": 1, "redacts": all.get("event_id"), "content": {},
                } }),
                );
            }
        }
        _ => {}
    }
}

#[test]
fn a_room_whose_beginning_was_taken_back_is_a_room() {
    run(|| async {
        let way = Way::to(&homeserver());
        way.rule(|_| Act::change(forget_beginning));
        let (stranger, room, _device, mut mei, chat) = room_at(&way.url, json!({})).await;
        stranger.text(&room, "Can you hear me?").await;
        reads(&mut mei, &chat, "Can you hear me?").await;
        fit(&mei.group_when(&chat, |_, members| members.len() == 2).await);
        mei.send(&chat, "I can").await;
        reads(&mut mei, &chat, "I can").await;
        // Chats of two and groups of one's own are made of rooms without a beginning, too.
        let (_, _other, mut zhou) = Person::at(&way.url, "Zhou").await;
        let two = mei.chat_with(&zhou.me()).await;
        mei.send(&two, "Tea?").await;
        reads(&mut zhou, &two, "Tea?").await;
        fit(&mei.chats_when(|rows| rows.len() == 2).await);
    });
}
