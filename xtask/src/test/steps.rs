//! The steps of the gate, quick ones first, and the runner of each.

use anyhow::Result;

use super::count::Count;
use super::runner::{IN_BROWSER, OF_DEVICE, cargo, count_lines, end_to_end, in_browser, lint};
use super::{Options, Part, matrix};
use crate::matrix::PACKAGE;
use crate::place::Place;
use crate::{budget, build, process, setup};

pub(super) const WASM: [&str; 4] = ["--package", "teahouse", "--target", setup::WASM];
/// Everything but the Matrix engine, which takes minutes and has steps of its own.
const QUICK: [&str; 3] = ["--workspace", "--exclude", PACKAGE];

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
            Budget,
            WasmTests,
            MatrixWorker,
            EndToEnd,
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
            Self::MatrixLints => matrix::lint(place),
            Self::MatrixTests => matrix::native(place, options, count),
            Self::Build => build::provide(place, options.source),
            Self::WasmTests => wasm(place, options, count),
            Self::MatrixWorker => matrix::in_worker(place, options, count),
            Self::EndToEnd => end_to_end(place, options, count),
            Self::Budget => budget::check(&place.dist()),
        }
    }
}

fn native(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
    let mut tests = cargo(place, "test")?;
    tests.args(QUICK).arg("--no-fail-fast");
    count_lines(&mut tests, options, count)
}

fn wasm(place: &Place, options: &Options, count: &mut Count) -> Result<()> {
    let mut tests = cargo(place, "test")?;
    tests.args(WASM).args(OF_DEVICE);
    in_browser(place, &mut tests, options, count)
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
