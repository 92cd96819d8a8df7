//! What goes on by itself: groups that are watched are kept up to date, and doors are shut when their time is over.
//!
//! The engine of any admin shuts a door. Where none of them is there, whoever comes in checks the rules, and goes again.

use std::collections::BTreeSet;
use std::rc::{Rc, Weak};
use std::time::Duration;

use futures::{FutureExt, select_biased};
use matrix_sdk::ruma::OwnedRoomId;
use matrix_sdk::ruma::room::{JoinRule, RoomType};
use matrix_sdk::{Room, RoomState};
use matrix_sdk_base::sync::{RoomUpdates, State};
use teahouse::domain::group::Role;
use teahouse::domain::group::code::CODE_LIFE_MS;
use teahouse::domain::home::Link;
use teahouse::domain::time::Timestamp;
use tokio::sync::broadcast::error::RecvError;

use super::power::role_of;
use super::{code, event, fetch, server};
use crate::account::Account;
use crate::runtime::{now, sleep};

/// How often doors are looked at though nothing happened: often enough that an hour is kept.
const TICK: Duration = Duration::from_secs(5 * 60);
/// The first look, when the server had time to say what is new.
const FIRST: Duration = Duration::from_secs(3);
/// What comes within this time is looked at together.
const GATHER: Duration = Duration::from_millis(60);
/// How long a doorway that nobody needs any more still says why.
const FAREWELL_MS: i64 = 24 * 60 * 60 * 1000;

/// Keeps the groups of an account for as long as it lives.
pub(crate) async fn keep(account: Weak<Account>) {
    let Some((mut updates, live)) = account
        .upgrade()
        .map(|account| (account.client.subscribe_to_all_room_updates(), Rc::clone(&account.groups.live)))
    else {
        return;
    };
    let (mut changed, mut all) = (BTreeSet::new(), false);
    let mut due = now().0.saturating_add(millis(TICK));
    loop {
        // By the clock, not by the quiet between two changes: a busy account has none.
        let wait = Duration::from_millis(u64::try_from(due.saturating_sub(now().0)).unwrap_or_default()).min(TICK);
        select_biased! {
            update = updates.recv().fuse() => match update {
                Ok(update) => note(&update, &mut changed),
                Err(RecvError::Lagged(_)) => all = true,
                Err(RecvError::Closed) => return,
            },
            () = live.notified().fuse() => due = due.min(now().0.saturating_add(millis(FIRST))),
            () = sleep(wait).fuse() => (all, due) = (true, now().0.saturating_add(millis(TICK))),
        }
        if !changed.is_empty() {
            sleep(GATHER).await;
        }
        while let Ok(update) = updates.try_recv() {
            note(&update, &mut changed);
        }
        let Some(account) = account.upgrade() else { return };
        if account.link.get() != Link::Live {
            // What is noted is looked at as soon as the server can be asked.
            continue;
        }
        let everything = std::mem::take(&mut all);
        if everything {
            let open = |room: &Room| matches!(room.join_rule(), Some(JoinRule::Restricted(_)));
            changed.extend(account.client.joined_rooms().into_iter().filter(open).map(|it| it.room_id().to_owned()));
            changed.extend(account.groups.watchers().iter().map(|watched| watched.room().to_owned()));
        }
        let mut moved = false;
        for room in std::mem::take(&mut changed) {
            moved |= look(&account, &room).await;
        }
        if everything || moved {
            sweep(&account).await;
        }
    }
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

/// Notes the rooms whose state has changed.
fn note(updates: &RoomUpdates, changed: &mut BTreeSet<OwnedRoomId>) {
    for (room, update) in &updates.joined {
        let (State::Before(state) | State::After(state)) = &update.state;
        let is_state = |event: &matrix_sdk::deserialized_responses::TimelineEvent| {
            event.raw().get_field::<String>("state_key").ok().flatten().is_some()
        };
        if !state.is_empty() || update.timeline.limited || update.timeline.events.iter().any(is_state) {
            changed.insert(room.clone());
        }
    }
    changed.extend(updates.left.keys().chain(updates.invited.keys()).cloned());
}

/// Looks at a group, and mends its door. True if it has another door than when it was looked at before.
async fn look(account: &Rc<Account>, id: &OwnedRoomId) -> bool {
    let Some(room) = account.client.get_room(id).filter(|room| room.room_type().is_none()) else { return false };
    let mine = room.state() == RoomState::Joined && keeps_a_door(account, &room).await;
    let before = account.groups.known(id);
    if !mine && !account.groups.is_watched(id) && before.is_none() {
        return false;
    }
    let _turn = account.turn.lock().await;
    // What cannot be fetched or mended now is looked at again with the next change.
    let Ok(hall) = fetch(account, &room).await else { return false };
    if mine {
        let _ = code::mend(account, &hall).await;
    }
    let door = |hall: &super::Hall| hall.code().map(|at| at.doorway).filter(|_| !hall.dissolved());
    before.is_some_and(|before| door(&before) != door(&hall))
}

/// Whether there is a door that this person may shut.
async fn keeps_a_door(account: &Account, room: &Room) -> bool {
    let known = account.groups.known(room.room_id());
    let restricted = matches!(room.join_rule(), Some(JoinRule::Restricted(_)));
    if !restricted && known.as_ref().is_none_or(|hall| hall.code().is_none()) {
        return false;
    }
    room.get_user_power_level(&account.me).await.is_ok_and(|level| role_of(level) >= Role::Admin)
}

/// Takes away my own doorways that no group needs any more.
async fn sweep(account: &Rc<Account>) {
    let doorway = RoomType::from(event::DOORWAY);
    let rooms = account.client.joined_rooms().into_iter().filter(|room| room.room_type().as_ref() == Some(&doorway));
    for room in rooms {
        let id = room.room_id();
        if !room.creators().is_some_and(|creators| creators.contains(&account.me)) {
            // Somebody who came in by it was interrupted before they left it.
            let _ = room.leave().await;
            continue;
        }
        let Ok(told) = server::content(&account.client, id, event::DOORWAY, "").await else { continue };
        let told = told.unwrap_or_default();
        let group = told["group"].as_str().and_then(|it| OwnedRoomId::try_from(it).ok());
        let hall = group.and_then(|group| account.groups.known(&group));
        let other = |hall: &super::Hall| hall.code().is_some_and(|at| at.doorway != id);
        let made = Timestamp(told["made"].as_i64().unwrap_or_default());
        let over = now().0 > made.0.saturating_add(CODE_LIFE_MS + FAREWELL_MS);
        if over || hall.is_some_and(|hall| other(&hall) || hall.dissolved()) {
            take_away(account, &room).await;
        }
    }
}

async fn take_away(account: &Rc<Account>, room: &Room) {
    let mut aliases: Vec<_> = room.canonical_alias().into_iter().collect();
    aliases.extend(room.alt_aliases());
    for alias in aliases {
        let _ = account.client.remove_room_alias(&alias).await;
    }
    code::shut(account, room.room_id()).await;
}
