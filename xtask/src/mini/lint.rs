//! Checking a program: with the very code that checks it when it is installed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::place::Place;
use crate::process;

pub(super) fn lint(place: &Place, path: &Path) -> Result<()> {
    let package =
        if path.is_dir() { super::package(place, path)? } else { fs::read(path).context("It cannot be read.")? };
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("program.xdc");
    let folder = place.cached("mini");
    fs::create_dir_all(&folder)?;
    // A folder is checked under the name that its package has.
    let file = folder.join(if path.is_dir() { format!("{name}.xdc") } else { name.to_owned() });
    fs::write(&file, package)?;
    let mut check = process::command(place, "cargo")?;
    check.args(["run", "--quiet", "-p", "teahouse", "--example", "check_package", "--"]).arg(&file);
    process::run(&mut check)
}
