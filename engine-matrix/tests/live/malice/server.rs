//! A server that lies in what it says is new.

use serde_json::{Value, json};
use teahouse::backend::protocol::Command;
use teahouse::domain::home::Link;

use super::fit::{HOSTILE, fit, huge};
use super::member::room_at;
use crate::people::{homeserver, reads, run, says};
use crate::way::{Act, Way};

/// The largest whole number that JSON and Matrix have in common.
const MOST: u64 = (1 << 53) - 1;

type Lie = fn(&mut Value);

fn each_room(json: &mut Value, lie: impl Fn(&mut Value)) {
    json["rooms"].as_object_mut().into_iter().flatten().for_each(|(_, room)| lie(room));
}

fn each_event(json: &mut Value, lie: impl Fn(&mut Value)) {
    each_room(json, |room| {
        for part in ["timeline", "required_state"] {
            room[part].as_array_mut().into_iter().flatten().for_each(&lie);
        }
    });
}

fn set(json: &mut Value, values: Value) {
    let Some(all) = json.as_object_mut() else { return };
    all.extend(values.as_object().unwrap().clone());
}

const LIES: &[(&str, Lie)] = &[
    ("names", |json| {
        each_room(json, |room| {
            let heroes: Vec<_> = (0..2_000)
                .map(|number| json!({ "user_id": format!("@h{number}:x.org"), "displayname": huge_once(number), "avatar_url": HOSTILE[4] }))
                .collect();
            set(room, json!({ "name": huge(), "avatar": "javascript:alert(1)", "heroes": heroes }));
        });
    }),
    ("large counts", |json| {
        each_room(json, |room| {
            set(
                room,
                json!({ "joined_count": MOST, "invited_count": MOST, "notification_count": MOST,
                "highlight_count": MOST, "num_live": MOST, "bump_stamp": MOST }),
            );
        });
    }),
    ("beyond counts", |json| each_room(json, |room| set(room, json!({ "notification_count": u64::MAX })))),
    ("negative counts", |json| each_room(json, |room| set(room, json!({ "joined_count": -1, "bump_stamp": -1 })))),
    ("counts as words", |json| each_room(json, |room| set(room, json!({ "joined_count": "many" })))),
    ("odd rooms", |json| {
        set(
            &mut json["rooms"],
            json!({ "!../x:y": { "name": 7 }, "!a/../b?c#d:example.org": { "initial": true, "name": HOSTILE[1], "joined_count": 1, "timeline": [], "required_state": [] } }),
        )
    }),
    ("no rooms", |json| set(json, json!({ "rooms": { "x": {} } }))),
    ("rooms as a list", |json| set(json, json!({ "rooms": [7] }))),
    ("no timeline", |json| each_room(json, |room| set(room, json!({ "timeline": 7 })))),
    ("events that are none", |json| {
        each_room(json, |room| {
            let odd = json!([7, null, "x", [], {}, { "type": 7 }, { "type": "m.room.message" }]);
            set(room, json!({ "timeline": odd, "required_state": odd }));
        });
    }),
    ("before all time", |json| each_event(json, |event| set(event, json!({ "origin_server_ts": -1 })))),
    ("after all time", |json| each_event(json, |event| set(event, json!({ "origin_server_ts": MOST })))),
    ("beyond time", |json| each_event(json, |event| set(event, json!({ "origin_server_ts": u64::MAX })))),
    ("time in words", |json| each_event(json, |event| set(event, json!({ "origin_server_ts": "now" })))),
    ("half a time", |json| each_event(json, |event| set(event, json!({ "origin_server_ts": 1.5 })))),
    ("nobody's events", |json| each_event(json, |event| set(event, json!({ "sender": "../x" })))),
    ("events of elsewhere", |json| {
        each_event(json, |event| set(event, json!({ "sender": "@<script>/../\u{202e}x:example.org" })))
    }),
    ("events without a name", |json| each_event(json, |event| set(event, json!({ "event_id": 7 })))),
    ("one name for all", |json| each_event(json, |event| set(event, json!({ "event_id": "$../../x\u{202e}" })))),
    ("no content", |json| each_event(json, |event| set(event, json!({ "content": 7 })))),
    ("odd neighbours", |json| each_event(json, |event| set(event, json!({ "unsigned": 7 })))),
    ("counted signs", |json| {
        each_event(json, |event| {
            let count = json!({ "chunk": [{ "type": "m.reaction", "key": huge(), "count": u64::MAX }] });
            let edit = event.clone();
            set(
                event,
                json!({ "unsigned": { "age": i64::MIN, "transaction_id": huge(),
                "m.relations": { "m.annotation": count, "m.replace": edit, "m.thread": { "count": u64::MAX } } } }),
            );
        });
    }),
    ("taken back by nobody", |json| {
        each_event(json, |event| set(event, json!({ "unsigned": { "redacted_because": 7 } })))
    }),
    ("deep", |json| each_event(json, |event| set(event, json!({ "content": { "body": "@deep" } })))),
    ("deeper", |json| set(json, json!({ "extensions": "@deep" }))),
    ("no position", |json| set(json, json!({ "pos": 7 }))),
    ("odd lists", |json| set(json, json!({ "lists": { "x": { "count": -1 } } }))),
    ("odd account", |json| {
        set(
            &mut json["extensions"],
            json!({ "account_data": { "global": [
            { "type": "m.direct", "content": { "x": 7, "@a:b": ["../x"] } },
            { "type": "m.push_rules", "content": { "global": 7 } },
            { "type": "m.ignored_user_list", "content": { "ignored_users": ["x"] } },
            { "type": "m.tag" }, 7,
        ], "rooms": { "x": [] } } }),
        );
    }),
    ("odd letters", |json| {
        set(
            &mut json["extensions"],
            json!({ "to_device": { "next_batch": 7, "events": [7, { "type": "m.room_key" }] },
            "e2ee": { "device_lists": { "changed": [7] }, "device_one_time_keys_count": { "x": -1 } },
            "typing": { "rooms": { "x": 7 } }, "receipts": { "rooms": 7 } }),
        );
    }),
];

fn huge_once(number: u32) -> String {
    if number == 0 { huge() } else { HOSTILE[number as usize % HOSTILE.len()].into() }
}

/// The text of an answer, with what no value can hold.
fn written(json: &Value) -> String {
    json.to_string().replace("\"@deep\"", &format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)))
}

/// Every third of the lies, one after the other.
fn lies_are_survived(third: usize) {
    run(move || async move {
        let way = Way::to(&homeserver());
        let (stranger, room, _device, mut mei, chat) = room_at(&way.url, json!({})).await;
        stranger.text(&room, "the first truth").await;
        reads(&mut mei, &chat, "the first truth").await;
        let lies = || LIES.iter().enumerate().skip(third).step_by(3);
        for (number, (name, lie)) in lies() {
            let before = way.count("changed");
            way.at_once(move |ask| {
                // What else is asked for has nothing new to tell.
                if !ask.syncs() || !ask.says("\"conn_id\":\"room-list\"") {
                    return Act::Pass;
                }
                Act::Change(Box::new(move |mut json| {
                    lie(&mut json);
                    written(&json)
                }))
            });
            stranger.text(&room, &format!("lie {number}: {name}")).await;
            way.seen("changed", before + 1).await;
            // It still listens, and shows what it has.
            mei.done(Command::SetDraft { chat: chat.clone(), text: format!("draft {number}") }).await;
            let drafted = format!("draft {number}");
            fit(&mei.chats_when(|rows| rows.iter().any(|row| row.draft == drafted)).await);
            way.at_once(|_| Act::Pass);
            let truth = format!("truth {number}");
            stranger.text(&room, &truth).await;
            reads(&mut mei, &chat, &truth).await;
        }
        mei.link_when(Link::Live).await;
        mei.send(&chat, "Still here").await;
        let messages =
            mei.timeline_when(&chat, |it| it.iter().any(|it| says(it, "Still here") && it.seq.is_some())).await;
        fit(&messages);
        let (last, _) = lies().next_back().unwrap();
        assert!(messages.iter().any(|it| says(it, &format!("truth {last}"))));
    });
}

#[test]
fn whatever_the_server_says_is_new_the_engine_goes_on() {
    lies_are_survived(0);
}

#[test]
fn whatever_else_it_says_the_engine_goes_on() {
    lies_are_survived(1);
}

#[test]
fn and_with_all_the_rest() {
    lies_are_survived(2);
}
