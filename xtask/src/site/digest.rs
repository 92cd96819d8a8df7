//! Hashes, in the spellings that names, policies and integrity attributes use.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// Sixteen hex digits: enough to tell versions of a file apart, short enough for a name.
pub(crate) fn short(content: &[u8]) -> String {
    let hash = Sha256::digest(content);
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A source of a Content-Security-Policy, `'sha256-…'`, with its quotes.
pub(crate) fn policy_source(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

/// The value of an `integrity` attribute.
pub(crate) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_source_is_the_published_example() {
        // From the CSP specification, section "Usage" of hashes.
        assert_eq!(policy_source("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn a_short_hash_has_sixteen_digits() {
        assert_eq!(short(b""), "e3b0c44298fc1c14");
    }
}
