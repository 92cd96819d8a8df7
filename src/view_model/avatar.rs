//! How a person looks without a picture: a letter and a colour.

use crate::domain::id::PersonId;
use crate::domain::person::is_guide;

/// How many colours there are.
const HUES: u32 = 8;

/// The sign of the guide, in every language.
const GUIDE: char = '茶';

/// The sign of a person: what their name begins with.
pub fn initial(id: &PersonId, name: &str) -> String {
    if is_guide(id) { GUIDE.into() } else { beginning(name) }
}

/// What a name begins with, as a reader sees it: a letter with its marks, or a whole emoji.
fn beginning(name: &str) -> String {
    let mut chars = name.chars().peekable();
    let mut initial = String::new();
    let Some(first) = chars.next() else { return initial };
    // The stylesheet makes capitals of all other letters: here they would be 12 kB of tables.
    initial.push(first.to_ascii_uppercase());
    let mut joined = false;
    let mut flag = is_flag_half(first);
    while let Some(next) = chars.next_if(|next| joined || extends(*next) || flag && is_flag_half(*next)) {
        joined = next == '\u{200d}';
        flag = false;
        initial.push(next);
    }
    initial
}

/// Which of the eight colours a person has: always the same.
pub fn hue(id: &PersonId) -> u8 {
    // FNV-1a; its high bits are the well mixed ones. Less than eight, so it fits.
    let hash =
        id.as_str().bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    ((hash >> 24) % HUES) as u8
}

/// Combining marks, joiners, variation selectors, skin tones and tags: they belong to what is before them.
fn extends(char: char) -> bool {
    matches!(char,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{93a}'..='\u{94f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// Two of these are one flag.
fn is_flag_half(char: char) -> bool {
    matches!(char, '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_initial_is_one_whole_sign() {
        let cases = [
            ("mei", "M"),
            ("周舟", "周"),
            ("e\u{301}lodie", "E\u{301}"),
            ("👩‍👩‍👧 Ada", "👩‍👩‍👧"),
            ("👍🏽!", "👍🏽"),
            ("🇨🇭🇨🇳", "🇨🇭"),
            ("", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(beginning(name), expected, "{name}");
        }
    }

    #[test]
    fn people_have_different_colours_and_keep_them() {
        let hues: std::collections::HashSet<u8> = (0..64).map(|n| hue(&PersonId::random([n; 16]))).collect();
        assert_eq!(hues.len(), 8);
        assert_eq!(hue(&PersonId::random([5; 16])), hue(&PersonId::random([5; 16])));
    }
}
