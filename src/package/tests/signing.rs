//! Signing packages as `cargo xtask mini pack --key` does, and checking that without a browser.

use ed25519_dalek::{Signature as Bytes, Signer, SigningKey, VerifyingKey};
use futures::FutureExt;
use futures::future::LocalBoxFuture;

use super::super::signature::statement;
use super::*;
use crate::domain::mini::signature::{Fingerprint, Verdict};

/// The first secret key of RFC 8032, section 7.1, and one of nobody.
pub(crate) const PUBLISHER: [u8; 32] = [
    0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5,
    0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
];
pub(crate) const OTHER: [u8; 32] = [7; 32];

/// The same files and a signature.
pub(crate) fn signed(members: &[Member], secret: [u8; 32]) -> Vec<u8> {
    let files = read(&zip(members), "x").unwrap().files;
    let key = SigningKey::from_bytes(&secret);
    let signature = key.sign(&statement(&files)).to_bytes();
    let file = note(key.verifying_key().as_bytes(), &signature);
    zip(&[members, &[Member::new("teahouse.sig", file.as_bytes())]].concat())
}

/// The text of a signature's file.
pub(crate) fn note(key: &[u8; 32], signature: &[u8; 64]) -> String {
    let text = |bytes: &[u8]| base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes);
    format!(r#"{{ "version": 1, "key": "{}", "signature": "{}" }}"#, text(key), text(signature))
}

/// Who has this secret key.
pub(crate) fn fingerprint(secret: [u8; 32]) -> Fingerprint {
    Fingerprint::of(&Sha256::digest(SigningKey::from_bytes(&secret).verifying_key()).into())
}

/// Checks a signature, as the browser does elsewhere.
pub(crate) fn verify(key: &[u8; 32], signature: &[u8; 64], message: &[u8]) -> LocalBoxFuture<'static, Verdict> {
    let checked =
        VerifyingKey::from_bytes(key).and_then(|key| key.verify_strict(message, &Bytes::from_bytes(signature)));
    let verdict = if checked.is_ok() { Verdict::Valid } else { Verdict::Invalid };
    std::future::ready(verdict).boxed_local()
}
