//! Groups that begin, and words to several of them.

use std::rc::Rc;

use matrix_sdk::ruma::api::client::room::create_room;
use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::ruma::{OwnedUserId, RoomVersionId};
use matrix_sdk::{Room, RoomState};
use serde_json::{Value, json};
use teahouse::backend::Failure;
use teahouse::domain::group::act::Act;
use teahouse::domain::group::door;
use teahouse::domain::group::power::Power;
use teahouse::domain::group::{Refusal, Role};
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::message::MessageText;
use teahouse::domain::name::Name;

use super::code::{self, raw};
use super::command::{Change, too_long};
use super::power::{ADMIN, OWNER};
use super::{event, server};
use crate::account::Account;
use crate::{failure, ids, rooms};

/// A group of this person and others. The shell's name of it stands in the room, so that twice is once.
pub(crate) async fn create(
    account: &Rc<Account>,
    id: ChatId,
    title: &str,
    people: &[PersonId],
    after: Option<&ChatId>,
) -> Result<ChatId, Failure> {
    let _turn = account.turn.lock().await;
    if let Some(made) = made(account, &id).await {
        return Ok(made);
    }
    let title = Name::parse(title)?;
    if people.is_empty() && after.is_none() {
        return Err(Refusal::Alone.into());
    }
    let mut invited = Vec::new();
    for person in people {
        let user = ids::user(person).filter(|user| *user != account.me).ok_or(Failure::NotFound)?;
        if !invited.contains(&user) {
            invited.push(user);
        }
    }
    if invited.len() >= teahouse::domain::group::CAP as usize {
        return Err(Refusal::Full.into());
    }
    known(account, &invited).await?;
    let before = match after {
        Some(before) => Some(before_of(account, before).await?),
        None => None,
    };
    let request = request(&id, &title, invited, before.as_ref())?;
    let room = account.client.create_room(request).await.map_err(|error| failure::of(&error))?;
    rooms::made_encrypted(&room).await?;
    let chat = ids::chat(room.room_id());
    account
        .change_own(|own| {
            own.made.insert(id, chat.clone());
            own.groups.entry(chat.clone()).or_default().rules_seen = 1;
        })
        .await?;
    account.chats.touch(room.room_id());
    if let Some(before) = &before {
        follow(before, &room).await?;
    }
    // Without a code the group is a group: whoever keeps its door makes one later.
    if let Ok(hall) = super::fetch(account, &room).await {
        let _ = code::renew(account, &hall).await;
    }
    Ok(chat)
}

/// A group that was made under this name before.
async fn made(account: &Account, id: &ChatId) -> Option<ChatId> {
    let known = account.own.borrow().made.get(id).cloned();
    let room = known.as_ref().and_then(ids::room).and_then(|room| account.client.get_room(&room));
    if room.is_some_and(|room| room.state() == RoomState::Joined) {
        return known;
    }
    // It may be the room itself that is named.
    if ids::room(id).and_then(|room| account.client.get_room(&room)).is_some_and(|it| it.state() == RoomState::Joined) {
        return Some(id.clone());
    }
    // Or this device forgot between the server's answer and its own note of it.
    for room in account.client.joined_rooms() {
        let mine = room.creators().is_some_and(|creators| creators.contains(&account.me));
        if mine && name_of(&room).await.as_deref() == Some(id.as_str()) {
            return Some(ids::chat(room.room_id()));
        }
    }
    None
}

async fn name_of(room: &Room) -> Option<String> {
    use matrix_sdk_base::deserialized_responses::RawAnySyncOrStrippedState as Stored;
    let Stored::Sync(event) = room.get_state_event(StateEventType::RoomCreate, "").await.ok()?? else { return None };
    let content: Value = event.get_field("content").ok()??;
    content[event::MADE].as_str().map(ToOwned::to_owned)
}

/// Whether all of these are people of whom a server has heard.
async fn known(account: &Account, people: &[OwnedUserId]) -> Result<(), Failure> {
    let matrix = account.client.account();
    let asked = people.iter().map(|user| matrix.fetch_user_profile_of(user));
    let answers = futures::future::join_all(asked).await;
    let missing = |answer: &matrix_sdk::Result<_>| answer.as_ref().is_err_and(failure::is_missing);
    if answers.iter().any(missing) { Err(Failure::NotFound) } else { Ok(()) }
}

/// The group that this one follows, if its owner asks.
async fn before_of<'a>(account: &'a Rc<Account>, before: &ChatId) -> Result<Change<'a>, Failure> {
    let room = ids::room(before).and_then(|room| account.client.get_room(&room)).ok_or(Failure::NotFound)?;
    let change = Change::of(account, room).await?;
    change.hall.may(Power::Next)?;
    Ok(change)
}

/// Both groups say that they are of one set.
async fn follow(before: &Change<'_>, room: &Room) -> Result<(), Failure> {
    if before.hall.set().is_none() {
        before.put(event::SET, "", &json!({ "first": before.hall.room })).await?;
    }
    before.note(Act::NextOpened(ids::chat(room.room_id()))).await?;
    super::fetch(before.account, &before.room).await.map(drop)
}

fn request(
    id: &ChatId,
    title: &Name,
    invited: Vec<OwnedUserId>,
    before: Option<&Change<'_>>,
) -> Result<create_room::v3::Request, Failure> {
    let approval = before.is_some_and(|before| before.hall.approval());
    let house = door::House { members: 1, approval, dissolved: false };
    for user in &invited {
        door::invite(house, &ids::person(user), Role::Owner, None)?;
    }
    let mut powers = json!({
        "users_default": 0, "events_default": 0, "state_default": ADMIN, "kick": ADMIN, "ban": ADMIN,
        "redact": ADMIN, "invite": if approval { ADMIN } else { 0 },
        "events": {
            "m.room.name": ADMIN, "m.room.avatar": ADMIN, "m.room.topic": ADMIN, "m.room.join_rules": ADMIN,
            "m.room.power_levels": OWNER, "m.room.history_visibility": OWNER, "m.room.encryption": OWNER,
            "m.room.tombstone": OWNER, "m.room.server_acl": OWNER,
        },
    });
    for kind in event::OF_MEMBERS {
        powers["events"][kind] = 0.into();
    }
    for kind in [event::APPROVAL, event::DISSOLVED, event::SET] {
        powers["events"][kind] = OWNER.into();
    }
    let state =
        |kind: &str, key: &str, content: Value| raw(&json!({ "type": kind, "state_key": key, "content": content }));
    let mut states = vec![
        state("m.room.encryption", "", json!({ "algorithm": "m.megolm.v1.aes-sha2" }))?,
        state("m.room.join_rules", "", json!({ "join_rule": "invite" }))?,
        // Who comes later sees what is said since.
        state("m.room.history_visibility", "", json!({ "history_visibility": "joined" }))?,
        state("m.room.guest_access", "", json!({ "guest_access": "forbidden" }))?,
    ];
    if let Some(before) = before {
        let hall = &before.hall;
        let first = hall.set().as_ref().and_then(ids::room).unwrap_or_else(|| hall.room.clone());
        states.push(state(event::SET, "", json!({ "first": first }))?);
        if approval {
            states.push(state(event::APPROVAL, "", json!({ "on": true }))?);
        }
        if let Some(rules) = hall.rules().last() {
            states.push(state(event::RULES, "1", json!({ "text": rules.text.as_str() }))?);
        }
        if hall.picture().is_some() {
            states.push(state("m.room.avatar", "", hall.content("m.room.avatar").clone())?);
        }
    }
    let mut request = create_room::v3::Request::new();
    request.creation_content = Some(raw(&json!({ event::MADE: id }))?);
    request.room_version = Some(RoomVersionId::V11);
    request.preset = Some(create_room::v3::RoomPreset::PrivateChat);
    request.power_level_content_override = Some(raw(&powers)?);
    request.initial_state = states;
    request.name = Some(title.as_str().into());
    request.invite = invited;
    Ok(request)
}

/// The same announcement in each of the groups or, as far as can be known before, in none. A group that heard it
/// already is left alone, so that whoever was interrupted goes on where they were.
pub(crate) async fn announce(
    account: &Rc<Account>,
    groups: &[ChatId],
    id: &MessageId,
    text: &str,
) -> Result<(), Failure> {
    let text = MessageText::parse(text)?;
    let _turn = account.turn.lock().await;
    let mut changes = Vec::new();
    for chat in groups {
        let room = ids::room(chat).and_then(|room| account.client.get_room(&room)).ok_or(Refusal::NotIn)?;
        let change = Change::of(account, room).await?;
        change.hall.may(Power::Announce)?;
        changes.push(change);
    }
    for change in changes {
        let before = change.hall.announcement();
        if before.as_ref().is_some_and(|before| before.id == *id) {
            continue;
        }
        let number = before.map_or(0, |before| before.number) + 1;
        let content = json!({ "number": number, "id": id, "text": text.as_str() });
        let put = server::put(&account.client, &change.hall.room, event::ANNOUNCEMENT, "", &content).await;
        put.map_err(|error| too_long(&error, &text))?;
        let chat = ids::chat(&change.hall.room);
        account.change_own(|own| own.groups.entry(chat).or_default().announcement_seen = number).await?;
        change.note(Act::Announced(text.clone())).await?;
        super::fetch(account, &change.room).await?;
    }
    Ok(())
}
