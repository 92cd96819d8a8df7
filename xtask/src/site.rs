//! A site: a folder of files that a browser will ask for by name.

pub(crate) mod digest;
pub(crate) mod html;
pub(crate) mod reach;
pub(crate) mod reference;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The page that starts everything.
pub(crate) const INDEX: &str = "index.html";
/// The service worker; its name must never change, or old ones are never replaced.
pub(crate) const SERVICE_WORKER: &str = "sw.js";
/// The HTTP headers, in the format that several static hosts read.
pub(crate) const HEADERS: &str = "_headers";

/// The folder, with files named by their path below it, `/` between the parts.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    folder: PathBuf,
}

impl Site {
    /// The site in this folder.
    pub(crate) fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Every file, in the order of names.
    pub(crate) fn files(&self) -> Result<Vec<String>> {
        let mut files = Vec::new();
        list(&self.folder, "", &mut files).with_context(|| format!("{} cannot be listed.", self.folder.display()))?;
        files.sort();
        Ok(files)
    }

    /// The files of the top folder that end so.
    pub(crate) fn top(&self, endings: &[&str]) -> Result<Vec<String>> {
        let mut files = self.files()?;
        files.retain(|file| !file.contains('/') && endings.iter().any(|ending| file.ends_with(ending)));
        Ok(files)
    }

    /// Whether there is such a file.
    pub(crate) fn has(&self, file: &str) -> bool {
        self.path(file).is_file()
    }

    /// Where it lies.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// Its bytes.
    pub(crate) fn bytes(&self, file: &str) -> Result<Vec<u8>> {
        fs::read(self.path(file)).with_context(|| format!("{file} of the site cannot be read."))
    }

    /// Its text.
    pub(crate) fn text(&self, file: &str) -> Result<String> {
        let text = String::from_utf8(self.bytes(file)?);
        text.with_context(|| format!("{file} of the site is not UTF-8."))
    }

    /// Writes it, new or over what was there.
    pub(crate) fn write(&self, file: &str, content: impl AsRef<[u8]>) -> Result<()> {
        fs::write(self.path(file), content).with_context(|| format!("{file} of the site cannot be written."))
    }

    /// Gives it another name.
    pub(crate) fn rename(&self, old: &str, new: &str) -> Result<()> {
        fs::rename(self.path(old), self.path(new)).with_context(|| format!("{old} of the site cannot be renamed."))
    }

    /// Takes it away, and its folder with the last one in it.
    pub(crate) fn remove(&self, file: &str) -> Result<()> {
        let path = self.path(file);
        fs::remove_file(&path).with_context(|| format!("{file} of the site cannot be removed."))?;
        // One that holds something stays.
        path.parent().map(fs::remove_dir);
        Ok(())
    }
}

fn list(folder: &Path, prefix: &str, files: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push(name);
        }
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    /// A site in a folder of its own, removed with the value.
    pub(crate) struct Trial(pub(crate) Site);

    impl Trial {
        pub(crate) fn new(files: &[(&str, &str)]) -> Self {
            static NEXT: AtomicU32 = AtomicU32::new(0);
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let name = format!("xtask-site-{}-{number}", std::process::id());
            let trial = Self(Site::new(std::env::temp_dir().join(name)));
            for (file, text) in files {
                let path = trial.0.path(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            trial
        }
    }

    impl Drop for Trial {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0.folder);
        }
    }

    #[test]
    fn files_are_listed_in_order_with_their_folders() {
        let trial = Trial::new(&[("b.js", ""), ("a/c.svg", ""), ("sw.js", "")]);
        assert_eq!(trial.0.files().unwrap(), ["a/c.svg", "b.js", "sw.js"]);
        assert_eq!(trial.0.top(&[".js"]).unwrap(), ["b.js", "sw.js"]);
    }
}
