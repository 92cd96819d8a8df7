//! Measuring the release build in a real browser; the measuring itself is `tests/e2e/bench.mjs`.

use std::path::PathBuf;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::build::{self, Source};
use crate::place::Place;
use crate::setup::{self, browser};
use crate::{budget, process, serve};

/// How to measure.
#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    /// How often each thing is measured.
    pub(crate) runs: u32,
    /// Where the numbers go besides the screen.
    pub(crate) json: Option<PathBuf>,
    /// Whether to build first.
    pub(crate) source: Source,
}

impl Default for Options {
    fn default() -> Self {
        Self { runs: 5, json: None, source: Source::Fresh }
    }
}

/// Builds, serves, and measures.
pub(crate) fn bench(place: &Place, options: &Options) -> Result<()> {
    if options.runs == 0 {
        bail!("Nothing can be said from 0 runs.");
    }
    build::provide(place, options.source)?;
    setup::to_test_in_a_browser(place)?;
    let port = serve::free_port()?;
    let _server = serve::start(place.dist(), port)?;
    let mut node = process::command(place, "node")?;
    node.arg(place.e2e().join("bench.mjs"))
        .env("TEAHOUSE_URL", format!("http://127.0.0.1:{port}/"))
        .env("TEAHOUSE_CHROME", browser::chrome()?)
        .env("TEAHOUSE_RUNS", options.runs.to_string())
        .env("TEAHOUSE_BYTES", bytes(place)?.to_string());
    if let Some(file) = &options.json {
        node.env("TEAHOUSE_JSON", std::path::absolute(file)?);
    }
    process::run(&mut node)
}

fn bytes(place: &Place) -> Result<Value> {
    let files = budget::weigh(&place.dist())?
        .into_iter()
        .map(|(file, weight)| json!({ "file": file, "raw": weight.raw, "gzip": weight.gzip, "brotli": weight.brotli }));
    Ok(files.collect())
}
