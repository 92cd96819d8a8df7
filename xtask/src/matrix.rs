//! The Matrix engine, built beside Trunk: with all optimisation it takes minutes, so it is built only when something
//! changed that decides it, and the finished pair of files is kept in the cache for every clone.

pub(crate) mod crates;
mod decides;
mod lean;

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Instant, SystemTime};

use anyhow::{Context, Result};

use crate::place::Place;
use crate::process;
use crate::setup;
use crate::site::Site;

/// The package.
pub(crate) const PACKAGE: &str = "engine-matrix";
/// matrix-sdk asks for a newer compiler than the one that builds it without complaint.
pub(crate) const ANY_COMPILER: &str = "--ignore-rust-version";

/// The program, and the stem of both files.
const PROGRAM: &str = "engine_matrix";
/// Set by whoever calls Trunk for a quick build.
const QUICK: &str = "TEAHOUSE_QUICK";
/// Builds that are kept of each profile.
const KEPT: usize = 4;

/// How well it is optimised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Profile {
    /// As it ships.
    #[default]
    Release,
    /// As good as an engineer can wait for.
    Quick,
}

impl Profile {
    /// What Trunk's hook is to take: in the dev profile always the quick one.
    pub(crate) fn of_hook() -> Self {
        let is_dev = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug");
        if is_dev || env::var_os(QUICK).is_some() { Self::Quick } else { Self::Release }
    }

    /// The variable that tells Trunk's hook.
    pub(crate) fn variable(self) -> Option<(&'static str, &'static str)> {
        (self == Self::Quick).then_some((QUICK, "1"))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Quick => "quick",
        }
    }
}

/// Puts the engine's files into a site.
pub(crate) fn add(place: &Place, site: &Site, profile: Profile) -> Result<()> {
    let folder = provide(place, profile)?;
    for file in [format!("{PROGRAM}.js"), wasm()] {
        site.write(&file, fs::read(folder.join(&file))?)?;
    }
    Ok(())
}

/// The module with the names of its functions.
pub(crate) fn module(place: &Place, profile: Profile) -> Result<Vec<u8>> {
    let path = provide(place, profile)?.join(wasm());
    fs::read(&path).with_context(|| format!("{} cannot be read.", path.display()))
}

fn wasm() -> String {
    format!("{PROGRAM}_bg.wasm")
}

/// The folder that holds the finished pair, built if it is not there yet.
pub(crate) fn provide(place: &Place, profile: Profile) -> Result<PathBuf> {
    let shelf = place.cached(PACKAGE).join(profile.name());
    let folder = shelf.join(decides::hash(place, profile.name())?);
    // Most recently used: those that nobody used for long are the ones that go.
    let used = || File::open(&folder).and_then(|folder| folder.set_modified(SystemTime::now()));
    if used().is_ok() {
        return Ok(folder);
    }
    let _lock = place.lock(PACKAGE)?;
    if used().is_ok() {
        return Ok(folder);
    }
    setup::to_build(place)?;
    let started = Instant::now();
    println!(
        "Building the Matrix engine ({}): {}.",
        profile.name(),
        match profile {
            Profile::Release => "some minutes, once for each change of it",
            Profile::Quick => "about 30 s",
        }
    );
    let built = build(place, profile)?;
    // Made beside and renamed, so that it is there only when it is complete.
    let part = folder.with_extension("part");
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    bind(place, &built, &part)?;
    fs::rename(&part, &folder)?;
    println!("Built the Matrix engine in {} s.", started.elapsed().as_secs());
    forget_old(&shelf)?;
    Ok(folder)
}

/// Compiles it; returns the module.
fn build(place: &Place, profile: Profile) -> Result<PathBuf> {
    let cargo = || -> Result<Command> {
        let mut cargo = process::command(place, "cargo")?;
        cargo.args(["build", "--locked", "--profile", profile.name(), ANY_COMPILER]);
        cargo.args(["--package", PACKAGE, "--bin", PROGRAM, "--target", setup::WASM]);
        Ok(cargo)
    };
    let module = |target: PathBuf| target.join(setup::WASM).join(profile.name()).join(PROGRAM).with_extension("wasm");
    if profile == Profile::Release {
        let mut lean = cargo()?;
        lean::apply(place, &mut lean)?;
        match setup::library_source(place).and_then(|()| process::run(&mut lean)) {
            Ok(()) => return Ok(module(lean::target(place)?)),
            Err(error) => println!("{error} Building the Matrix engine without what makes it lean."),
        }
    }
    process::run(&mut cargo()?)?;
    Ok(module(place.target()?))
}

/// As Trunk does it for the other engines.
fn bind(place: &Place, module: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = process::command(place, "wasm-bindgen")?;
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", PROGRAM, "--out-dir"]);
    process::run(bindgen.arg(folder).arg(module))
}

fn forget_old(shelf: &Path) -> Result<()> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(shelf)? {
        let entry = entry?;
        folders.push((entry.metadata()?.modified()?, entry.path()));
    }
    folders.sort();
    for (_, folder) in folders.iter().rev().skip(KEPT) {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;
    use std::time::Duration;

    #[test]
    fn the_builds_used_last_are_kept() {
        let files: Vec<String> = (0..6).map(|number| format!("{number}/a.js")).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|file| (file.as_str(), "")).collect();
        let trial = Trial::new(&files);
        for number in 0..6 {
            let time = SystemTime::now() - Duration::from_secs(100 - number);
            File::open(trial.0.path(&number.to_string())).unwrap().set_modified(time).unwrap();
        }
        forget_old(&trial.0.path("")).unwrap();
        assert_eq!(trial.0.files().unwrap(), ["2/a.js", "3/a.js", "4/a.js", "5/a.js"]);
    }
}
