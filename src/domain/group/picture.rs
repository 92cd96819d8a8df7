//! A group's picture: small, and only of kinds that run nothing.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::domain::written::written_as_text;

/// Longest picture, in bytes of its `data:` address: 192 × 192 points in JPEG or WebP have less than half of that.
pub const MAX_PICTURE_BYTES: usize = 32 * 1024;

const KINDS: [&str; 3] = ["data:image/jpeg;base64,", "data:image/png;base64,", "data:image/webp;base64,"];

/// A picture as a `data:` address, of a kind that can hold neither script nor links.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Picture(Arc<str>);

impl Picture {
    /// Reads an address that came from outside.
    pub fn parse(address: &str) -> Result<Self, Refusal> {
        let data = KINDS.iter().find_map(|kind| address.strip_prefix(kind)).ok_or(Refusal::Picture)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
        if address.len() > MAX_PICTURE_BYTES || data.is_empty() || !data.bytes().all(plain) {
            return Err(Refusal::Picture);
        }
        Ok(Self(address.into()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} bytes)", self.0.len())
    }
}

written_as_text!(Picture, Refusal);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_pictures_of_plain_kinds_are_taken() {
        assert!(Picture::parse("data:image/webp;base64,UklGRg==").is_ok());
        let long = format!("data:image/png;base64,{}", "A".repeat(MAX_PICTURE_BYTES));
        let bad = [
            "",
            "data:image/png;base64,",
            "data:image/svg+xml;base64,PHN2Zz4=",
            "data:text/html,<b>",
            "https://a.example/x.png",
            "data:image/png;base64,AA\"onload=",
            &long,
        ];
        for address in bad {
            assert_eq!(Picture::parse(address), Err(Refusal::Picture));
        }
    }
}
