//! Identifiers: random, opaque, and never a phone number or an address.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::written::written_as_text;

/// Longest identifier that is accepted, in bytes; the Matrix specification's limit for its own ids.
pub const MAX_ID_BYTES: usize = 255;

/// The text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an identifier has 1 to {MAX_ID_BYTES} visible ASCII characters")]
pub struct InvalidId;

fn check(text: &str) -> Result<Arc<str>, InvalidId> {
    let fits = (1..=MAX_ID_BYTES).contains(&text.len());
    // `/`, `#` and `?` would change the meaning of an address the id is put into.
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"/#?%\"<>\\".contains(&byte));
    if fits && plain { Ok(text.into()) } else { Err(InvalidId) }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads an identifier that came from outside.
            pub fn parse(text: &str) -> Result<Self, InvalidId> {
                check(text).map(Self)
            }

            /// Makes an identifier of 128 random bits, as 32 hexadecimal digits.
            pub fn random(entropy: [u8; 16]) -> Self {
                Self(format!("{:032x}", u128::from_be_bytes(entropy)).into())
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        written_as_text!($name, InvalidId);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
}

id! {
    /// A person: a profile of this device, a contact, or the guide.
    PersonId
}
id! {
    /// A chat between two people, or a group.
    ChatId
}
id! {
    /// A message. The sender makes it, so that sending twice is the same as sending once.
    MessageId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_random_id_has_32_digits_and_parses() {
        let id = ChatId::random([0xab; 16]);
        assert_eq!(id.as_str(), "ab".repeat(16));
        assert_eq!(ChatId::parse(id.as_str()), Ok(id));
    }

    #[test]
    fn text_that_would_change_an_address_is_refused() {
        for text in ["", "a/b", "a#b", "a?b", "a b", "a%20", "\u{202e}a", "é", &"x".repeat(256)] {
            assert_eq!(PersonId::parse(text), Err(InvalidId), "{text:?}");
        }
    }
}
