//! The code of a group: a doorway at the server, and the rule that lets whoever stands in it into the group.
//!
//! The doorway is a public room in no directory, whose address is the secret. The server itself lets people in, so
//! nobody has to be online; and it keeps them out as soon as the group does not name the doorway any more.

use std::rc::Rc;

use matrix_sdk::ruma::api::client::room::{Visibility, create_room};
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedRoomAliasId, RoomAliasId, RoomId, RoomVersionId, ServerName};
use serde_json::{Value, json, value::to_raw_value};
use teahouse::backend::Failure;
use teahouse::domain::group::code::Code;
use teahouse::domain::ticket::{Home, Secret};

use super::Hall;
use super::event::{self, CodeAt, hex};
use super::power::OWNER;
use super::server::{patiently, put, refused};
use crate::account::Account;
use crate::failure;
use crate::runtime::{now, random};

/// The address of a doorway.
pub(super) fn alias(secret: Secret, server: &ServerName) -> Option<OwnedRoomAliasId> {
    RoomAliasId::parse(format!("#{}:{server}", local(secret))).ok()
}

fn local(secret: Secret) -> String {
    format!("teahouse-{}", hex(secret))
}

/// JSON as a type of the protocol; a value of ours always is one.
pub(super) fn raw<T>(value: &Value) -> Result<Raw<T>, Failure> {
    to_raw_value(value).map(Raw::from_json).map_err(|_| Failure::Malformed)
}

impl Hall {
    /// The rule for who may join, as it is to be: those in the doorway while the code is good, and else who is invited.
    fn wanted_rule(&self) -> Value {
        let good = self.code().filter(|at| self.house().admits_by(&at.code, now()).is_ok());
        match good {
            Some(at) => json!({
                "join_rule": "restricted",
                "allow": [{ "type": "m.room_membership", "room_id": at.doorway }],
            }),
            None => json!({ "join_rule": "invite" }),
        }
    }

    /// What the doorway tells of the group.
    fn doorway(&self, at: &CodeAt) -> Value {
        let rules = self.rules().last().map(
            |rules| json!({ "version": rules.version, "text": rules.text.as_str(), "by": rules.by, "at": rules.at.0 }),
        );
        let mut content = json!({
            "group": self.room,
            "number": at.code.number,
            "made": at.code.issued.0,
            "title": self.title().as_ref().map(|title| title.as_str()),
            "members": self.count(),
            "approval": self.approval(),
        });
        if let Some(rules) = rules {
            content["rules"] = rules;
        }
        if let Some(picture) = self.picture() {
            content["picture"] = picture.as_str().into();
        }
        content
    }

    /// True if I may change who may join.
    fn keeps_the_door(&self) -> bool {
        self.membership(&self.me) == "join" && self.level(&self.me) >= self.needed_for("m.room.join_rules")
    }
}

/// Makes a new code; the old one is dead at the server when this is done.
pub(super) async fn renew(account: &Rc<Account>, hall: &Hall) -> Result<(), Failure> {
    let old = hall.code();
    let code = Code {
        number: old.as_ref().map_or(0, |at| at.code.number) + 1,
        secret: Secret(random()),
        issued: now(),
        home: Home::Server(account.me.server_name().to_string()),
    };
    let at = open(account, hall, code).await?;
    let client = &account.client;
    put(client, &hall.room, event::CODE, "", &at.content()).await.map_err(|error| refused(&error))?;
    let hall = super::fetch_anew(account, &hall.room).await?;
    mend(account, &hall).await?;
    if let Some(old) = old {
        close(account, &old).await;
    }
    Ok(())
}

/// Makes a doorway.
async fn open(account: &Account, hall: &Hall, code: Code) -> Result<CodeAt, Failure> {
    let mut powers = json!({ "events_default": OWNER, "state_default": OWNER, "invite": OWNER, "kick": OWNER,
        "ban": OWNER, "redact": OWNER, "users_default": 0, "users": {} });
    // Whoever keeps the group's door can close this one too.
    for keeper in hall.inside().filter_map(|event| matrix_sdk::ruma::OwnedUserId::try_from(&*event.key).ok()) {
        if hall.level(&keeper) >= super::power::ADMIN {
            powers["users"][keeper.as_str()] = OWNER.into();
        }
    }
    powers["users"][account.me.as_str()] = OWNER.into();
    let at = CodeAt { doorway: hall.room.clone(), code };
    let content = hall.doorway(&at);
    let state = |kind: &str, content: Value| raw(&json!({ "type": kind, "state_key": "", "content": content }));
    let mut request = create_room::v3::Request::new();
    request.creation_content = Some(raw(&json!({ "type": event::DOORWAY }))?);
    request.room_version = Some(RoomVersionId::V11);
    request.visibility = Visibility::Private;
    request.room_alias_name = Some(local(at.code.secret));
    request.preset = Some(create_room::v3::RoomPreset::PublicChat);
    request.power_level_content_override = Some(raw(&powers)?);
    request.initial_state = vec![
        state("m.room.history_visibility", json!({ "history_visibility": "world_readable" }))?,
        state("m.room.guest_access", json!({ "guest_access": "forbidden" }))?,
        state(event::DOORWAY, content.clone())?,
    ];
    let made = patiently(|| account.client.send(request.clone())).await.map_err(|error| failure::of_http(&error))?;
    account.groups.doorways.borrow_mut().insert(made.room_id.clone());
    account.groups.told.borrow_mut().insert(made.room_id.clone(), content);
    Ok(CodeAt { doorway: made.room_id, ..at })
}

/// Puts the door as it should be, as far as I may: shut where the code is dead, and true in what the doorway tells.
pub(super) async fn mend(account: &Account, hall: &Hall) -> Result<(), Failure> {
    if !hall.is_ours() || !hall.keeps_the_door() || hall.crowd.is_some() {
        return Ok(());
    }
    let (client, now, wanted) = (&account.client, hall.content("m.room.join_rules"), hall.wanted_rule());
    // A room that somebody opened to all, by another program, is left as it is.
    let ours = matches!(now["join_rule"].as_str(), None | Some("invite" | "restricted"));
    let same =
        now["join_rule"] == wanted["join_rule"] && (now["join_rule"] == "invite" || now["allow"] == wanted["allow"]);
    if ours && !same {
        put(client, &hall.room, "m.room.join_rules", "", &wanted).await.map_err(|error| refused(&error))?;
    }
    let Some(at) = hall.code() else { return Ok(()) };
    let content = hall.doorway(&at);
    let told = account.groups.told.borrow().get(&at.doorway).cloned();
    let inside = client.get_room(&at.doorway).is_some_and(|room| room.state() == matrix_sdk::RoomState::Joined);
    if inside && told.as_ref() != Some(&content) {
        let told = put(client, &at.doorway, event::DOORWAY, "", &content).await;
        if told.is_ok() {
            account.groups.told.borrow_mut().insert(at.doorway, content);
        }
    }
    Ok(())
}

/// Shuts the door of a group for good.
pub(super) async fn close_all(account: &Rc<Account>, hall: &Hall) -> Result<(), Failure> {
    let Some(at) = hall.code() else { return Ok(()) };
    if hall.content("m.room.join_rules")["join_rule"] == "restricted" {
        let rule = json!({ "join_rule": "invite" });
        let shut = put(&account.client, &hall.room, "m.room.join_rules", "", &rule).await;
        shut.map_err(|error| refused(&error))?;
    }
    close(account, &at).await;
    Ok(())
}

/// Takes a doorway away, as far as I may. The group does not name it any more, so it leads nowhere whatever comes of this.
pub(super) async fn close(account: &Rc<Account>, at: &CodeAt) {
    let (client, room) = (&account.client, &at.doorway);
    let Some(server) = at.server() else { return };
    let Some(alias) = alias(at.code.secret, &server) else { return };
    let known = client.get_room(room).filter(|room| room.state() == matrix_sdk::RoomState::Joined);
    if known.is_none() {
        // Another admin made it: it can only be closed from within.
        account.groups.doorways.borrow_mut().insert(room.clone());
        if client.join_room_by_id_or_alias((&*alias).into(), &[server]).await.is_err() {
            return;
        }
    }
    let _ = client.remove_room_alias(&alias).await;
    shut(account, room).await;
}

/// Leaves a doorway that nobody can come into any more.
pub(super) async fn shut(account: &Account, room: &RoomId) {
    let _ = put(&account.client, room, event::DOORWAY, "", &json!({})).await;
    let _ = put(&account.client, room, "m.room.join_rules", "", &json!({ "join_rule": "invite" })).await;
    if let Some(room) = account.client.get_room(room) {
        let _ = room.leave().await;
        let _ = room.forget().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::hall::Event;
    use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId};
    use serde_json::value::to_raw_value;
    use teahouse::domain::group::CODE_LIMIT;
    use teahouse::domain::group::code::CODE_LIFE_MS;

    fn room() -> OwnedRoomId {
        RoomId::parse("!group:example.org").unwrap()
    }

    /// A group with a code of this age, and what else stands in its state.
    fn group(members: u32, age: i64, more: &[(&str, Value)]) -> Hall {
        let made = now().0 - age;
        let content = json!({ "number": 1, "secret": "07".repeat(16), "issued": made, "doorway": "!door:example.org",
            "server": "example.org" });
        let mut state = vec![("app.teahouse.code", String::new(), content)];
        state.extend(
            (0..members)
                .map(|member| ("m.room.member", format!("@p{member}:example.org"), json!({ "membership": "join" }))),
        );
        let away = ["leave", "ban", "invite", "knock"];
        state.extend(away.map(|how| ("m.room.member", format!("@{how}:example.org"), json!({ "membership": how }))));
        state.extend(more.iter().map(|(kind, content)| (*kind, String::new(), content.clone())));
        let events = state.into_iter().filter_map(|(kind, key, content)| {
            let event = json!({ "type": kind, "state_key": key, "sender": "@p0:example.org", "content": content,
                "origin_server_ts": now().0 });
            Event::read(&to_raw_value(&event).unwrap())
        });
        Hall::new(room(), OwnedUserId::try_from("@p0:example.org").unwrap(), events)
    }

    fn lets_in(hall: &Hall) -> bool {
        hall.wanted_rule()["join_rule"] == "restricted"
    }

    #[test]
    fn the_door_is_open_for_seven_days_and_below_a_hundred_members_who_are_inside() {
        let day = 24 * 60 * 60 * 1000;
        for (members, age, open) in [
            (2, 0, true),
            (CODE_LIMIT - 1, 0, true),
            (CODE_LIMIT, 0, false),
            (CODE_LIMIT + 1, 0, false),
            (2, 7 * day - 60_000, true),
            (2, CODE_LIFE_MS, false),
        ] {
            assert_eq!(lets_in(&group(members, age, &[])), open, "{members} {age}");
        }
        let rule = group(2, 0, &[]).wanted_rule();
        assert_eq!(rule["allow"], json!([{ "type": "m.room_membership", "room_id": "!door:example.org" }]));
    }

    #[test]
    fn approval_and_the_end_of_a_group_shut_the_door() {
        let on = |kind, content| group(2, 0, &[(kind, content)]);
        assert!(!lets_in(&on(event::APPROVAL, json!({ "on": true }))));
        assert!(lets_in(&on(event::APPROVAL, json!({ "on": false }))));
        assert!(!lets_in(&on(event::DISSOLVED, json!({ "dissolved": true }))));
        assert!(!lets_in(&Hall::new(room(), OwnedUserId::try_from("@p0:example.org").unwrap(), [])));
    }
}
