//! The steps of the gate, quick ones first, and the runner of each.

use std::env;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::count::{self, Count};
use super::{Options, Part};
use crate::place::Place;
use crate::setup::{self, browser};
use crate::{budget, build, process, serve};

const WASM: [&str; 4] = ["--package", "teahouse", "--target", "wasm32-unknown-unknown"];
/// What of it is for a browser: unit tests run natively, and some of their crates have no wasm.
const IN_BROWSER: [&str; 2] = ["--test", "*"];

/// One step; the wasm tests come after the build because they load the engine from `dist/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Format,
    NativeLints,
    WasmLints,
    NativeTests,
    Build,
    WasmTests,
    EndToEnd,
    Budget,
}

/// The steps of a part, or all.
pub(super) fn of(part: Option<Part>) -> &'static [Step] {
    use Step::*;
    match part {
        None => &[Format, NativeLints, WasmLints, NativeTests, Build, WasmTests, EndToEnd, Budget],
        Some(Part::Native) => &[Format, NativeLints, NativeTests],
        Some(Part::Wasm) => &[WasmLints, Build, WasmTests],
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
            Self::Build => "Release build",
            Self::WasmTests => "Tests in a browser",
            Self::EndToEnd => "End-to-end tests",
            Self::Budget => "Size budget",
        }
    }

    pub(super) fn has_tests(self) -> bool {
        matches!(self, Self::NativeTests | Self::WasmTests | Self::EndToEnd)
    }

    pub(super) fn run(self, place: &Place, options: &Options, count: &mut Count) -> Result<()> {
        setup::to_check(place)?;
        match self {
            Self::Format => process::run(cargo(place, "fmt")?.args(["--all", "--check"])),
            Self::NativeLints => lint(place, &[&["--workspace", "--all-targets"]]),
            Self::WasmLints => lint(place, &[&WASM, &["--lib", "--bins"], &IN_BROWSER]),
            Self::NativeTests => native(place, options, count),
            Self::Build => build::provide(place, options.source),
            Self::WasmTests => wasm(place, options, count),
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
    tests.args(["--workspace", "--no-fail-fast"]);
    count_lines(&mut tests, options, count)
}

fn wasm(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
    setup::to_build(place)?;
    setup::to_test_in_a_browser(place)?;
    let mut tests = cargo(place, "test")?;
    tests
        .args(WASM)
        .args(IN_BROWSER)
        .arg("--no-fail-fast")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", browser::driver()?);
    // Two slow cores need longer than the runner's 20 s for a browser's first start.
    if env::var_os("WASM_BINDGEN_TEST_TIMEOUT").is_none() {
        tests.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    }
    if let Some(chrome) = env::var_os("CHROME") {
        tests.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(place, &chrome.to_string_lossy())?);
    }
    count_lines(&mut tests, options, count)
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
        .env("TEAHOUSE_CHROME", browser::chrome()?);
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
        assert!(at(Step::Build) < at(Step::EndToEnd));
        assert!(at(Step::Build) < at(Step::Budget));
    }
}
