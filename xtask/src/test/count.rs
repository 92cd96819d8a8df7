//! Counting tests by what their runners say.

use std::fmt;
use std::ops::AddAssign;

use anyhow::{Context, Result};
use serde_json::Value;

/// Tests that ran.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Those that passed.
    pub(super) passed: u64,
    /// Those that did not.
    pub(super) failed: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The sum of the lines `test result: ok. 3 passed; 0 failed; …` of cargo and of wasm-bindgen's runner.
pub(super) fn in_lines(printed: &str) -> Count {
    let mut sum = Count::default();
    for line in printed.lines() {
        let Some((_, result)) = line.split_once("test result: ") else {
            continue;
        };
        sum += Count { passed: before(result, " passed"), failed: before(result, " failed") };
    }
    sum
}

/// The count of Playwright's JSON report; a test that passed only sometimes did not pass.
pub(super) fn in_report(json: &str) -> Result<Count> {
    let report: Value = serde_json::from_str(json).context("Playwright's report is not JSON.")?;
    let stat = |name: &str| {
        let value = report["stats"][name].as_u64();
        value.with_context(|| format!("Playwright's report has no number of `{name}` tests."))
    };
    let errors = report["errors"].as_array().map_or(0, Vec::len);
    let failed = stat("unexpected")? + stat("flaky")?;
    Ok(Count { passed: stat("expected")?, failed: failed.max(u64::from(errors > 0)) })
}

fn before(text: &str, word: &str) -> u64 {
    let number = text.split_once(word).and_then(|(start, _)| start.rsplit(' ').next());
    number.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_all_test_binaries_add_up() {
        let printed = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 10 passed; 3 failed; 0 ignored\n\
            no tests to run!\n";
        assert_eq!(in_lines(printed), Count { passed: 12, failed: 3 });
        assert_eq!(in_lines("no tests to run!"), Count::default());
    }

    #[test]
    fn a_flaky_test_failed() {
        let json = r#"{"stats":{"expected":4,"unexpected":1,"flaky":1,"skipped":2},"errors":[]}"#;
        assert_eq!(in_report(json).unwrap(), Count { passed: 4, failed: 2 });
        let broken = r#"{"stats":{"expected":0,"unexpected":0,"flaky":0},"errors":[{}]}"#;
        assert_eq!(in_report(broken).unwrap().failed, 1);
    }

    #[test]
    fn it_is_shown_as_the_gate_ends() {
        assert_eq!(Count { passed: 7, failed: 0 }.to_string(), "7 passed, 0 failed");
    }
}
