//! A Matrix homeserver for tests and for trying: Synapse, from the Python package index, on this machine only.
//!
//! Deliberately missing: anything that would make it fit for strangers.

mod config;
mod data;
mod http;
mod people;
mod seed;
mod synapse;

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use anyhow::{Result, bail};
use serde_json::{Value, json};

pub(crate) use config::SERVER_NAME;
pub(crate) use data::Data;
pub(crate) use people::PEOPLE;
pub(crate) use synapse::Synapse;

use crate::place::Place;
use crate::serve;

/// How to run one.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// The port on 127.0.0.1; without one, any that is free.
    pub(crate) port: Option<u16>,
    /// Where it keeps what it knows; without it, in a folder that goes with it.
    pub(crate) data: Option<PathBuf>,
    /// What becomes of what is there.
    pub(crate) past: Past,
    /// How many rooms there are at the start.
    pub(crate) rooms: Option<u32>,
}

/// What becomes of what a folder holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum Past {
    /// It is there again.
    #[default]
    Kept,
    /// It goes.
    Forgotten,
}

/// Starts a server for as long as a test needs it: on a free port, without a past.
pub(crate) fn passing(place: &Place) -> Result<Synapse> {
    Synapse::start(place, Data::passing()?, serve::free_port()?)
}

/// Starts a server with a past of so many rooms, for as long as it is needed; what happens to it is forgotten.
pub(crate) fn with_past(place: &Place, rooms: u32) -> Result<Synapse> {
    let data = Data::passing()?;
    data.copy_from(&seed::folder(place, rooms)?)?;
    Synapse::start(place, data, serve::free_port()?)
}

/// Runs a server until standard input closes, and says in one line of JSON how to reach it.
pub(crate) fn run(place: &Place, options: &Options) -> Result<()> {
    let data = match &options.data {
        Some(folder) => Data::lasting(folder)?,
        None => Data::passing()?,
    };
    if options.past == Past::Forgotten {
        data.empty()?;
    }
    if let Some(rooms) = options.rooms {
        data.copy_from(&seed::folder(place, rooms)?)?;
    }
    let port = options.port.map_or_else(serve::free_port, Ok)?;
    let mut server = Synapse::start(place, data, port)?;
    println!("{}", line(&server.url(), &server.secret, options.rooms));
    std::io::stdout().flush()?;
    let (tell, told) = mpsc::channel();
    let tell_end = tell.clone();
    server.on_end(move || drop(tell_end.send(End::OfServer)));
    thread::spawn(move || {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        tell.send(End::OfInput)
    });
    match told.recv() {
        Ok(End::OfServer) => bail!("The homeserver has stopped. Its last words:\n{}", server.data.last_words()),
        _ => Ok(()),
    }
}

/// How to reach a server, in one line of JSON; whose the rooms are, if it has any.
fn line(url: &str, secret: &str, rooms: Option<u32>) -> Value {
    let mut line = json!({ "serverName": SERVER_NAME, "url": url, "sharedSecret": secret });
    if rooms.is_some() {
        let [(user, password), _] = PEOPLE;
        line["user"] = user.into();
        line["password"] = password.into();
    }
    line
}

/// Why a server that was asked for is no longer there.
enum End {
    OfServer,
    OfInput,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_in_one_line_how_to_reach_it_and_whose_its_rooms_are() {
        let said = line("http://127.0.0.1:8008", "hush", None).to_string();
        assert_eq!(said, r#"{"serverName":"teahouse.test","sharedSecret":"hush","url":"http://127.0.0.1:8008"}"#);
        let seeded = line("http://127.0.0.1:8008", "hush", Some(200));
        assert_eq!((&seeded["user"], &seeded["password"]), (&json!("mei"), &json!("tea-leaves-and-rain")));
    }
}
