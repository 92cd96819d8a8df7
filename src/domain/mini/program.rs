//! Programs that are installed.

use serde::{Deserialize, Serialize};

use super::broker::{Line, Standing};
use super::capability::Capability;
use super::manifest::{Kind, Manifest};
use super::path::FilePath;
use super::signature::Signer;
use crate::domain::file::FileContent;
use crate::domain::id::{ChatId, MessageId};
use crate::domain::time::Timestamp;

/// Which program it is: the same for all of its versions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProgramId(String);

/// A message that brought a program. What the program keeps there is nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Card {
    /// In which chat.
    pub chat: ChatId,
    /// Which one.
    pub message: MessageId,
}

/// SHA-256 of what a package holds: which program and version it is.
pub type PackageHash = [u8; 32];

impl ProgramId {
    /// The program of a package. Where the manifest does not name one, no two packages are the same program.
    pub fn of(manifest: &Manifest, hash: &PackageHash) -> Self {
        match &manifest.app_id {
            Some(app_id) => Self(format!("app.{app_id}")),
            None => Self::of_package(hash),
        }
    }

    /// The program that this package alone is, whatever it says of itself.
    pub fn of_package(hash: &PackageHash) -> Self {
        Self(format!("xdc.{}", hex(hash)))
    }

    /// All widgets that are pages of elsewhere, which no package can be.
    pub fn remote() -> Self {
        Self("web.remote".into())
    }

    /// Reads an identifier that came from outside.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, name) = text.split_once('.')?;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
        let fits = (1..=100).contains(&name.len()) && name.bytes().all(is_plain);
        (fits && matches!(kind, "app" | "xdc")).then(|| Self(text.into()))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A program as it stands on the shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Which one.
    pub id: ProgramId,
    /// What the version that is in use says of itself.
    pub manifest: Manifest,
    /// Its picture.
    pub icon: Option<FileContent>,
    /// How much its files are, in bytes.
    pub bytes: u64,
    /// The version before, which one can go back to.
    pub before: Option<String>,
    /// When this version came.
    pub installed: Timestamp,
    /// When it was opened last.
    pub used: Option<Timestamp>,
    /// It stands before the others.
    pub pinned: bool,
}

/// What the person can see and change of a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What it may ask for, why, and what was said for good.
    pub wants: Vec<(Capability, String, Option<Standing>)>,
    /// What it asked for, the newest last.
    pub log: Vec<Line>,
    /// How much it keeps, in bytes.
    pub kept: u64,
    /// SHA-256 of what its package holds, in hexadecimal digits.
    pub hash: String,
    /// Who signed its package.
    pub signer: Signer,
}

/// What it takes to start a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Launch {
    /// What its page finds.
    pub kind: Kind,
    /// What it is called.
    pub name: String,
    /// The page it starts with.
    pub start: FilePath,
    /// All of its files.
    pub files: Vec<(FilePath, FileContent)>,
    /// Who its user is to it: the same with each start, another to every other program and in every other chat.
    pub pseudonym: String,
    /// When this version came.
    pub installed: Timestamp,
    /// It was opened from a chat, and shares there what it says.
    pub in_chat: bool,
    /// It may know what the person is called.
    pub named: bool,
    /// What it kept under names by itself (`localStorage`).
    pub local: Vec<(String, String)>,
}

/// The order of the shelf: what is pinned, then what was opened last, then what came last.
pub fn in_order(mut programs: Vec<Program>) -> Vec<Program> {
    programs.sort_by_key(|it| {
        let last = it.used.map_or(it.installed, |used| used.max(it.installed));
        (std::cmp::Reverse((it.pinned, last)), it.id.clone())
    });
    programs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::name::Name;

    fn manifest(app_id: Option<&str>) -> Manifest {
        Manifest {
            kind: Kind::Webxdc,
            app_id: app_id.map(Into::into),
            name: Name::parse("Poll").unwrap(),
            description: String::new(),
            version: String::new(),
            version_code: 0,
            icon: None,
            source: None,
            feedback: None,
            start: FilePath::parse("index.html").unwrap(),
            wants: Vec::new(),
        }
    }

    #[test]
    fn versions_are_one_program_where_the_publisher_says_so() {
        let named = manifest(Some("org.example.poll"));
        assert_eq!(ProgramId::of(&named, &[1; 32]), ProgramId::of(&named, &[2; 32]));
        let nameless = manifest(None);
        assert_ne!(ProgramId::of(&nameless, &[1; 32]), ProgramId::of(&nameless, &[2; 32]));
        for id in [ProgramId::of(&named, &[1; 32]), ProgramId::of(&nameless, &[1; 32])] {
            assert_eq!(ProgramId::parse(id.as_str()), Some(id));
        }
        for wrong in ["", "poll", "app.", "app.a/b", "web.x", "xdc.\u{202e}"] {
            assert_eq!(ProgramId::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_pinned_comes_first_then_what_was_used_last() {
        let program = |id: &str, installed, used: Option<i64>, pinned| Program {
            id: ProgramId::parse(id).unwrap(),
            manifest: manifest(None),
            icon: None,
            bytes: 1,
            before: None,
            installed: Timestamp(installed),
            used: used.map(Timestamp),
            pinned,
        };
        let all = vec![
            program("app.old", 1, None, false),
            program("app.used", 1, Some(9), false),
            program("app.new", 5, Some(2), false),
            program("app.pinned", 1, None, true),
        ];
        let order: Vec<_> = in_order(all).into_iter().map(|it| it.id.as_str().to_owned()).collect();
        assert_eq!(order, ["app.pinned", "app.used", "app.new", "app.old"]);
    }
}
