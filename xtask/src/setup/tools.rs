//! Trunk and wasm-bindgen, at the versions this repository asks for.
//!
//! They are built from source into the cache, with little optimisation: building them well takes longer than they ever save.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::place::Place;
use crate::process;

/// Later ones ask for a newer compiler than ours.
const TRUNK: &str = "0.21.14";

/// Installs `wasm-bindgen` and its test runner; the version must equal the library's, or the glue does not fit.
pub(super) fn wasm_bindgen(place: &Place) -> Result<()> {
    let lock = fs::read_to_string(place.root().join("Cargo.lock")).context("Cargo.lock cannot be read.")?;
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen.")?.to_owned();
    let complete = ["wasm-bindgen", "wasm-bindgen-test-runner"].iter().all(|program| has(place, program, &version));
    if complete {
        return Ok(());
    }
    println!("Installing wasm-bindgen {version} from source, once: about 90 s.");
    let mut cargo = install(place, "wasm-bindgen-cli", &version)?;
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
    finish(place, &mut cargo)
}

/// Installs Trunk.
pub(super) fn trunk(place: &Place) -> Result<()> {
    if has(place, "trunk", TRUNK) {
        return Ok(());
    }
    println!("Installing trunk {TRUNK} from source, once: about 150 s.");
    let mut cargo = install(place, "trunk", TRUNK)?;
    // The dev profile, because optimising its last crate takes longer than all the rest.
    cargo.args(["--locked", "--profile", "dev"]);
    cargo.args(["--no-default-features", "--features", "rustls"]);
    finish(place, &mut cargo)
}

fn install(place: &Place, package: &str, version: &str) -> Result<Command> {
    let mut cargo = process::command(place, "cargo")?;
    cargo
        .args(["install", package, "--version", version, "--force"])
        .arg("--root")
        .arg(place.tools())
        .env("CARGO_TARGET_DIR", place.tools().join("build"));
    Ok(cargo)
}

fn finish(place: &Place, cargo: &mut Command) -> Result<()> {
    process::run(cargo)?;
    // Hundreds of megabytes that nobody needs again; if they stay, nothing breaks.
    let _ = fs::remove_dir_all(place.tools().join("build"));
    Ok(())
}

fn has(place: &Place, program: &str, version: &str) -> bool {
    let Ok(mut command) = process::command(place, program) else {
        return false;
    };
    process::output(command.arg("--version")).is_ok_and(|said| said.split_whitespace().any(|word| word == version))
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_package_itself() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "serde"), None);
    }
}
