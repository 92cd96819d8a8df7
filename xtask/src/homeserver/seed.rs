//! A homeserver with a past: one person in many rooms, one of them long. Made once, and copied for each run.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};

use super::data::Data;
use super::people::PEOPLE;
use super::synapse::Synapse;
use crate::place::Place;
use crate::serve;

/// The messages of the long room.
const LONG: u32 = 5_000;
/// Every so many rooms hold a second person, who wrote the last message.
const SHARED: u32 = 5;
/// Requests at once; the server has one thread for most of its work.
const HANDS: u32 = 4;

/// The folder of such a server, made if it is not there yet.
pub(super) fn folder(place: &Place, rooms: u32) -> Result<PathBuf> {
    let version = include_str!("../../homeserver/requirements.txt");
    let version = version.lines().find_map(|line| line.strip_prefix("matrix-synapse==")).unwrap_or_default();
    let name = format!("seeded-{version}-{rooms}");
    let folder = place.cached("homeserver").join(&name);
    let _lock = place.lock("seed")?;
    if folder.is_dir() {
        return Ok(folder);
    }
    // Made beside and renamed, so that it is there only when it is complete.
    let part = folder.with_file_name(format!("{name}.part"));
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    let started = Instant::now();
    eprintln!("Making a homeserver with {rooms} rooms and {LONG} messages in one, once.");
    let server = Synapse::start(place, Data::lasting(&part)?, serve::free_port()?)?;
    server.register(place, &PEOPLE)?;
    fill(&server, rooms)?;
    drop(server);
    fs::rename(&part, &folder)?;
    eprintln!("Made it in {} s.", started.elapsed().as_secs());
    Ok(folder)
}

fn fill(server: &Synapse, rooms: u32) -> Result<()> {
    let [mei, zhou] = PEOPLE;
    let (mei, zhou) = (server.sign_in(mei.0, mei.1)?, server.sign_in(zhou.0, zhou.1)?);
    in_parallel(rooms.saturating_sub(1), |number| room(server, &mei, &zhou, number).map(drop))?;
    let long = room(server, &mei, &zhou, rooms.saturating_sub(1))?;
    in_parallel(LONG, |number| {
        let who = if number % 2 == 0 { &mei } else { &zhou };
        say(server, who, &long, &format!("Message {} of {LONG}", number + 1))
    })
}

/// A room with a name and a message; returns its id.
fn room(server: &Synapse, mei: &str, zhou: &str, number: u32) -> Result<String> {
    let is_shared = number % SHARED == SHARED - 1;
    let other = format!("@{}:{}", PEOPLE[1].0, super::SERVER_NAME);
    let invited = if is_shared { vec![other] } else { Vec::new() };
    let body = json!({ "name": format!("Room {}", number + 1), "preset": "private_chat", "invite": invited });
    let answer = server.ask(mei, "POST", "createRoom", &body)?;
    let id = answer["room_id"].as_str().context("A room has no id.")?.to_owned();
    if is_shared {
        server.ask(zhou, "POST", &format!("rooms/{}/join", escaped(&id)), &json!({}))?;
        say(server, zhou, &id, "Is the kettle on?")?;
    } else {
        say(server, mei, &id, "A note to myself")?;
    }
    Ok(id)
}

fn say(server: &Synapse, token: &str, room: &str, text: &str) -> Result<()> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let path = format!("rooms/{}/send/m.room.message/seed-{number}", escaped(room));
    server.ask(token, "PUT", &path, &json!({ "msgtype": "m.text", "body": text })).map(|_: Value| ())
}

fn escaped(id: &str) -> String {
    id.replace('!', "%21").replace(':', "%3A")
}

/// Does it for each number below `count`, a few at once.
fn in_parallel(count: u32, work: impl Fn(u32) -> Result<()> + Sync) -> Result<()> {
    let next = AtomicU32::new(0);
    let hand = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return Ok(());
            }
            work(number)?;
        }
    };
    thread::scope(|scope| {
        let hands: Vec<_> = (0..HANDS).map(|_| scope.spawn(hand)).collect();
        hands.into_iter().try_for_each(|hand| hand.join().map_err(|_| anyhow!("Making rooms failed."))?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_done_once() {
        let sum = AtomicU32::new(0);
        in_parallel(100, |number| {
            sum.fetch_add(number, Ordering::Relaxed);
            Ok(())
        })
        .unwrap();
        assert_eq!(sum.into_inner(), 4950);
        assert!(in_parallel(5, |_| Err(anyhow!("no"))).is_err());
    }
}
