//! `regex` as the SDK needs it, on `regex-lite`: the same language, a tenth of the code.
//!
//! The difference is that `\w`, `\d`, `\s` and `\b` know ASCII only, and that `(?i)` folds ASCII letters only.
//! The SDK asks for no more: push rules say so themselves (`(?-u:…)`), and all other patterns list their letters.
//! Deliberately missing: everything that nobody here calls.

pub use regex_lite::*;

/// Patterns for bytes that are known to be text.
pub mod bytes {
    use super::Error;

    /// A pattern.
    #[derive(Debug, Clone)]
    pub struct Regex(regex_lite::Regex);

    impl Regex {
        /// Reads a pattern.
        pub fn new(pattern: &str) -> Result<Self, Error> {
            // ASCII is what it knows anyway, and it has no word for it.
            regex_lite::Regex::new(&pattern.replace("(?-u:", "(?:")).map(Self)
        }

        /// Whether it is found; in what is no text it is not.
        pub fn is_match(&self, text: &[u8]) -> bool {
            str::from_utf8(text).is_ok_and(|text| self.0.is_match(text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `ruma-common` writes them for the words of a push rule.
    fn word(pattern: &str) -> bytes::Regex {
        bytes::Regex::new(&format!(r"(?-u:^|\W|\b){pattern}(?-u:\b|\W|$)")).unwrap()
    }

    #[test]
    fn words_of_push_rules_are_found() {
        assert!(word("te.*a").is_match(b"some tea!"));
        assert!(word("te.*a").is_match("茶 te 茶 a".as_bytes()));
        assert!(!word("tea.").is_match(b"steam"));
        assert!(!word("tea").is_match(b"\xff tea"));
    }

    #[test]
    fn letters_in_a_list_are_replaced() {
        let hidden = Regex::new("[\u{2000}-\u{200D}\u{feff}]").unwrap();
        assert_eq!(hidden.replace_all("t\u{200b}ea", ""), "tea");
    }
}
