//! Packages of mini-programs: a zip becomes files that were checked, and what they say of themselves.
//!
//! Pure. What may be in one is decided in `domain::mini`.

mod archive;
mod miniapp;
pub mod signature;
mod webxdc;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::domain::file::picture_type;
use crate::domain::mini::manifest::Manifest;
use crate::domain::mini::path::FilePath;
use crate::domain::mini::refusal::PackageError;
use signature::Signature;

/// The files of a package by their names.
pub type Files = BTreeMap<FilePath, Vec<u8>>;

/// A package that was checked.
#[derive(Clone, PartialEq, Eq)]
pub struct Package {
    /// SHA-256 of what it holds, however it was compressed: which program and version it is.
    pub hash: [u8; 32],
    /// What it says of itself.
    pub manifest: Manifest,
    /// Who says that they signed it; whether they did is not known here.
    pub signature: Option<Signature>,
    /// All of it.
    pub files: Files,
}

impl std::fmt::Debug for Package {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Package({}, {} files)", self.manifest.name.as_str(), self.files.len())
    }
}

/// Reads a package; the name of its file is what a program is called that has no name of its own.
pub fn read(zip: &[u8], file_name: &str) -> Result<Package, PackageError> {
    let files = archive::unpack(zip)?;
    let manifest = match miniapp::manifest(&files)? {
        Some(manifest) => manifest,
        None => webxdc::manifest(&files, file_name)?,
    };
    if !files.contains_key(&manifest.start) {
        return Err(PackageError::NoStart);
    }
    if let Some(icon) = &manifest.icon
        && !files.get(icon).is_some_and(|bytes| is_picture(bytes))
    {
        return Err(PackageError::Icon);
    }
    Ok(Package { hash: hash(&files), signature: signature::signature(&files)?, manifest, files })
}

fn hash(files: &Files) -> [u8; 32] {
    let mut hash = Sha256::new();
    for (path, bytes) in files {
        for part in [path.as_str().as_bytes(), bytes] {
            // With its length before it, no part can pass for another one.
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    hash.finalize().into()
}

fn is_picture(bytes: &[u8]) -> bool {
    matches!(picture_type(bytes), Some("image/png" | "image/jpeg"))
}

/// A file that is there under a fixed name.
fn named<'a>(files: &'a Files, name: &str) -> Option<(FilePath, &'a [u8])> {
    let path = FilePath::parse(name).ok()?;
    files.get(&path).map(|bytes| (path, bytes.as_slice()))
}

#[cfg(test)]
pub(crate) mod tests;
