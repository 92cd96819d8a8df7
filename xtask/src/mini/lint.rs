//! Checking a program: with the very code that checks it when it is installed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::place::Place;
use crate::process;

pub(super) fn lint(place: &Place, path: &Path) -> Result<()> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("program.xdc");
    if path.is_dir() {
        // A folder is checked under the name that its package has.
        return check(place, &super::package(place, path)?, &format!("{name}.xdc"));
    }
    check(place, &fs::read(path).context("It cannot be read.")?, name)
}

/// Checks a package, and says what it is or what is wrong.
pub(super) fn check(place: &Place, package: &[u8], name: &str) -> Result<()> {
    let folder = place.cached("mini");
    fs::create_dir_all(&folder)?;
    let file = folder.join(name);
    fs::write(&file, package)?;
    let mut check = process::command(place, "cargo")?;
    check.args(["run", "--quiet", "-p", "teahouse", "--example", "check_package", "--"]).arg(&file);
    process::run(&mut check)
}
