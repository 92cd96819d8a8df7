//! Who signed a package, and which versions of a program are taken because of it: trust on first use.
//!
//! `docs/mini-programs/signatures.md` has the format. The file of a signature is read in `crate::package`; the
//! arithmetic is the platform's.

use serde::{Deserialize, Serialize};

use super::program::hex;
use super::refusal::PackageError;

/// SHA-256 of a publisher's public key, in hexadecimal digits: all that is known of who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

/// What people compare has so many digits: 128 bits, too many for somebody to find another key that has them.
const SHORT: usize = 32;

impl Fingerprint {
    /// The fingerprint of a public key whose SHA-256 this is.
    pub fn of(digest: &[u8; 32]) -> Self {
        Self(hex(digest))
    }

    /// Its beginning in groups of four, as people read it to each other.
    pub fn short(&self) -> String {
        let mut short = String::new();
        for (at, digit) in self.0.chars().take(SHORT).enumerate() {
            if at > 0 && at % 4 == 0 {
                short.push(' ');
            }
            short.push(digit);
        }
        short
    }
}

/// What a platform says of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It fits the key and what was signed.
    Valid,
    /// It does not.
    Invalid,
    /// The platform does not know this kind of signature.
    Unable,
}

/// Who vouches for a package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signer {
    /// It is not signed.
    #[default]
    Nobody,
    /// It is signed, and nobody here could check by whom.
    Unchecked,
    /// Whoever has the key with this fingerprint.
    Publisher(Fingerprint),
}

impl Signer {
    /// True if it is known now who signed a package of which it was not known `before`.
    pub fn reveals(&self, before: &Self) -> bool {
        matches!((before, self), (Self::Unchecked, Self::Publisher(_)))
    }

    /// Whose versions of a program are taken from now on, once a package of this signer is one of them. `known` is
    /// whose versions are taken so far; nothing as long as none was signed.
    pub fn succeed(&self, known: Option<&Fingerprint>) -> Result<Option<Fingerprint>, PackageError> {
        match (self, known) {
            (Self::Publisher(one), Some(other)) if one != other => Err(PackageError::OtherPublisher),
            (Self::Publisher(one), _) => Ok(Some(one.clone())),
            (Self::Nobody, Some(_)) => Err(PackageError::NotSigned),
            (Self::Unchecked, Some(_)) => Err(PackageError::Unchecked),
            (_, None) => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whoever_signed_a_program_makes_the_next_version() {
        let (one, other) = (Fingerprint::of(&[1; 32]), Fingerprint::of(&[2; 32]));
        let by = |key: &Fingerprint| Signer::Publisher(key.clone());
        assert_eq!(by(&one).succeed(None), Ok(Some(one.clone())), "the first one is trusted");
        assert_eq!(by(&one).succeed(Some(&one)), Ok(Some(one.clone())));
        assert_eq!(by(&other).succeed(Some(&one)), Err(PackageError::OtherPublisher));
        assert_eq!(Signer::Nobody.succeed(Some(&one)), Err(PackageError::NotSigned));
        assert_eq!(Signer::Unchecked.succeed(Some(&one)), Err(PackageError::Unchecked));
        assert_eq!((Signer::Nobody.succeed(None), Signer::Unchecked.succeed(None)), (Ok(None), Ok(None)));
    }

    #[test]
    fn a_fingerprint_is_read_in_groups_of_four() {
        let digest: [u8; 32] = std::array::from_fn(|at| at as u8);
        assert_eq!(Fingerprint::of(&digest).short(), "0001 0203 0405 0607 0809 0a0b 0c0d 0e0f");
    }
}
