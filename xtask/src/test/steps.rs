//! The steps of the gate, quick ones first, and the runner of each.

use std::env;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::count::{self, Count};
use super::{Options, Part};
use crate::homeserver;
use crate::matrix::{ANY_COMPILER, PACKAGE};
use crate::place::Place;
use crate::setup::{self, browser};
use crate::{budget, build, process, serve};

const WASM: [&str; 4] = ["--package", "teahouse", "--target", setup::WASM];
const ON_WASM: [&str; 2] = ["--target", setup::WASM];
/// What of it is for a browser: unit tests run natively, and some of their crates have no wasm.
const IN_BROWSER: [&str; 2] = ["--test", "*"];

/// Everything but the Matrix engine, which takes minutes and has steps of its own.
const QUICK: [&str; 3] = ["--workspace", "--exclude", PACKAGE];
/// The Matrix engine.
const MATRIX: [&str; 3] = ["--package", PACKAGE, ANY_COMPILER];
/// Tells tests where the homeserver is.
const HOMESERVER: &str = "TEAHOUSE_HOMESERVER";
/// Tells them how to run a client that shares nothing with ours: an interpreter for `tests/interop/client.py`.
const MATRIX_CLIENT: &str = "TEAHOUSE_MATRIX_CLIENT";
/// The same as the homeserver's for tests in a browser, which have no environment: the test runner serves the repository.
const HOMESERVER_FILE: &str = "tests/e2e/results/homeserver.json";
/// The runner with the repository as its folder: cargo would start it in the package's, where `dist/` is not.
const AT_ROOT: &str = r#"target.wasm32-unknown-unknown.runner = ["sh", "-c", "cd \"$TEAHOUSE_ROOT\" && exec wasm-bindgen-test-runner \"$@\"", "runner"]"#;

/// One step; the wasm tests come after the build because they load the engine from `dist/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Format,
    NativeLints,
    WasmLints,
    NativeTests,
    MatrixLints,
    MatrixTests,
    Build,
    WasmTests,
    MatrixWorker,
    EndToEnd,
    Budget,
}

/// The steps of a part, or all.
pub(super) fn of(part: Option<Part>) -> &'static [Step] {
    use Step::*;
    match part {
        None => &[
            Format,
            NativeLints,
            WasmLints,
            NativeTests,
            MatrixLints,
            MatrixTests,
            Build,
            WasmTests,
            MatrixWorker,
            EndToEnd,
            Budget,
        ],
        Some(Part::Native) => &[Format, NativeLints, NativeTests],
        Some(Part::Wasm) => &[WasmLints, Build, WasmTests],
        Some(Part::Matrix) => &[MatrixLints, MatrixTests, Build, MatrixWorker],
        Some(Part::E2e) => &[Build, EndToEnd],
    }
}

impl Step {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Format => "Format",
            Self::NativeLints => "Lints, native",
            Self::WasmLints => "Lints, wasm",
            Self::NativeTests => "Native tests",
            Self::MatrixLints => "Lints, Matrix",
            Self::MatrixTests => "Matrix, native",
            Self::Build => "Release build",
            Self::WasmTests => "Tests in a browser",
            Self::MatrixWorker => "Matrix, in a browser",
            Self::EndToEnd => "End-to-end tests",
            Self::Budget => "Size budget",
        }
    }

    pub(super) fn has_tests(self) -> bool {
        use Step::*;
        matches!(self, NativeTests | MatrixTests | WasmTests | MatrixWorker | EndToEnd)
    }

    pub(super) fn run(self, place: &Place, options: &Options, count: &mut Count) -> Result<()> {
        setup::to_check(place)?;
        match self {
            Self::Format => process::run(cargo(place, "fmt")?.args(["--all", "--check"])),
            Self::NativeLints => lint(place, &[&QUICK, &["--all-targets"]]),
            Self::WasmLints => lint(place, &[&WASM, &["--lib", "--bins"], &IN_BROWSER]),
            Self::NativeTests => native(place, options, count),
            Self::MatrixLints => {
                lint(place, &[&MATRIX, &["--all-targets"]])?;
                lint(place, &[&MATRIX, &ON_WASM, &["--lib", "--bins"], &IN_BROWSER])
            }
            Self::MatrixTests => matrix_native(place, options, count),
            Self::Build => build::provide(place, options.source),
            Self::WasmTests => wasm(place, options, count),
            Self::MatrixWorker => matrix_worker(place, options, count),
            Self::EndToEnd => end_to_end(place, options, count),
            Self::Budget => budget::check(&place.dist()),
        }
    }
}

fn cargo(place: &Place, subcommand: &str) -> Result<Command> {
    let mut cargo = process::command(place, "cargo")?;
    cargo.arg(subcommand);
    Ok(cargo)
}

fn lint(place: &Place, which: &[&[&str]]) -> Result<()> {
    let mut clippy = cargo(place, "clippy")?;
    clippy.args(which.concat()).args(["--", "-D", "warnings"]);
    process::run(&mut clippy)
}

fn native(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
    let mut tests = cargo(place, "test")?;
    tests.args(QUICK).arg("--no-fail-fast");
    count_lines(&mut tests, options, count)
}

fn matrix_native(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
    let server = homeserver::passing(place)?;
    let mut tests = cargo(place, "test")?;
    tests.args(MATRIX).arg("--no-fail-fast").env(HOMESERVER, server.url());
    tests.env(MATRIX_CLIENT, setup::matrix_client(place)?);
    count_lines(&mut tests, options, count)
}

fn matrix_worker(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
    let server = homeserver::passing(place)?;
    let file = place.root().join(HOMESERVER_FILE);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&file, json!({ "url": server.url() }).to_string())?;
    let mut tests = cargo(place, "test")?;
    tests.args(["--config", AT_ROOT]).args(MATRIX).args(ON_WASM).env("TEAHOUSE_ROOT", place.root());
    let ended = in_browser(place, &mut tests, options, count);
    fs::remove_file(file)?;
    ended
}

fn wasm(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
    let mut tests = cargo(place, "test")?;
    tests.args(WASM).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    in_browser(place, &mut tests, options, count)
}

fn in_browser(place: &Place, tests: &mut Command, options: &Options, count: &mut Count) -> Result<()> {
    setup::to_build(place)?;
    setup::to_test_in_a_browser(place)?;
    tests.args(IN_BROWSER).arg("--no-fail-fast").env("CHROMEDRIVER", browser::driver()?);
    // Two slow cores need longer than the runner's 20 s for a browser's first start.
    if env::var_os("WASM_BINDGEN_TEST_TIMEOUT").is_none() {
        tests.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    }
    if let Some(chrome) = env::var_os("CHROME") {
        tests.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(place, &chrome.to_string_lossy())?);
    }
    count_lines(tests, options, count)
}

/// `webdriver.json` with a browser that the driver would not find by itself.
fn capabilities(place: &Place, chrome: &str) -> Result<std::path::PathBuf> {
    let text = fs::read_to_string(place.root().join("webdriver.json"))?;
    let mut json: Value = serde_json::from_str(&text).context("webdriver.json is not JSON.")?;
    json["goog:chromeOptions"]["binary"] = chrome.into();
    let path = place.target()?.join("webdriver.json");
    fs::write(&path, json.to_string())?;
    Ok(path)
}

fn end_to_end(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
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
        .env(HOMESERVER, server.url())
        .env(MATRIX_CLIENT, setup::matrix_client(place)?);
    let ended = process::run(&mut tests);
    if let Ok(json) = fs::read_to_string(&report) {
        *count = count::in_report(&json)?;
    }
    ended
}

fn count_lines(tests: &mut Command, options: &Options, count: &mut Count) -> Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_comes_before_what_uses_it() {
        let at = |step| of(None).iter().position(|found| *found == step).unwrap();
        assert!(at(Step::Build) < at(Step::WasmTests));
        assert!(at(Step::Build) < at(Step::MatrixWorker));
        assert!(at(Step::Build) < at(Step::EndToEnd));
        assert!(at(Step::Build) < at(Step::Budget));
    }
}
