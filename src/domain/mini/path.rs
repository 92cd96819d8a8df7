//! Names of files inside a package.

use serde::{Deserialize, Serialize};

use crate::domain::name::is_invisible;
use crate::domain::written::written_as_text;

/// Longest name of a file with its folders, in bytes.
pub const MAX_PATH_BYTES: usize = 255;

/// The place of a file in a package: relative, with `/` between folders, and the same to every reader.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FilePath(String);

/// Why a text is no place of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PathError {
    /// Nothing, or more than [`MAX_PATH_BYTES`].
    #[error("the name of a file has 1 to {MAX_PATH_BYTES} bytes")]
    Length,
    /// It leads out of the package, or to the same file by another name: `..`, `.`, `//`, a leading `/`, a drive.
    #[error("the name of a file leads elsewhere")]
    Elsewhere,
    /// A backslash, control characters, or what a reader does not see.
    #[error("the name of a file has characters that no name has")]
    Unfit,
}

impl FilePath {
    /// Reads a name as it stands in a package; nothing is mended.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        if !(1..=MAX_PATH_BYTES).contains(&text.len()) {
            Err(PathError::Length)
        } else if text.chars().any(|char| char == '\\' || is_invisible(char)) {
            Err(PathError::Unfit)
        } else if text.split('/').any(|part| matches!(part, "" | "." | "..")) || has_drive(text) {
            Err(PathError::Elsewhere)
        } else {
            Ok(Self(text.into()))
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two names share that some systems take for one.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// What stands behind the last dot, in small letters; nothing if there is none.
    pub fn extension(&self) -> Option<String> {
        let name = self.0.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase())
    }
}

fn has_drive(text: &str) -> bool {
    text.as_bytes().get(1) == Some(&b':')
}

written_as_text!(FilePath, PathError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_stay_in_the_package() {
        for fine in ["index.html", "js/app.js", "图/茶.png", "a..b/c.js", ".well-known/x", "a b.txt"] {
            assert_eq!(FilePath::parse(fine).unwrap().as_str(), fine);
        }
        for elsewhere in ["/etc/passwd", "../x", "a/../b", "a//b", "a/", "./x", "a/.", "C:x", "c:/x", ".."] {
            assert_eq!(FilePath::parse(elsewhere), Err(PathError::Elsewhere), "{elsewhere}");
        }
        for unfit in ["..\\x", "a\\b", "a\0b", "a\nb", "a\u{202e}gpj.exe"] {
            assert_eq!(FilePath::parse(unfit), Err(PathError::Unfit), "{unfit}");
        }
        assert_eq!(FilePath::parse(""), Err(PathError::Length));
        assert!(FilePath::parse(&"a".repeat(MAX_PATH_BYTES)).is_ok());
        assert_eq!(FilePath::parse(&"a".repeat(MAX_PATH_BYTES + 1)), Err(PathError::Length));
    }

    #[test]
    fn the_extension_is_of_the_file_and_not_of_a_folder() {
        let extension = |text| FilePath::parse(text).unwrap().extension();
        assert_eq!(extension("icon.PNG").as_deref(), Some("png"));
        assert_eq!(extension("v1.2/readme"), None);
    }
}
