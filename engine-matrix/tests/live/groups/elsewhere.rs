//! Groups of other programs here, and groups of ours as other programs see them.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use teahouse::backend::Failure;
use teahouse::backend::protocol::{Command, GroupCommand};
use teahouse::domain::chat::Chat;
use teahouse::domain::group::{Joined, Refusal, Role, Standing};
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::message::Body;
use teahouse::domain::person::Title;
use teahouse::domain::safety::Guard;

use crate::homeserver::Homeserver;
use crate::raw::{Raw, room};
use crate::tab::{Tab, gather, id};

/// A room as another program makes it: its own powers, a name that everybody may change, nothing encrypted.
async fn made_elsewhere(ada: &Raw, admin: &PersonId, member: &PersonId) -> ChatId {
    let (admin, member) = (admin.to_string(), member.to_string());
    let request = json!({
        "name": "Chess club",
        "room_version": "10",
        "preset": "private_chat",
        "invite": [admin, member],
        "power_level_content_override": {
            "users": { &ada.user: 100, &admin: 50 },
            "invite": 50,
            "events": { "m.room.name": 0, "m.room.join_rules": 100 },
        },
    });
    let (status, said) = ada.post("createRoom", &request).await;
    assert_eq!(status, 200, "{said}");
    ChatId::parse(said["room_id"].as_str().unwrap()).unwrap()
}

pub(crate) async fn a_group_made_elsewhere_has_its_own_rules(place: &Homeserver) {
    let ada = Raw::new(&place.url).await;
    let (mut mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = made_elsewhere(&ada, &mei.me(), &zhou.me()).await;
    ada.set(room(&chat), "m.room.join_rules", "", &json!({ "join_rule": "public" })).await;
    for tab in [&mut mei, &mut zhou] {
        tab.inside(&chat).await;
    }
    for tab in [&mut mei, &mut zhou] {
        tab.among(&chat, 3).await;
    }
    // It is shown, and says that it is not encrypted.
    let plain = |row: &Chat| row.id == chat && row.guard == Guard::Plain;
    let rows = zhou.chats_when(|rows| rows.iter().any(plain)).await;
    let row = rows.iter().find(|row| row.id == chat).unwrap();
    assert_eq!(row.title, Title::Group("Chess club".to_owned().try_into().unwrap()));
    // One talks in it, both ways.
    let body = json!({ "msgtype": "m.text", "body": "Your move" });
    let sent = ada.put(&format!("rooms/{}/send/m.room.message/one", room(&chat)), &body).await;
    assert_eq!(sent.0, 200, "{sent:?}");
    let says = |text: &'static str| {
        move |all: &[teahouse::domain::message::Message]| {
            all.iter().any(|it| matches!(&it.body, Body::Text(body) if body.as_str() == text))
        }
    };
    zhou.timeline_when(&chat, says("Your move")).await;
    zhou.send(&chat, "E4").await;
    mei.timeline_when(&chat, says("E4")).await;
    let (_, said) = ada.get(&format!("rooms/{}/messages?dir=b&limit=50", room(&chat))).await;
    let texts: Vec<_> = said["chunk"].as_array().unwrap().iter().map(|event| &event["content"]["body"]).collect();
    assert!(texts.contains(&&json!("E4")), "{texts:?}");
    // Powers are the room's own.
    let (group, members) = mei.group_when(&chat, |group, all| group.members == 3 && all.len() == 3).await;
    let roles: BTreeMap<_, _> = members.iter().map(|it| (it.person.to_string(), it.role)).collect();
    assert_eq!(roles[&ada.user], Role::Owner);
    assert_eq!((roles[&mei.me().to_string()], roles[&zhou.me().to_string()]), (Role::Admin, Role::Member));
    assert_eq!(members.iter().find(|it| it.person.as_str() == ada.user).unwrap().joined, Joined::Founder);
    assert_eq!((group.code, group.approval, group.mine.role), (None, false, Role::Admin));
    let someone = Raw::new(&place.url).await;
    let someone = PersonId::parse(&someone.user).unwrap();
    let invite = GroupCommand::Invite { people: vec![someone.clone()], reason: String::new() };
    assert_eq!(zhou.refused(&chat, invite.clone()).await, Refusal::Needs(Role::Admin));
    assert_eq!(mei.group(&chat, invite).await, Ok(()));
    let invited = Standing::Invited { by: mei.me() };
    mei.group_when(&chat, |_, all| all.iter().any(|it| it.person == someone && it.standing == invited)).await;
    zhou.group(&chat, GroupCommand::Rename { title: "Chess and tea".into() }).await.unwrap();
    let all =
        |text: &str| Command::Send { chat: chat.clone(), id: MessageId::random(id()), text: text.into(), reply: None };
    assert_eq!(zhou.run(all("@all hello")).await, Err(Failure::Group(Refusal::CallsAll)));
    // No code, and whoever may not change who comes in makes none.
    for tab in [&zhou, &mei] {
        let refused = tab.refused(&chat, GroupCommand::NewCode { after: 0 }).await;
        assert!(matches!(refused, Refusal::Needs(_)), "{refused:?}");
    }
    mei.group(&chat, GroupCommand::Remove { person: zhou.me() }).await.unwrap();
    zhou.chats_when(|rows| {
        rows.iter().any(|row| row.with.group().is_some_and(|group| group.standing == Standing::Removed))
    })
    .await;
    let state = ada.all(room(&chat)).await;
    let content = |kind: &str| state.iter().find(|event| event["type"] == kind).map(|event| &event["content"]);
    assert_eq!(content("m.room.join_rules"), Some(&json!({ "join_rule": "public" })), "the door is as Ada left it");
    assert_eq!(content("m.room.name"), Some(&json!({ "name": "Chess and tea" })));
    assert_eq!(content("app.teahouse.code"), None);
    mei.group(&chat, GroupCommand::Leave).await.unwrap();
}

pub(crate) async fn others_read_what_happens_in_a_group(place: &Homeserver) {
    let (mut mei, mut zhou, mut lin) =
        (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await, Tab::of(place, "Lin").await);
    let chat = mei.found("Lantern Street", &[&zhou.me(), &lin.me()]).await;
    gather(&chat, &mut [&mut mei, &mut zhou, &mut lin]).await;
    let code = mei.code(&chat).await;
    let ada = Raw::new(&place.url).await;
    let (doorway, group) = ada.find(&code).await.unwrap();
    assert_eq!((ada.join(&doorway).await, ada.join(&group).await), (200, 200));
    for act in [
        GroupCommand::Rename { title: "Harbour Street".into() },
        GroupCommand::SetRules { text: "Be kind.".into() },
        GroupCommand::SetAdmin { person: zhou.me(), admin: true },
        GroupCommand::Remove { person: lin.me() },
        GroupCommand::SetApproval { on: true },
    ] {
        mei.group(&chat, act).await.unwrap();
    }
    zhou.group(&chat, GroupCommand::SetAlias { alias: "Zhou of the lamps".into() }).await.unwrap();
    let announce =
        Command::Announce { groups: vec![chat.clone()], id: MessageId::random(id()), text: "Tea at nine".into() };
    mei.done(announce).await;

    let state = ada.all(&group).await;
    let get = |kind: &str, key: &str| {
        let found = state.iter().find(|event| event["type"] == kind && event["state_key"] == key);
        &found.unwrap_or_else(|| panic!("there is no {kind} of {key}"))["content"]
    };
    let member = |tab: &Tab| get("m.room.member", tab.me().as_str());
    assert_eq!(get("m.room.name", "")["name"], "Harbour Street");
    assert_eq!(get("m.room.join_rules", "")["join_rule"], "invite");
    assert_eq!(get("m.room.encryption", "")["algorithm"], "m.megolm.v1.aes-sha2");
    assert_eq!(get("m.room.history_visibility", "")["history_visibility"], "joined");
    let powers = get("m.room.power_levels", "");
    let power = |tab: &Tab| powers["users"][tab.me().as_str()].clone();
    assert_eq!((power(&mei), power(&zhou), power(&lin)), (json!(100), json!(50), Value::Null));
    assert_eq!((&powers["users_default"], &powers["invite"]), (&json!(0), &json!(50)));
    assert_eq!(
        (&member(&lin)["membership"], &member(&zhou)["displayname"]),
        (&json!("ban"), &json!("Zhou of the lamps"))
    );
    // What only we know of says in English what it is.
    let mut acts: Vec<_> = state.iter().filter(|event| event["type"] == "app.teahouse.act").collect();
    acts.sort_by_key(|act| act["origin_server_ts"].as_i64());
    let bodies: Vec<_> = acts.iter().map(|act| act["content"]["body"].as_str().unwrap()).collect();
    let expected = [
        "named the group Harbour Street",
        "wrote version 1 of the house rules",
        &format!("made {} an admin", zhou.me()),
        &format!("removed {}", lin.me()),
        "turned approval on",
        "announced: Tea at nine",
    ];
    assert_eq!(bodies, expected);
    assert!(acts.iter().all(|act| act["sender"] == mei.me().as_str()));
    // A member's program writes neither the log, nor the rules, nor in another's name; the server sees to that.
    let word = json!({ "act": "Recoded", "body": "made a new code" });
    for (kind, key) in [
        ("app.teahouse.act", "mine"),
        ("app.teahouse.rules", "2"),
        ("app.teahouse.code", ""),
        ("app.teahouse.approval", ""),
        ("app.teahouse.member", zhou.me().as_str()),
        ("app.teahouse.proposal", zhou.me().as_str()),
    ] {
        let (status, said) = ada.put(&format!("rooms/{group}/state/{kind}/{key}"), &word).await;
        assert_eq!(status, 403, "{kind}: {said}");
    }
}

pub(crate) async fn nobody_is_inside_who_did_not_accept(place: &Homeserver) {
    let (mut mei, ada) = (Tab::of(place, "Mei").await, Raw::new(&place.url).await);
    let person = PersonId::parse(&ada.user).unwrap();
    let chat = mei.found("Lantern Street", &[&person]).await;
    let invited = Standing::Invited { by: mei.me() };
    let (group, _) =
        mei.group_when(&chat, |_, all| all.iter().any(|it| it.person == person && it.standing == invited)).await;
    assert_eq!(group.members, 1);
    assert_eq!(ada.join(room(&chat)).await, 200);
    let joined = Joined::InvitedBy(mei.me());
    mei.group_when(&chat, |group, all| {
        group.members == 2 && all.iter().any(|it| it.person == person && it.joined == joined)
    })
    .await;
}
