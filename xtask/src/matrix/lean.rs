//! What makes the engine that ships lighter than the stable settings of the compiler can.
//!
//! A panic ends the worker at once, without words: its tabs see that it ended, and start the next one.
//! Errors speak through `Display`; what `Debug` would print, and where in the source it happened, is left out.
//! The standard library is compiled along, so that all of this is true of it as well.
//!
//! The switches are not stable: if a compiler does not know them any more, the engine is built without them, works the
//! same, and weighs more.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::place::Place;

/// For cargo.
const SWITCHES: [&str; 7] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
    "-Zpanic-immediate-abort",
    "--config",
    "profile.release.panic = 'immediate-abort'",
    "--config",
    "target.wasm32-unknown-unknown.rustflags = ['-Zfmt-debug=none', '-Zlocation-detail=none']",
];

/// All of it, as it counts for what is built.
pub(super) fn switches() -> String {
    SWITCHES.join(" ")
}

/// Where it is built: beside everything that is built without the switches.
pub(super) fn target(place: &Place) -> Result<PathBuf> {
    Ok(place.target()?.join("lean"))
}

/// Gives cargo the switches.
pub(super) fn apply(place: &Place, cargo: &mut Command) -> Result<()> {
    cargo.args(SWITCHES).env("CARGO_TARGET_DIR", target(place)?);
    // A stable compiler knows the switches, and obeys whoever says that they know what they do.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    Ok(())
}
