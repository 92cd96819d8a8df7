//! The signature of a publisher (`docs/mini-programs/signatures.md`): reading it, and what it is about.
//!
//! It is checked by whoever has the arithmetic (RFC 8032).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Files, named};
use crate::domain::mini::program::hex;
use crate::domain::mini::refusal::PackageError;
use crate::domain::mini::signature::Fingerprint;

const FILE: &str = "teahouse.sig";
/// The only version of the format.
const VERSION: u64 = 1;
/// What is signed begins so: what somebody signs for another purpose is no signature of a package.
const PURPOSE: &str = "Teahouse package signature 1\n";

/// What a package says of who signed it; nobody has checked it yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    /// The public key.
    pub key: [u8; 32],
    /// The signature of [`statement`] by Ed25519.
    pub signature: [u8; 64],
}

impl Signature {
    /// Who signed it, if the signature is valid.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&Sha256::digest(self.key).into())
    }
}

/// The signature, if the package has one.
pub(super) fn signature(files: &Files) -> Result<Option<Signature>, PackageError> {
    let Some((_, bytes)) = named(files, FILE) else { return Ok(None) };
    read(bytes).map(Some).ok_or(PackageError::SignatureFile)
}

fn read(bytes: &[u8]) -> Option<Signature> {
    let json: Value = serde_json::from_slice(bytes).ok()?;
    // Nothing else may be there: it would not be signed.
    let fields = json.as_object().filter(|fields| fields.len() == 3)?;
    let field = |name| STANDARD.decode(fields.get(name)?.as_str()?).ok();
    let signed = Signature { key: field("key")?.try_into().ok()?, signature: field("signature")?.try_into().ok()? };
    (fields.get("version")?.as_u64() == Some(VERSION)).then_some(signed)
}

/// What is signed: a line for each file but the signature's own, in the order of their names. No name has a line
/// break, so no two packages have the same lines.
pub fn statement(files: &Files) -> Vec<u8> {
    let mut text = String::from(PURPOSE);
    for (path, bytes) in files.iter().filter(|(path, _)| path.as_str() != FILE) {
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        for part in [&hex(&digest), "  ", path.as_str(), "\n"] {
            text.push_str(part);
        }
    }
    text.into_bytes()
}
