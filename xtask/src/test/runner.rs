//! The runners of the steps: cargo, its tests in a browser, and Playwright.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Options;
use super::count::{self, Count};
use super::matrix;
use crate::homeserver;
use crate::place::Place;
use crate::setup::{self, browser};
use crate::{process, serve};

/// What is for a browser: unit tests run natively, and some of their crates have no wasm.
pub(super) const IN_BROWSER: [&str; 2] = ["--test", "*"];
/// What of it needs nothing but the build.
pub(super) const OF_DEVICE: [&str; 8] =
    ["--test", "plain", "--test", "browser", "--test", "worker", "--test", "worker_alone"];
/// What of it needs a homeserver as well. It knows the engine only as it was built, so nobody waits for its crates.
pub(super) const WITH_HOMESERVER: [&str; 2] = ["--test", "matrix_worker"];

/// Cargo with one of its commands.
pub(super) fn cargo(place: &Place, subcommand: &str) -> Result<Command> {
    let mut cargo = process::command(place, "cargo")?;
    cargo.arg(subcommand);
    Ok(cargo)
}

/// Clippy, for which every warning is an error.
pub(super) fn lint(place: &Place, which: &[&[&str]]) -> Result<()> {
    let mut clippy = cargo(place, "clippy")?;
    clippy.args(which.concat()).args(["--", "-D", "warnings"]);
    process::run(&mut clippy)
}

/// Runs tests that were compiled for wasm in headless Chromium.
pub(super) fn in_browser(place: &Place, tests: &mut Command, options: &Options, count: &mut Count) -> Result<()> {
    setup::to_build(place)?;
    setup::to_test_in_a_browser(place)?;
    tests.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    tests.arg("--no-fail-fast").env("CHROMEDRIVER", browser::driver()?);
    // The runner's 20 s are for all tests of a file, and two slow cores need longer for a browser's first start alone.
    if env::var_os("WASM_BINDGEN_TEST_TIMEOUT").is_none() {
        tests.env("WASM_BINDGEN_TEST_TIMEOUT", "420");
    }
    if let Some(chrome) = env::var_os("CHROME") {
        tests.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(place, &chrome.to_string_lossy())?);
    }
    count_lines(tests, options, count)
}

/// `webdriver.json` with a browser that the driver would not find by itself.
fn capabilities(place: &Place, chrome: &str) -> Result<PathBuf> {
    let text = fs::read_to_string(place.root().join("webdriver.json"))?;
    let mut json: Value = serde_json::from_str(&text).context("webdriver.json is not JSON.")?;
    json["goog:chromeOptions"]["binary"] = chrome.into();
    let path = place.target()?.join("webdriver.json");
    fs::write(&path, json.to_string())?;
    Ok(path)
}

/// Runs Playwright on the release build.
pub(super) fn end_to_end(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
    setup::to_test_in_a_browser(place)?;
    let server = homeserver::passing(place)?;
    let report = place.e2e().join("results/report.json");
    // An old report must not be taken for this run's; that there is none is as good.
    let _ = fs::remove_file(&report);
    let mut tests = process::command(place, "npx")?;
    tests
        .args(["--no-install", "playwright", "test"])
        .args(&options.runner_args)
        .current_dir(place.e2e())
        .env("TEAHOUSE_XTASK", env::current_exe()?)
        .env("TEAHOUSE_PORT", serve::free_port()?.to_string())
        .env("TEAHOUSE_CHROME", browser::chrome()?)
        .env(matrix::HOMESERVER, server.url())
        .env(matrix::CLIENT, setup::matrix_client(place)?);
    let ended = process::run(&mut tests);
    if let Ok(json) = fs::read_to_string(&report) {
        *count = count::in_report(&json)?;
    }
    ended
}

/// Runs tests, and counts them by what is printed.
pub(super) fn count_lines(tests: &mut Command, options: &Options, count: &mut Count) -> Result<()> {
    // With no part named, there are no arguments either.
    if !options.runner_args.is_empty() {
        tests.arg("--").args(&options.runner_args);
    }
    let heard = process::hear(tests)?;
    *count = count::in_lines(&heard.text);
    if !heard.success && count.failed == 0 {
        bail!("The tests could not be built or run.");
    }
    Ok(())
}
