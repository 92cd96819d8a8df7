//! Where things lie: the repository, and the cache that outlives a clone.
//!
//! Build results lie in the cache, one folder per compiler, so that a second clean clone finds its dependencies built.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// The two folders that everything else is named from.
#[derive(Debug)]
pub(crate) struct Place {
    root: PathBuf,
    cache: PathBuf,
}

impl Place {
    /// Finds the repository from the current folder upwards, and the cache from the environment.
    pub(crate) fn find() -> Result<Self> {
        let here = env::current_dir().context("The current folder cannot be read.")?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .context("Run this inside the repository.")?
            .to_owned();
        let cache = cache_folder(|name| env::var_os(name).map(PathBuf::from))
            .context("Set HOME or TEAHOUSE_CACHE, so that there is a place for tools.")?;
        Ok(Self { root, cache })
    }

    /// The repository's root.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The finished site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The browser tests and the benchmark, an npm package.
    pub(crate) fn e2e(&self) -> PathBuf {
        self.root.join("tests/e2e")
    }

    /// Where `cargo install --root` puts our tools.
    pub(crate) fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    /// A folder of the cache.
    pub(crate) fn cached(&self, name: &str) -> PathBuf {
        self.cache.join(name)
    }

    /// The target folder of the compiler in force.
    pub(crate) fn target(&self) -> Result<PathBuf> {
        let mut rustc = Command::new("rustc");
        rustc.arg("-vV").current_dir(&self.root);
        let version = process::output(&mut rustc)
            .context("There is no Rust compiler here. Install one from https://rustup.rs and try again.")?;
        Ok(self.cache.join("target").join(compiler_name(&version)?))
    }

    /// Keeps other runs on this machine out until the file is dropped.
    ///
    /// Clones share the cache, so one could otherwise pick up what another has just built.
    pub(crate) fn lock(&self, name: &str) -> Result<File> {
        fs::create_dir_all(&self.cache).with_context(|| format!("{} cannot be made.", self.cache.display()))?;
        let file = File::create(self.cache.join(format!("{name}.lock")))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                eprintln!("Waiting for another run of xtask to finish.");
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => bail!("The cache cannot be locked: {error}."),
        }
        Ok(file)
    }
}

fn cache_folder(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    variable("TEAHOUSE_CACHE")
        .or_else(|| Some(variable("XDG_CACHE_HOME")?.join("teahouse")))
        .or_else(|| Some(variable("HOME")?.join(".cache/teahouse")))
        .or_else(|| Some(variable("LOCALAPPDATA")?.join("teahouse")))
}

/// `1.95.0-59807616e` from what `rustc -vV` prints.
fn compiler_name(version: &str) -> Result<String> {
    let field = |name: &str| {
        let line = version.lines().find_map(|line| line.strip_prefix(name));
        line.map(str::trim).context("rustc -vV printed no version.")
    };
    let hash = field("commit-hash:")?;
    Ok(format!("{}-{}", field("release:")?, hash.get(..9).unwrap_or(hash)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cache_variable_wins() {
        let all = |name: &str| Some(PathBuf::from(format!("/{name}")));
        assert_eq!(cache_folder(all).unwrap(), Path::new("/TEAHOUSE_CACHE"));
        let home = |name: &str| (name == "HOME").then(|| PathBuf::from("/h"));
        assert_eq!(cache_folder(home).unwrap(), Path::new("/h/.cache/teahouse"));
    }

    #[test]
    fn a_compiler_is_named_by_release_and_hash() {
        let printed = "rustc 1.95.0\ncommit-hash: 59807616e1fa25\nrelease: 1.95.0\n";
        assert_eq!(compiler_name(printed).unwrap(), "1.95.0-59807616e");
    }
}
