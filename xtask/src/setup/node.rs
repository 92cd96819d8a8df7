//! The npm packages of the browser tests.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::place::Place;
use crate::process;

/// What Playwright asks for.
const OLDEST_NODE: u32 = 20;

/// Installs exactly what the lock file names, unless that has been done.
pub(super) fn packages(place: &Place) -> Result<()> {
    check_node(place)?;
    let folder = place.e2e();
    let lock = fs::read(folder.join("package-lock.json")).context("tests/e2e has no package-lock.json.")?;
    // npm leaves no trace of which lock file it followed, so a copy of it does.
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("Installing the npm packages of tests/e2e: about 5 s.");
    let mut npm = process::command(place, "npm")?;
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder);
    process::run(&mut npm)?;
    fs::write(stamp, lock).context("tests/e2e/node_modules cannot be written.")
}

fn check_node(place: &Place) -> Result<()> {
    let mut node = process::command(place, "node")?;
    let said = process::output(node.arg("--version"))?;
    match major(&said) {
        Some(version) if version < OLDEST_NODE => bail!(
            "Browser tests need node {OLDEST_NODE} or newer; this is {}. Install one from https://nodejs.org.",
            said.trim()
        ),
        _ => Ok(()),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("nightly"), None);
    }
}
