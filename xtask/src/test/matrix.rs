//! The steps of the Matrix engine, which is built and tested where it is named.

use std::ffi::OsString;
use std::{env, fs, thread};

use anyhow::Result;
use serde_json::json;

use super::Options;
use super::count::Count;
use super::runner::{self, WITH_HOMESERVER, cargo, count_lines};
use super::steps::WASM;
use crate::homeserver;
use crate::matrix::{ANY_COMPILER, PACKAGE};
use crate::place::Place;
use crate::setup;

const PACKAGE_ARGS: [&str; 3] = ["--package", PACKAGE, ANY_COMPILER];
const ON_WASM: [&str; 2] = ["--target", setup::WASM];
/// Tells tests where the homeserver is.
pub(super) const HOMESERVER: &str = "TEAHOUSE_HOMESERVER";
/// Tells them how to run a client that shares nothing with ours: an interpreter for `tests/interop/client.py`.
pub(super) const CLIENT: &str = "TEAHOUSE_MATRIX_CLIENT";
/// The same as the homeserver's for tests in a browser, which have no environment: the test runner serves the repository.
const HOMESERVER_FILE: &str = "tests/e2e/results/homeserver.json";
/// The tests of the built engine in groups, each of them in one, by what their names say.
const GROUPS: [&[&str]; 3] = [&["wh"], &["message", "--skip", "wh"], &["--skip", "wh", "--skip", "message"]];
/// How many tests of a program go on at once.
const THREADS: &str = "RUST_TEST_THREADS";

/// What a test's thread has for its stack, in bytes: futures of the SDK that are not optimised fill the usual 2 MB.
const STACK: (&str, &str) = ("RUST_MIN_STACK", "8388608");

/// Clippy, for this machine and for browsers.
pub(super) fn lint(place: &Place) -> Result<()> {
    runner::lint(place, &[&PACKAGE_ARGS, &["--all-targets"]])?;
    runner::lint(place, &[&PACKAGE_ARGS, &ON_WASM, &["--lib", "--bins"]])
}

/// Tests that run the engine in their own program.
pub(super) fn native(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
    let server = homeserver::passing(place)?;
    let mut tests = cargo(place, "test")?;
    tests.args(PACKAGE_ARGS).arg("--no-fail-fast").env(HOMESERVER, server.url()).env(STACK.0, STACK.1);
    tests.env(CLIENT, setup::matrix_client(place)?);
    // Half of the time of each is the homeserver's: more of them than cores go on at once.
    if env::var_os(THREADS).is_none() {
        tests.env(THREADS, (2 * thread::available_parallelism()?.get()).to_string());
    }
    count_lines(&mut tests, options, count)
}

/// Tests that run the built engine in its worker.
pub(super) fn in_worker(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
    let server = homeserver::passing(place)?;
    let file = place.root().join(HOMESERVER_FILE);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&file, json!({ "url": server.url() }).to_string())?;
    let ended = in_browsers(place, options, count);
    fs::remove_file(file)?;
    ended
}

/// Each group in a browser of its own: one has few connections for each server, and a few dozen accounts, though they
/// have signed out, leave it none.
fn in_browsers(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
    let run = |runner_args: Vec<OsString>, count: &mut Count| {
        let mut tests = cargo(place, "test")?;
        tests.args(WASM).args(WITH_HOMESERVER);
        runner::in_browser(place, &mut tests, &Options { runner_args, ..*options }, count)
    };
    if !options.runner_args.is_empty() {
        return run(options.runner_args.clone(), count);
    }
    for group in GROUPS {
        let mut of_group = Count::default();
        run(group.iter().map(OsString::from).collect(), &mut of_group)?;
        *count += of_group;
    }
    Ok(())
}
