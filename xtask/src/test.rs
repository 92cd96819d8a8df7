//! The gate: one command, the same at a desk and in CI.

mod count;
mod matrix;
mod runner;
mod steps;

use std::ffi::OsString;
use std::str::FromStr;
use std::time::Instant;

use anyhow::{Context, Error, Result, bail};

use crate::build::Source;
use crate::place::Place;
use count::Count;
use steps::Step;

/// What to test.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// One part, or everything.
    pub(crate) part: Option<Part>,
    /// Whether the build that wasm and end-to-end tests use is made anew.
    pub(crate) source: Source,
    /// For the runner of the part.
    pub(crate) runner_args: Vec<OsString>,
}

/// A part of the gate that can be run by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Format, lints, and what runs without a browser.
    Native,
    /// Lints for wasm, and what runs in a browser's page.
    Wasm,
    /// The Matrix engine against a homeserver, natively and in a browser.
    Matrix,
    /// The release build, used like a person would.
    E2e,
}

impl FromStr for Part {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "native" => Self::Native,
            "wasm" => Self::Wasm,
            "matrix" => Self::Matrix,
            "e2e" => Self::E2e,
            other => bail!("There is no part `{other}`; there are native, wasm, matrix and e2e."),
        })
    }
}

/// Runs the steps in order, stops at the first that fails, and counts.
pub(crate) fn test(place: &Place, options: &Options) -> Result<()> {
    if options.part.is_none() && !options.runner_args.is_empty() {
        bail!("Say which part gets these arguments: native, wasm, matrix or e2e.");
    }
    let started = Instant::now();
    let mut total = Count::default();
    for step in steps::of(options.part) {
        let (count, failure) = run(place, options, *step);
        total += count;
        if let Some(error) = failure {
            println!("\n{total}");
            return Err(error.context(format!("Stopped at the step \"{}\"", step.title())));
        }
    }
    println!("\nAll of it took {} s.\n{total}", started.elapsed().as_secs());
    Ok(())
}

fn run(place: &Place, options: &Options, step: Step) -> (Count, Option<Error>) {
    println!("\n== {}", step.title());
    let started = Instant::now();
    let mut count = Count::default();
    let done = step.run(place, options, &mut count).and_then(|()| check(step, count));
    println!("== {}: {} s", step.title(), started.elapsed().as_secs());
    (count, done.err())
}

fn check(step: Step, count: Count) -> Result<()> {
    if count.failed > 0 {
        bail!("{} tests failed.", count.failed);
    }
    let ran = !step.has_tests() || count.passed > 0;
    ran.then_some(()).context("No test was run, which proves nothing.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_without_tests_is_an_error() {
        let one = Count { passed: 1, failed: 0 };
        assert!(check(Step::NativeTests, one).is_ok());
        assert!(check(Step::NativeTests, Count::default()).is_err());
        assert!(check(Step::Format, Count::default()).is_ok());
    }
}
