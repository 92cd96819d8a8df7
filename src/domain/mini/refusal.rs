//! Why a package is not taken.

use serde::{Deserialize, Serialize};

use super::manifest::MAX_TEXT_CHARS;
use super::path::PathError;
use super::{MAX_FILES, MAX_PACKAGE_BYTES, MAX_UNPACKED_BYTES, START};

/// What is wrong with a package; the first thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PackageError {
    /// More than [`MAX_PACKAGE_BYTES`].
    #[error("the package is larger than {MAX_PACKAGE_BYTES} bytes")]
    TooLarge,
    /// More than [`MAX_UNPACKED_BYTES`] once it is unpacked, or more than it says.
    #[error("the package holds more than {MAX_UNPACKED_BYTES} bytes")]
    TooMuch,
    /// More than [`MAX_FILES`].
    #[error("the package has more than {MAX_FILES} files")]
    TooMany,
    /// Not a zip file, or a damaged one.
    #[error("the package is no zip file, or it is damaged")]
    Damaged,
    /// Compressed in a way, or encrypted, so that it cannot be read here.
    #[error("{file} cannot be unpacked here")]
    Unreadable {
        /// Which file.
        file: String,
    },
    /// A file whose name may not be.
    #[error("{file}: {why}")]
    Path {
        /// Which file.
        file: String,
        /// What is wrong with its name.
        why: PathError,
    },
    /// Something that is no file: a link to another, a device.
    #[error("{file} is no file")]
    Special {
        /// Which one.
        file: String,
    },
    /// Two files with one name, or with names that some systems take for one.
    #[error("{file} is there twice")]
    Twice {
        /// The second one.
        file: String,
    },
    /// There is no page to start with.
    #[error("the package has no {START}")]
    NoStart,
    /// The manifest cannot be read.
    #[error("the manifest cannot be read: {why}")]
    Manifest {
        /// What its reader says.
        why: String,
    },
    /// A field of the manifest that must be there, or is not what it must be.
    #[error("the manifest's `{field}` is missing or wrong")]
    Field {
        /// Its name.
        field: String,
    },
    /// The file that is named as the icon is no picture.
    #[error("the icon is no PNG or JPEG")]
    Icon,
    /// The file of the signature is none.
    #[error("the signature cannot be read")]
    SignatureFile,
    /// The signature is of something else, or by somebody else.
    #[error("the signature does not fit the package")]
    Signature,
    /// The program is signed, and this package is not.
    #[error("the program is signed and this package is not")]
    NotSigned,
    /// The program is signed by somebody else.
    #[error("the program is signed by another publisher")]
    OtherPublisher,
    /// The program is signed, and who signed this package cannot be checked here.
    #[error("the signature cannot be checked here")]
    Unchecked,
}

impl PackageError {
    /// What a reader of manifests says; it may repeat what it read, which may be long.
    pub fn manifest(why: &str) -> Self {
        Self::Manifest { why: why.chars().take(MAX_TEXT_CHARS).collect() }
    }
}
