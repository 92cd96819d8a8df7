//! The crates in `engine-matrix/lite` are as old as what they say.
//!
//! Cargo takes a file for changed when it is newer than what was built of it. In a new clone everything is new, and all
//! of matrix-sdk stands on these crates: it would be built once more for nothing.

use std::fs::{self, File};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

use crate::place::Place;
use crate::site::{Site, digest};

/// Where they lie.
const FOLDER: &str = "engine-matrix/lite";
/// What they said when last looked at, and since when.
const STAMP: &str = "lite";

/// Dates the files by the time since when this machine knows them as they are.
pub(super) fn date(place: &Place) -> Result<()> {
    let folder = Site::new(place.root().join(FOLDER));
    let files = folder.files()?;
    let mut said = String::new();
    for file in &files {
        said.push_str(file);
        said.push('\0');
        said.push_str(&folder.text(file)?);
    }
    let hash = digest::short(said.as_bytes());
    let stamp = place.cached(STAMP);
    let known = fs::read_to_string(&stamp).ok().and_then(|text| since(&text, &hash));
    let since = match known {
        Some(since) => since,
        None => {
            let now = SystemTime::now();
            let seconds = now.duration_since(UNIX_EPOCH).context("The clock is before 1970.")?.as_secs();
            fs::write(&stamp, format!("{hash} {seconds}"))?;
            now
        }
    };
    for file in &files {
        File::options().write(true).open(folder.path(file))?.set_modified(since)?;
    }
    Ok(())
}

/// Since when they say this, if it is what they said last.
fn since(stamp: &str, hash: &str) -> Option<SystemTime> {
    let (known, seconds) = stamp.split_once(' ')?;
    (known == hash).then(|| Some(UNIX_EPOCH + Duration::from_secs(seconds.parse().ok()?))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_said_last_has_an_age() {
        let known = Some(UNIX_EPOCH + Duration::from_secs(7));
        assert_eq!(since("abc 7", "abc"), known);
        assert_eq!(since("abc 7", "abd"), None);
        assert_eq!(since("abc", "abc"), None);
        assert_eq!(since("abc x", "abc"), None);
    }
}
