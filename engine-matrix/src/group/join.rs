//! What a code leads to, and coming in by it.

use std::rc::Rc;

use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::{OwnedRoomAliasId, OwnedRoomId, OwnedServerName, RoomId, ServerName};
use matrix_sdk::{HttpError, RoomState};
use serde_json::Value;
use teahouse::backend::Failure;
use teahouse::domain::group::code::Code;
use teahouse::domain::group::door::{self, Entry, House};
use teahouse::domain::group::{Doorway, Face, HouseRules, Joined, Refusal, Standing};
use teahouse::domain::id::PersonId;
use teahouse::domain::name::Name;
use teahouse::domain::ticket::{GroupTicket, Home};
use teahouse::domain::time::Timestamp;

use super::command::Change;
use super::door::come_in;
use super::{code, event, fetch_anew, picture, server};
use crate::account::Account;
use crate::runtime::now;
use crate::{failure, ids, words};

/// What stands at the door.
struct Found {
    alias: OwnedRoomAliasId,
    room: OwnedRoomId,
    servers: Vec<OwnedServerName>,
    group: OwnedRoomId,
    content: Value,
}

/// Tells what a code leads to, without going in.
pub(crate) async fn look_up(account: &Rc<Account>, ticket: &GroupTicket) -> Result<Doorway, Failure> {
    let found = find(account, ticket).await?;
    let standing = standing(account, &found.group).await;
    let refusal = match admits(&found, standing.as_ref(), ticket) {
        Err(refusal @ (Refusal::Replaced | Refusal::Dissolved)) => return Err(refusal.into()),
        result => result.err(),
    };
    let by = match &standing {
        Some(Standing::Invited { by }) => by,
        _ => &ticket.by,
    };
    let face = match found.content["picture"].as_str().map(matrix_sdk::ruma::OwnedMxcUri::from) {
        Some(uri) if uri.is_valid() => picture::fetch(&account.client, &uri).await.map(Face::Picture),
        _ => None,
    };
    Ok(Doorway {
        chat: ids::chat(&found.group),
        title: found.content["title"].as_str().and_then(Name::tidied).unwrap_or_else(|| ticket.title.clone()),
        face: face.unwrap_or(Face::Mosaic(Vec::new())),
        members: found.house().members,
        // Whoever stands outside is not told who is inside.
        contacts: 0,
        by: called(account, by).await?,
        rules: found.rules(),
        refusal,
    })
}

/// Comes in. True if they were inside before.
pub(crate) async fn join(account: &Rc<Account>, ticket: &GroupTicket) -> Result<(OwnedRoomId, bool), Failure> {
    let found = find(account, ticket).await?;
    let _turn = account.turn.lock().await;
    let standing = standing(account, &found.group).await;
    let entry = match admits(&found, standing.as_ref(), ticket) {
        Err(Refusal::AlreadyMember) => return Ok((found.group, true)),
        entry => entry?,
    };
    let Entry::In(joined) = entry else { return Err(Refusal::NotInvited.into()) };
    enter(account, &found, standing.as_ref()).await?;
    let room = account.client.get_room(&found.group).ok_or(Failure::NotFound)?;
    let hall = fetch_anew(account, &found.group).await?;
    // The server knows no numbers and no hours: what it let in may have been too late.
    if let Joined::CodeOf(_) = joined {
        let before = House { members: hall.count().saturating_sub(1), ..hall.house() };
        let code = hall.code().map(|at| at.code);
        if let Err(refusal) = door::by_code(before, None, code.as_ref(), ticket.secret, &ticket.by, now()) {
            let _ = room.leave().await;
            return Err(refusal.into());
        }
    }
    let change = Change { account, room, hall };
    come_in(&change, |_| joined).await?;
    account.chats.touch(found.group.clone());
    Ok((found.group, false))
}

/// Through the doorway into the group, and out of the doorway again.
async fn enter(account: &Account, found: &Found, standing: Option<&Standing>) -> Result<(), Failure> {
    let client = &account.client;
    if matches!(standing, Some(Standing::Invited { .. })) {
        let room = client.get_room(&found.group).ok_or(Failure::NotFound)?;
        return room.join().await.map_err(|error| failure::of(&error));
    }
    account.groups.doorways.borrow_mut().insert(found.room.clone());
    let inside = client.get_room(&found.room).is_some_and(|room| room.state() == RoomState::Joined);
    if !inside {
        let through = client.join_room_by_id_or_alias((&*found.alias).into(), &found.servers).await;
        through.map_err(|error| shut_out(&error))?;
    }
    let came = client.join_room_by_id_or_alias((&*found.group).into(), &found.servers).await;
    if !inside && let Some(doorway) = client.get_room(&found.room) {
        crate::runtime::spawn(async move {
            if doorway.leave().await.is_ok() {
                let _ = doorway.forget().await;
            }
        });
    }
    came.map(drop).map_err(|error| shut_out(&error))
}

/// What it means that a server did not let somebody in who holds a code.
fn shut_out(error: &matrix_sdk::Error) -> Failure {
    match error.client_api_error_kind() {
        // The group does not name this doorway any more.
        Some(ErrorKind::Forbidden | ErrorKind::NotFound | ErrorKind::UnableToAuthorizeJoin) => Refusal::Replaced.into(),
        _ => failure::of(error),
    }
}

/// Finds the doorway of a code.
async fn find(account: &Rc<Account>, ticket: &GroupTicket) -> Result<Found, Failure> {
    let Home::Server(name) = &ticket.home else { return Err(Refusal::OtherBackend.into()) };
    let server = ServerName::parse(name).map_err(|_| Refusal::OtherBackend)?;
    let alias = code::alias(ticket.secret, &server).ok_or(Refusal::OtherBackend)?;
    let elsewhere = server != account.me.server_name();
    let found = match account.client.resolve_room_alias(&alias).await {
        Ok(found) => found,
        Err(error) => return Err(unknown(&error, elsewhere)),
    };
    let mut servers = found.servers;
    servers.retain(|other| *other != server);
    servers.insert(0, server);
    servers.truncate(5);
    let content = match server::content(&account.client, &found.room_id, event::DOORWAY, "").await {
        Ok(content) => content,
        // A server that is not in a room cannot read it: then one has to step in for a moment.
        Err(error) if elsewhere && server::is_forbidden(&error) => {
            peek(account, &alias, &found.room_id, &servers).await?
        }
        Err(error) => return Err(unknown(&error, elsewhere)),
    };
    let content = content.ok_or(Refusal::Replaced)?;
    let group = content["group"].as_str().and_then(|room| RoomId::parse(room).ok()).ok_or(Refusal::Replaced)?;
    Ok(Found { alias, room: found.room_id, servers, group, content })
}

/// Looks at a doorway from within.
async fn peek(
    account: &Account,
    alias: &OwnedRoomAliasId,
    room: &RoomId,
    servers: &[OwnedServerName],
) -> Result<Option<Value>, Failure> {
    account.groups.doorways.borrow_mut().insert(room.to_owned());
    let joined = account.client.join_room_by_id_or_alias((&**alias).into(), servers).await;
    let joined = joined.map_err(|error| shut_out(&error))?;
    let content = server::content(&account.client, room, event::DOORWAY, "").await;
    let _ = joined.leave().await;
    content.map_err(|error| unknown(&error, true))
}

/// What it means that a doorway is not found.
fn unknown(error: &HttpError, elsewhere: bool) -> Failure {
    match error.client_api_error_kind() {
        Some(ErrorKind::NotFound) => Refusal::Replaced.into(),
        Some(ErrorKind::Forbidden) => Refusal::Replaced.into(),
        Some(ErrorKind::LimitExceeded(_) | ErrorKind::UnknownToken(_)) | None => failure::of_http(error).into(),
        _ if elsewhere => Refusal::OtherBackend.into(),
        _ => failure::of_http(error).into(),
    }
}

/// How this person stands to the group, as far as is known here.
async fn standing(account: &Account, group: &RoomId) -> Option<Standing> {
    let room = account.client.get_room(group)?;
    Some(match room.state() {
        RoomState::Joined => Standing::In,
        RoomState::Banned => Standing::Removed,
        RoomState::Invited => {
            let inviter = room.invite_details().await.ok().and_then(|it| it.inviter);
            let by = inviter.as_ref().map_or(account.me.as_ref(), |inviter| inviter.user_id());
            Standing::Invited { by: ids::person(by) }
        }
        _ => Standing::Left,
    })
}

fn admits(found: &Found, standing: Option<&Standing>, ticket: &GroupTicket) -> Result<Entry, Refusal> {
    door::by_code(found.house(), standing, found.code(ticket).as_ref(), ticket.secret, &ticket.by, now())
}

impl Found {
    fn house(&self) -> House {
        House {
            members: self.content["members"].as_u64().and_then(|it| u32::try_from(it).ok()).unwrap_or(1),
            approval: self.content["approval"] == Value::Bool(true),
            dissolved: false,
        }
    }

    /// The address is the secret: a doorway that is found has it.
    fn code(&self, ticket: &GroupTicket) -> Option<Code> {
        Some(Code {
            number: u32::try_from(self.content["number"].as_u64()?).ok()?,
            secret: ticket.secret,
            issued: Timestamp(self.content["made"].as_i64()?.min(now().0)),
            home: ticket.home.clone(),
        })
    }

    fn rules(&self) -> Option<HouseRules> {
        let rules = &self.content["rules"];
        Some(HouseRules {
            version: u32::try_from(rules["version"].as_u64()?).ok()?,
            text: words::text(rules["text"].as_str()?)?,
            by: PersonId::parse(rules["by"].as_str()?).ok()?,
            at: Timestamp(rules["at"].as_i64()?),
        })
    }
}

/// What somebody calls themselves who asks others in.
pub(super) async fn called(account: &Account, person: &PersonId) -> Result<Name, Failure> {
    let user = ids::user(person).ok_or(Refusal::OtherBackend)?;
    match account.client.account().fetch_user_profile_of(&user).await {
        Ok(profile) => {
            let name = profile.get("displayname").and_then(Value::as_str).map(ToOwned::to_owned);
            Ok(words::name_of(name.as_deref(), &user))
        }
        Err(error) if failure::is_missing(&error) => Err(Refusal::OtherBackend.into()),
        Err(_) => Ok(words::name_of(None, &user)),
    }
}
