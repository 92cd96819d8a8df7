//! Names that people choose for themselves.

use serde::{Deserialize, Serialize};

use super::written::written_as_text;

/// Longest name, in characters (Unicode scalar values): one line on a phone, with room for families of emoji.
pub const MAX_NAME_CHARS: usize = 40;

/// A name fit to show beside other people's: not empty, one line, nothing invisible that could imitate another name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum NameError {
    /// Nothing but blank space.
    #[error("the name is empty")]
    Empty,
    /// More than [`MAX_NAME_CHARS`].
    #[error("the name has {chars} characters, the most is {MAX_NAME_CHARS}")]
    TooLong {
        /// How many characters it has.
        chars: u32,
    },
    /// Control characters, line breaks, or marks that change the direction of text.
    #[error("the name has invisible characters")]
    Invisible,
}

impl Name {
    /// Trims blank space around the text and checks what is left.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        let chars = text.chars().count();
        if chars == 0 {
            Err(NameError::Empty)
        } else if chars > MAX_NAME_CHARS {
            Err(NameError::TooLong { chars: u32::try_from(chars).unwrap_or(u32::MAX) })
        } else if text.chars().any(is_invisible) {
            Err(NameError::Invisible)
        } else {
            Ok(Self(text.into()))
        }
    }

    /// A name of elsewhere, made fit to show: without what is invisible, and cut where it is too long.
    /// Nothing if nothing is left.
    pub fn tidied(text: &str) -> Option<Self> {
        // Bounded before it is looked at: what comes from elsewhere may have megabytes.
        let shown: String = text.chars().take(MAX_NAME_CHARS * 8).filter(|char| !is_invisible(*char)).collect();
        let shown = shown.trim();
        if shown.chars().count() <= MAX_NAME_CHARS {
            return Self::parse(shown).ok();
        }
        let cut: String = shown.chars().take(MAX_NAME_CHARS - 1).collect();
        Self::parse(&format!("{}…", cut.trim_end())).ok()
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters and the bidirectional controls of UAX #9, and the blanks that show nothing.
/// The zero-width joiner and the variation selectors stay: emoji and several scripts need them.
pub fn is_invisible(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

written_as_text!(Name, NameError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_elsewhere_is_made_fit_to_show() {
        let tidied = |text: &str| Name::tidied(text).map(String::from);
        assert_eq!(tidied(" Mei\u{202e}\n Lin ").as_deref(), Some("Mei Lin"));
        assert_eq!(tidied("\u{200b}\u{202e} "), None);
        let long = tidied(&"茶".repeat(1_000_000)).unwrap();
        assert_eq!((long.chars().count(), long.ends_with('…')), (MAX_NAME_CHARS, true));
    }

    #[test]
    fn names_of_many_scripts_are_kept_as_they_are() {
        for text in ["Mei Lin", "周舟", "محمد", "O’Brien-Ng", "👩‍👩‍👧 Ada", "Zoë"] {
            assert_eq!(Name::parse(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn blank_space_around_a_name_is_dropped() {
        assert_eq!(Name::parse("  Mei \n").unwrap().as_str(), "Mei");
    }

    #[test]
    fn an_empty_name_is_refused() {
        for text in ["", "   ", "\n\t"] {
            assert_eq!(Name::parse(text), Err(NameError::Empty));
        }
    }

    #[test]
    fn a_long_name_is_refused_with_its_length() {
        assert_eq!(Name::parse(&"茶".repeat(10_000)), Err(NameError::TooLong { chars: 10_000 }));
        assert!(Name::parse(&"茶".repeat(MAX_NAME_CHARS)).is_ok());
    }

    #[test]
    fn control_and_direction_marks_are_refused() {
        for text in ["a\u{0}b", "a\nb", "a\u{202e}b", "a\u{2066}b", "\u{200b}", "a\u{7f}", "a\u{85}b"] {
            assert_eq!(Name::parse(text), Err(NameError::Invisible), "{text:?}");
        }
    }
}
