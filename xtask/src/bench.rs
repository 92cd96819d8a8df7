//! Measuring the release build in a real browser; the measuring itself is `tests/e2e/bench.mjs`.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Error, Result, bail};
use serde_json::{Value, json};

use crate::build::{self, Source};
use crate::homeserver::{self, PEOPLE, Synapse};
use crate::matrix::Profile;
use crate::origin::Origins;
use crate::place::Place;
use crate::setup::{self, browser};
use crate::{budget, process, serve};

/// How many rooms the accounts have that are measured.
const ROOMS: [u32; 2] = [200, 1_000];

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Profiles of this device.
    Local,
    /// Accounts at homeservers with a past.
    Matrix,
}

impl FromStr for Part {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "local" => Ok(Self::Local),
            "matrix" => Ok(Self::Matrix),
            _ => bail!("There is no part `{name}` of the benchmark: it has `local` and `matrix`."),
        }
    }
}

/// How to measure.
#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    /// How often each thing is measured.
    pub(crate) runs: u32,
    /// Where the numbers go besides the screen.
    pub(crate) json: Option<PathBuf>,
    /// Whether to build first.
    pub(crate) source: Source,
    /// How well the Matrix engine is optimised that is built.
    pub(crate) profile: Profile,
    /// What is measured; without it, everything.
    pub(crate) part: Option<Part>,
    /// How many rooms the accounts have; without it, the numbers that are compared.
    pub(crate) rooms: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self { runs: 5, json: None, source: Source::Fresh, profile: Profile::Release, part: None, rooms: None }
    }
}

/// Builds, serves, and measures.
pub(crate) fn bench(place: &Place, options: &Options) -> Result<()> {
    if options.runs == 0 {
        bail!("Nothing can be said from 0 runs.");
    }
    match options.source {
        Source::Fresh => build::release(place, options.profile, &Origins::default())?,
        Source::Existing => build::provide(place, options.source)?,
    }
    setup::to_test_in_a_browser(place)?;
    let port = serve::free_port()?;
    let _server = serve::start(place.dist(), port)?;
    let servers = servers(place, options)?;
    let mut node = process::command(place, "node")?;
    node.arg(place.e2e().join("bench.mjs"))
        .env("TEAHOUSE_URL", format!("http://127.0.0.1:{port}/"))
        .env("TEAHOUSE_CHROME", browser::chrome()?)
        .env("TEAHOUSE_RUNS", options.runs.to_string())
        .env("TEAHOUSE_BYTES", bytes(place)?.to_string())
        .env("TEAHOUSE_ACCOUNTS", accounts(&servers).to_string());
    if options.part != Some(Part::Matrix) {
        node.env("TEAHOUSE_DEVICE", "1");
    }
    if let Some(file) = &options.json {
        node.env("TEAHOUSE_JSON", std::path::absolute(file)?);
    }
    process::run(&mut node)
}

/// The homeservers that are needed, each with its number of rooms.
fn servers(place: &Place, options: &Options) -> Result<Vec<(u32, Synapse)>> {
    if options.part == Some(Part::Local) {
        return Ok(Vec::new());
    }
    let rooms = options.rooms.map_or_else(|| ROOMS.to_vec(), |rooms| vec![rooms]);
    rooms.into_iter().map(|rooms| Ok((rooms, homeserver::with_past(place, rooms)?))).collect()
}

fn accounts(servers: &[(u32, Synapse)]) -> Value {
    let [(user, password), _] = PEOPLE;
    let account = |(rooms, server): &(u32, Synapse)| json!({ "rooms": rooms, "url": server.url(), "user": user, "password": password });
    servers.iter().map(account).collect()
}

fn bytes(place: &Place) -> Result<Value> {
    let files = budget::weigh(&place.dist())?
        .into_iter()
        .map(|(file, weight)| json!({ "file": file, "raw": weight.raw, "gzip": weight.gzip, "brotli": weight.brotli }));
    Ok(files.collect())
}
