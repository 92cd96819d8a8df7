//! Where the records of the shelf are kept. The store decides nothing.

pub mod memory;

#[cfg(target_arch = "wasm32")]
pub mod indexed_db;

use serde::{Deserialize, Serialize};

use crate::backend::Failure;
use crate::domain::file::{FileContent, serde_bytes_vec};
use crate::domain::id::PersonId;
use crate::domain::mini::broker::Broker;
use crate::domain::mini::manifest::Manifest;
use crate::domain::mini::program::{Card, Program, ProgramId};
use crate::domain::mini::signature::{Fingerprint, Signer};
use crate::domain::time::Timestamp;

/// Somebody with a shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerRecord {
    /// Who.
    pub owner: PersonId,
    /// What their names in programs are made of; nobody else knows it.
    pub secret: String,
}

/// A program of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramRecord {
    /// Of whom.
    pub owner: PersonId,
    /// Which.
    pub id: ProgramId,
    /// The version in use.
    pub version: Version,
    /// The one before.
    pub before: Option<Version>,
    /// When it was opened last.
    pub used: Option<Timestamp>,
    /// It stands before the others.
    pub pinned: bool,
    /// What it may do.
    pub broker: Broker,
    /// Whose versions are taken; of anybody as long as none was signed.
    #[serde(default)]
    pub publisher: Option<Fingerprint>,
    /// The messages that brought it, with the package that each brought.
    #[serde(default)]
    pub cards: Vec<(Card, String)>,
}

/// A version of a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The name of its package, in hexadecimal digits.
    pub package: String,
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its picture.
    pub icon: Option<FileContent>,
    /// How much its files are.
    pub bytes: u64,
    /// Who signed its package.
    #[serde(default)]
    pub signer: Signer,
    /// When it came.
    pub installed: Timestamp,
}

/// A package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRecord {
    /// SHA-256 of what it holds, in hexadecimal digits.
    pub hash: String,
    /// What its file was called.
    pub file: String,
    /// All of it, as it came.
    #[serde(with = "serde_bytes_vec")]
    pub zip: Vec<u8>,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the records say what they are")]
pub enum Write {
    Owner(OwnerRecord),
    Program(Box<ProgramRecord>),
    Package(PackageRecord),
    /// What a program keeps under a name; nothing takes it away.
    Value {
        owner: PersonId,
        program: ProgramId,
        key: String,
        value: Option<String>,
    },
    DropOwner(PersonId),
    DropProgram(PersonId, ProgramId),
    DropPackage(String),
    /// Everything that a program keeps.
    DropValues(PersonId, ProgramId),
}

/// A store of records.
pub trait Store: 'static {
    /// Reads all programs and owners. What cannot be read is left alone.
    fn load(&self) -> impl Future<Output = Result<(Vec<ProgramRecord>, Vec<OwnerRecord>), Failure>>;

    /// Reads a package.
    fn package(&self, hash: &str) -> impl Future<Output = Result<Option<PackageRecord>, Failure>>;

    /// Reads what a program keeps under names that begin so.
    fn values(
        &self,
        owner: &PersonId,
        program: &ProgramId,
        prefix: &str,
    ) -> impl Future<Output = Result<Vec<(String, String)>, Failure>>;

    /// Makes all the changes or none.
    fn commit(&self, writes: &[Write]) -> impl Future<Output = Result<(), Failure>>;
}

impl ProgramRecord {
    /// The program as it stands on the shelf.
    pub fn shown(&self) -> Program {
        let Version { manifest, icon, bytes, installed, .. } = self.version.clone();
        let before = self.before.as_ref().map(|before| before.manifest.version.clone());
        Program { id: self.id.clone(), manifest, icon, bytes, before, installed, used: self.used, pinned: self.pinned }
    }

    /// The packages that it needs.
    pub fn packages(&self) -> impl Iterator<Item = &str> {
        [Some(&self.version), self.before.as_ref()].into_iter().flatten().map(|version| version.package.as_str())
    }
}
