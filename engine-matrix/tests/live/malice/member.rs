//! A hostile member of a real room: whatever the server lets through.

use matrix_sdk::reqwest::Method;
use serde_json::{Value, json};
use teahouse::backend::protocol::{Command, TalkCommand};
use teahouse::domain::chat::Chat;
use teahouse::domain::id::ChatId;
use teahouse::domain::message::{Body, Delivery, Message};

use super::fit::{HOSTILE, fit};
use crate::people::{Device, Person, homeserver, reads, run, says};
use crate::stranger::Stranger;
use crate::tab::Tab;

/// A stranger's room with Mei in it, who asks a server at this address.
pub(crate) async fn room_at(server: &str, extra: Value) -> (Stranger, String, Device, Tab, ChatId) {
    let (_, device, mut mei) = Person::at(server, "Mei").await;
    let stranger = Stranger::new().await;
    let mut wish = json!({ "preset": "private_chat", "invite": [mei.me().as_str()] });
    wish.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    let room = stranger.room(wish).await;
    let chat = ChatId::parse(&room).unwrap();
    mei.inside(&chat).await;
    (stranger, room, device, mei, chat)
}

async fn room(extra: Value) -> (Stranger, String, Device, Tab, ChatId) {
    room_at(&homeserver(), extra).await
}

fn text(body: impl Into<Value>) -> Value {
    json!({ "msgtype": "m.text", "body": body.into() })
}

/// Messages that are none, or more than that.
fn messages(long: &str) -> Vec<Value> {
    let mut all: Vec<Value> = HOSTILE.iter().map(|it| text(*it)).collect();
    all.extend([
        json!({}),
        text(7),
        text(Value::Null),
        text(json!({ "body": ["x"] })),
        text(long),
        json!({ "msgtype": 7, "body": "x" }),
        json!({ "msgtype": "m.text" }),
        json!({ "msgtype": long, "body": long }),
        json!({ "msgtype": HOSTILE[1], "body": HOSTILE[2] }),
        json!({ "msgtype": "m.emote", "body": HOSTILE[2] }),
        json!({ "msgtype": "m.text", "body": "plain", "format": "org.matrix.custom.html", "formatted_body":
            format!("<img src=x onerror=alert(1)><a href='javascript:alert(1)'>a</a>{}", "<b>".repeat(5_000)) }),
        json!({ "msgtype": "m.text", "body": "plain", "format": 7, "formatted_body": [] }),
        json!({ "msgtype": "m.text", "body": "x", "app.teahouse.id": long }),
        json!({ "msgtype": "m.text", "body": "x", "m.mentions": { "user_ids": "x", "room": "yes" } }),
        json!({ "msgtype": "m.location", "body": HOSTILE[1], "geo_uri": HOSTILE[4] }),
        json!({ "msgtype": "m.key.verification.request", "body": "x", "to": "x", "methods": 7 }),
    ]);
    for url in ["javascript:alert(1)", "mxc://", "mxc://../../x", "https://example.org/x.png", "mxc://a/../../b", ""] {
        all.push(json!({ "msgtype": "m.image", "body": HOSTILE[3], "filename": "a/b\u{202e}gpj.exe\n", "url": url,
            "info": { "mimetype": "text/html\r\nx: y", "w": 9_007_199_254_740_991_u64, "h": 1, "size": 1,
                "thumbnail_url": HOSTILE[4], "thumbnail_info": { "mimetype": long } } }));
        all.push(
            json!({ "msgtype": "m.file", "body": long, "file": { "url": url, "key": 7, "iv": "", "hashes": {} } }),
        );
    }
    all.push(
        json!({ "msgtype": "m.image", "body": "x", "url": "mxc://a/b", "info": { "w": -1, "h": "2", "size": -5 } }),
    );
    all
}

/// What else is said, by its kind.
fn others(long: &str, target: &str) -> Vec<(&'static str, Value)> {
    let on = |rel: &str| json!({ "rel_type": rel, "event_id": target });
    let sign = |key: Value| json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": target, "key": key } });
    let edit = |content: Value| {
        let mut all = text("edit");
        all["m.relates_to"] = on("m.replace");
        all["m.new_content"] = content;
        all
    };
    let answers = |event: Value| {
        let mut all = text("answer");
        all["m.relates_to"] = json!({ "m.in_reply_to": { "event_id": event } });
        all
    };
    let mut all = vec![
        ("m.reaction", sign(long.into())),
        ("m.reaction", sign(json!(""))),
        ("m.reaction", sign(json!(7))),
        ("m.reaction", json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": "$nothing", "key": long } })),
        ("m.reaction", json!({})),
        ("m.room.message", edit(json!(7))),
        ("m.room.message", edit(text("not by its writer"))),
        ("m.room.message", edit(json!({ "msgtype": "m.text" }))),
        ("m.room.message", answers("$nothing".into())),
        ("m.room.message", answers("../../x".into())),
        ("m.room.message", answers(7.into())),
        ("m.room.message", json!({ "msgtype": "m.text", "body": "x", "m.relates_to": 7 })),
        (
            "m.room.message",
            json!({ "msgtype": "m.text", "body": "x", "m.relates_to": { "rel_type": long, "event_id": "x" } }),
        ),
        ("m.sticker", json!({ "body": long, "info": {}, "url": "javascript:alert(1)" })),
        ("m.sticker", json!({ "body": 7 })),
        ("m.poll.start", json!({ "m.poll": 7 })),
        (
            "org.matrix.msc3381.poll.start",
            json!({ "org.matrix.msc3381.poll.start": { "question": { "body": long }, "answers": [] } }),
        ),
        ("m.call.invite", json!({ "call_id": 7 })),
        ("m.room.encrypted", json!({ "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "!", "session_id": 7 })),
        ("m.room.encrypted", json!({ "algorithm": long })),
        ("app.teahouse.act", json!({ "act": { "Removed": "../x" } })),
        ("m.room.redaction", json!({ "redacts": 7 })),
        ("x\u{202e}y", json!({ "body": long })),
    ];
    all.extend(HOSTILE.iter().map(|key| ("m.reaction", sign((*key).into()))));
    all.extend((0..30).map(|number| ("m.reaction", sign(format!("sign {number}").into()))));
    all
}

/// State of rooms, with its key where it is not empty.
fn states(long: &str, me: &str) -> Vec<(&'static str, String, Value)> {
    let none = String::new;
    let mut all = vec![
        ("m.room.topic", none(), json!({ "topic": long })),
        ("m.room.name", none(), json!({ "name": 7 })),
        ("m.room.avatar", none(), json!({ "url": "javascript:alert(1)", "info": 7 })),
        ("m.room.avatar", none(), json!({ "url": "mxc://../../x" })),
        ("m.room.pinned_events", none(), json!({ "pinned": "x" })),
        ("m.room.history_visibility", none(), json!({ "history_visibility": long })),
        ("m.room.guest_access", none(), json!({ "guest_access": [] })),
        ("m.room.tombstone", none(), json!({ "body": long, "replacement_room": 7 })),
        ("m.space.child", "!x:y".into(), json!({ "via": 7 })),
        ("app.teahouse.code", none(), json!({ "number": -1, "secret": long, "doorway": "x" })),
        ("app.teahouse.rules", "1".into(), json!({ "text": long })),
        ("app.teahouse.rules", "99999999999999999999".into(), json!({ "text": HOSTILE[1] })),
        ("app.teahouse.announcement", none(), json!({ "number": 1, "id": "../x", "text": HOSTILE[2] })),
        ("app.teahouse.set", none(), json!({ "first": "../x" })),
        ("app.teahouse.member", me.into(), json!({ "alias": HOSTILE[1], "joined": 7, "since": -1 })),
        ("app.teahouse.proposal", me.into(), json!({ "people": { "@x:y": { "id": long, "reason": long } } })),
        ("app.teahouse.act", "x".into(), json!({ "act": { "Announced": HOSTILE[2] }, "body": 7 })),
        ("m.room.member", me.into(), json!({ "membership": "join", "displayname": 7, "avatar_url": 7 })),
        ("m.room.member", me.into(), json!({ "membership": "join", "displayname": long, "avatar_url": HOSTILE[4] })),
        ("m.room.member", me.into(), json!({ "membership": "join", "displayname": HOSTILE[1] })),
        ("m.room.name", none(), json!({ "name": long })),
    ];
    all.extend(HOSTILE.iter().map(|name| ("m.room.name", none(), json!({ "name": name }))));
    all
}

#[test]
fn what_a_hostile_member_says_harms_nothing() {
    run(|| async {
        let (stranger, room, _device, mut mei, chat) = room(json!({})).await;
        let long = "茶\u{202e}".repeat(6_000);
        let mine = mei.send(&chat, "Mei's own").await;
        let own = mei.timeline_when(&chat, |it| it.iter().any(|it| says(it, "Mei's own") && it.seq.is_some())).await;
        assert!(own.iter().any(|it| it.id == mine));
        let (_, seen) = stranger.ask(Method::GET, &format!("rooms/{room}/messages?dir=b&limit=5"), &json!({})).await;
        let events = seen["chunk"].as_array().unwrap();
        let target =
            events.iter().find(|it| it["content"]["body"] == "Mei's own").unwrap()["event_id"].as_str().unwrap();
        let mut count = 0;
        for content in messages(&long) {
            count += usize::from(stranger.put(&room, "m.room.message", &content).await.is_some());
        }
        stranger.text(&room, "a neighbour").await;
        for (kind, content) in others(&long, target) {
            count += usize::from(stranger.put(&room, kind, &content).await.is_some());
        }
        assert!(count > 60, "the server took {count}");
        stranger.text(&room, "the last neighbour").await;
        let messages = mei.timeline_when(&chat, |it| it.last().is_some_and(|it| says(it, "the last neighbour"))).await;
        fit(&messages);
        for neighbour in ["a neighbour", "plain", HOSTILE[0], HOSTILE[3]] {
            assert!(messages.iter().any(|it| says(it, neighbour)), "{neighbour}");
        }
        let own = messages.iter().find(|it| it.id == mine).expect("it is still there");
        assert!(says(own, "Mei's own") && !own.edited, "nobody else changes it: {own:?}");
        assert!(own.context.reactions.len() <= 24, "{own:?}");
        let keys: std::collections::HashSet<_> = own.context.reactions.iter().map(|it| &it.key).collect();
        assert_eq!(keys.len(), own.context.reactions.len(), "each sign is told once");
        // Nothing that is there to be fetched keeps anybody waiting, and none of it is something else than it says.
        for message in messages.iter().filter(|it| matches!(it.body, Body::File(_))) {
            let act = TalkCommand::Fetch { id: message.id.clone(), thumbnail: true };
            let fetched = mei.run(Command::Talk { chat: chat.clone(), act }).await;
            assert!(fetched.is_err(), "{fetched:?}");
        }
        mei.send(&chat, "Still here").await;
        let sent = |it: &[Message]| it.iter().any(|it| says(it, "Still here") && it.delivery == Delivery::Sent);
        mei.timeline_when(&chat, sent).await;
    });
}

#[test]
fn what_a_hostile_member_makes_of_a_room_harms_nothing() {
    run(|| async {
        let (stranger, room, _device, mut mei, chat) = room(json!({ "room_version": "9" })).await;
        let long = "茶\u{202e}".repeat(6_000);
        mei.group_when(&chat, |_, members| members.len() == 2).await;
        let mut taken = 0;
        for (number, (kind, key, content)) in states(&long, &stranger.user).into_iter().enumerate() {
            taken += usize::from(stranger.set(&room, kind, &key, &content).await == 200);
            stranger.text(&room, &format!("neighbour {number}")).await;
        }
        assert!(taken > 20, "the server took {taken}");
        let powers = json!({ "users": { stranger.user.as_str(): "100", mei.me().as_str(): " 50 " }, "ban": "x",
            "events": { "m.room.name": "50" }, "state_default": "50", "users_default": "-7", "notifications": 7 });
        stranger.set(&room, "m.room.power_levels", "", &powers).await;
        stranger.text(&room, "the last neighbour").await;
        reads(&mut mei, &chat, "the last neighbour").await;
        let messages = mei.timeline_when(&chat, |it| it.iter().any(|it| says(it, "neighbour 0"))).await;
        fit(&messages);
        let shown = |rows: &[Chat]| {
            rows.iter().any(|it| {
                it.last
                    .as_ref()
                    .is_some_and(|it| matches!(&it.body, Body::Text(text) if text.as_str() == "the last neighbour"))
            })
        };
        fit(&mei.chats_when(shown).await);
        let (group, members) = mei.group_when(&chat, |_, members| members.len() == 2).await;
        fit(&group);
        fit(&members);
        mei.send(&chat, "Still here").await;
        let sent = |it: &[Message]| it.iter().any(|it| says(it, "Still here") && it.delivery == Delivery::Sent);
        mei.timeline_when(&chat, sent).await;
    });
}
