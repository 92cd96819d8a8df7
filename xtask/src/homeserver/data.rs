//! The folder of a homeserver: its configuration, its database, its log.

use std::env;
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::config;

/// What marks a folder as one of ours.
const CONFIG: &str = "homeserver.yaml";

/// Where a homeserver keeps what it knows.
#[derive(Debug)]
pub(crate) struct Data {
    folder: PathBuf,
    /// Whether it goes when the server ends.
    pub(super) lasts: Lasts,
}

/// How long a folder is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lasts {
    /// For the next start.
    On,
    /// Until the server ends.
    AsLongAsTheServer,
}

impl Data {
    /// A new folder that goes with its server.
    pub(crate) fn passing() -> Result<Self> {
        let folder = env::temp_dir().join(format!("teahouse-homeserver-{}", secret()));
        Self::at(folder, Lasts::AsLongAsTheServer)
    }

    /// A folder that stays.
    pub(crate) fn lasting(folder: &Path) -> Result<Self> {
        Self::at(std::path::absolute(folder)?, Lasts::On)
    }

    fn at(folder: PathBuf, lasts: Lasts) -> Result<Self> {
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made.", folder.display()))?;
        Ok(Self { folder, lasts })
    }

    /// Takes away what is there; a folder that is not a homeserver's is left alone.
    pub(crate) fn empty(&self) -> Result<()> {
        let entries = fs::read_dir(&self.folder)?.collect::<Result<Vec<_>, _>>()?;
        if !entries.is_empty() && !self.path(CONFIG).is_file() {
            bail!("{} holds no homeserver, so it is not emptied.", self.folder.display());
        }
        for entry in entries {
            let path = entry.path();
            if entry.file_type()?.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
        }
        Ok(())
    }

    /// Takes over what another folder holds, if this one holds nothing yet.
    pub(crate) fn copy_from(&self, other: &Path) -> Result<()> {
        if self.path(CONFIG).is_file() { Ok(()) } else { copy(other, &self.folder) }
    }

    /// Writes everything that Synapse reads, and returns the secret of the registration by others.
    pub(super) fn configure(&self, port: u16) -> Result<String> {
        let known: Option<Value> = fs::read(self.path(CONFIG)).ok().and_then(|text| serde_json::from_slice(&text).ok());
        let kept = |name: &str| {
            let known = known.as_ref().and_then(|known| known[name].as_str());
            known.map_or_else(secret, str::to_owned)
        };
        let secrets = config::SECRETS.map(|name| (name, kept(name)));
        self.write(CONFIG, &config::server(&self.folder, port, &secrets).to_string())?;
        self.write("log.yaml", &config::log(&self.folder).to_string())?;
        self.write("launch.py", include_str!("../../homeserver/launch.py"))?;
        let [(_, registration), ..] = secrets;
        Ok(registration)
    }

    /// The file that tells how to run the server.
    pub(super) fn config(&self) -> PathBuf {
        self.path(CONFIG)
    }

    /// A file of the folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The last lines of what the server said.
    pub(super) fn last_words(&self) -> String {
        let text = fs::read_to_string(self.path(config::LOG)).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(12)..].join("\n")
    }

    fn write(&self, name: &str, text: &str) -> Result<()> {
        let path = self.path(name);
        fs::write(&path, text).with_context(|| format!("{} cannot be written.", path.display()))
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read.", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// 32 hex digits that nobody guesses: std seeds its hash maps from the system's chance.
fn secret() -> String {
    let word = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", word(), word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_stay_and_are_not_alike() {
        let data = Data::passing().unwrap();
        let first = data.configure(1).unwrap();
        assert_eq!(data.configure(2).unwrap(), first);
        data.empty().unwrap();
        assert_ne!(data.configure(1).unwrap(), first);
        fs::remove_dir_all(&data.folder).unwrap();
    }

    #[test]
    fn a_folder_of_somebody_else_is_not_emptied() {
        let data = Data::passing().unwrap();
        fs::write(data.path("letter.txt"), "dear").unwrap();
        assert!(data.empty().is_err());
        assert!(data.path("letter.txt").is_file());
        fs::remove_dir_all(&data.folder).unwrap();
    }
}
