//! Making `dist/` with Trunk; its `post_build` hook then seals the site.

use std::env;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::matrix::{self, Profile};
use crate::origin::Origins;
use crate::place::Place;
use crate::{process, setup};

/// Where the site comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Source {
    /// Build it first.
    #[default]
    Fresh,
    /// Take the `dist/` that is there.
    Existing,
}

/// Makes `dist/` in the release profile; the Matrix engine can have another, and some things can come from these origins.
pub(crate) fn release(place: &Place, matrix: Profile, origins: &Origins) -> Result<()> {
    setup::to_build(place)?;
    let started = Instant::now();
    // Trunk's hook takes it from there, and what cargo says meanwhile is seen.
    matrix::provide(place, matrix)?;
    let _lock = place.lock("build")?;
    let mut trunk = trunk(place, "build")?;
    process::run(trunk.arg("--release").envs(matrix.variable()).envs(origins.variables()))?;
    println!("Built dist/ in {} s.", started.elapsed().as_secs());
    Ok(())
}

/// Makes `dist/` if it is to be fresh; otherwise makes sure that there is one.
pub(crate) fn provide(place: &Place, source: Source) -> Result<()> {
    match source {
        Source::Fresh => release(place, Profile::Release, &Origins::default()),
        Source::Existing if place.dist().join("index.html").is_file() => Ok(()),
        Source::Existing => bail!("There is no dist/ yet. `cargo xtask build` makes it."),
    }
}

/// Trunk, with the path of this very program for its hook.
///
/// The hook could call `cargo xtask`, but cargo would then build xtask once more in the shared target folder.
pub(crate) fn trunk(place: &Place, verb: &str) -> Result<Command> {
    let mut trunk = process::command(place, "trunk")?;
    trunk.arg(verb).env("TEAHOUSE_XTASK", env::current_exe()?);
    // Trunk takes only `true` and `false` here, while everybody else sets it to 1.
    if env::var_os("NO_COLOR").is_some() {
        trunk.env_remove("NO_COLOR").args(["--color", "never"]);
    }
    Ok(trunk)
}
