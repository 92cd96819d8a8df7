//! The Chrome or Chromium that tests drive, and its driver.
//!
//! One that is there already is as good as any; only a machine without one gets Debian's.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process;

/// The browser: `CHROME`, or one of the usual names in `PATH`.
pub(crate) fn chrome() -> Result<PathBuf> {
    find_chrome().context("There is no Chromium here. `cargo xtask setup` installs one.")
}

/// The driver: `CHROMEDRIVER`, or the one in `PATH`.
pub(crate) fn driver() -> Result<PathBuf> {
    find_driver().context("There is no chromedriver here. `cargo xtask setup` installs one.")
}

pub(super) fn find_chrome() -> Option<PathBuf> {
    named("CHROME")
        .or_else(|| process::find(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]))
}

pub(super) fn find_driver() -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| process::find(&["chromedriver"]))
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}
