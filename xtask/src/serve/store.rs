//! The files of the site in memory, read again when they change, compressed at most once.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::budget::weight;
use crate::site::digest;

/// Bytes from which compressing well takes seconds.
const LARGE: usize = 4_000_000;

/// A file as it is served.
#[derive(Debug)]
pub(super) struct Stored {
    /// As it lies on disk.
    pub(super) plain: Vec<u8>,
    /// The same, compressed, if that is worth it.
    pub(super) brotli: Option<Vec<u8>>,
    /// A hash of the content.
    pub(super) hash: String,
    /// When the file on disk was written; nothing for one that is laid over it.
    changed: Option<SystemTime>,
}

impl Stored {
    /// True for a file that is not the folder's own and may be another one any moment.
    pub(super) fn is_laid(&self) -> bool {
        self.changed.is_none()
    }
}

/// The site's folder and what was read of it.
#[derive(Debug)]
pub(crate) struct Store {
    folder: PathBuf,
    files: Mutex<HashMap<String, Arc<Stored>>>,
    /// Held while a file is read and compressed: whoever asks for it meanwhile waits, and does not do it again.
    reading: Mutex<()>,
}

impl Store {
    /// The site in this folder.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder, files: Mutex::default(), reading: Mutex::default() }
    }

    /// Lays a file over the folder: from now on it is there with this content, whatever the folder has.
    pub(crate) fn lay(&self, file: &str, plain: Vec<u8>) {
        let stored = Stored { brotli: None, hash: digest::short(&plain), plain, changed: None };
        self.files().insert(file.to_owned(), Arc::new(stored));
    }

    /// The file of this path below the site, if there is one.
    pub(super) fn get(&self, file: &str) -> Option<Arc<Stored>> {
        let laid = self.files().get(file).filter(|known| known.is_laid()).map(Arc::clone);
        if laid.is_some() {
            return laid;
        }
        let path = self.inside(file)?;
        let changed = fs::metadata(&path).ok()?.modified().ok()?;
        let known = || self.files().get(file).filter(|known| known.changed == Some(changed)).map(Arc::clone);
        if let Some(known) = known() {
            return Some(known);
        }
        let _alone = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known() {
            return Some(known);
        }
        let plain = fs::read(&path).ok()?;
        let stored = Arc::new(Stored {
            brotli: is_worth_packing(file).then(|| weight::brotli(&plain, level(&plain))),
            hash: digest::short(&plain),
            plain,
            changed: Some(changed),
        });
        self.files().insert(file.to_owned(), Arc::clone(&stored));
        Some(stored)
    }

    /// A link could still point out of the folder; what it points to is not served.
    fn inside(&self, file: &str) -> Option<PathBuf> {
        let folder = self.folder.canonicalize().ok()?;
        let path = folder.join(file).canonicalize().ok()?;
        (path.starts_with(&folder) && path.is_file()).then_some(path)
    }

    /// The map is whole after every statement, so a panic elsewhere does not spoil it.
    fn files(&self) -> MutexGuard<'_, HashMap<String, Arc<Stored>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How hard it is compressed: nobody waits long for the largest.
fn level(plain: &[u8]) -> u32 {
    if plain.len() > LARGE { 4 } else { 9 }
}

/// The media type by the name's ending.
pub(super) fn media_type(file: &str) -> &'static str {
    match Path::new(file).extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md" | "toml") => "text/plain; charset=utf-8",
        Some("zip") => "application/zip",
        _ => "application/octet-stream",
    }
}

fn is_worth_packing(file: &str) -> bool {
    let packed = ["image/p", "image/j", "image/w", "image/a", "font/", "application/zip"];
    !packed.iter().any(|start| media_type(file).starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    #[test]
    fn a_changed_file_is_read_again() {
        let trial = Trial::new(&[("a.js", "1")]);
        let store = Store::new(trial.0.path(""));
        assert_eq!(store.get("a.js").unwrap().plain, b"1");
        trial.0.write("a.js", "2").unwrap();
        let later = SystemTime::now() + std::time::Duration::from_secs(5);
        let file = fs::File::options().write(true).open(trial.0.path("a.js")).unwrap();
        file.set_modified(later).unwrap();
        assert_eq!(store.get("a.js").unwrap().plain, b"2");
    }

    #[test]
    fn what_is_laid_over_a_file_is_served_in_its_place() {
        let trial = Trial::new(&[("a.js", "1")]);
        let store = Store::new(trial.0.path(""));
        assert!(!store.get("a.js").unwrap().is_laid() && store.get("b.js").is_none());
        for (file, text) in [("a.js", "2"), ("b.js", "3"), ("a.js", "4")] {
            store.lay(file, text.into());
            let stored = store.get(file).unwrap();
            assert!(stored.is_laid() && stored.plain == text.as_bytes());
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_link_out_of_the_site_is_not_followed() {
        let trial = Trial::new(&[("a.js", "1")]);
        std::os::unix::fs::symlink("/etc/passwd", trial.0.path("b.js")).unwrap();
        let store = Store::new(trial.0.path(""));
        assert!(store.get("b.js").is_none());
        assert!(store.get("../../etc/passwd").is_none());
    }

    #[test]
    fn pictures_are_not_packed_again() {
        assert!(is_worth_packing("a.wasm") && is_worth_packing("a.svg"));
        assert!(!is_worth_packing("a.png") && !is_worth_packing("a.woff2"));
    }
}
