//! Finding and changing the names of files inside of other files.
//!
//! A reference is a relative path from the site's top that stands by itself:
//! `'./boot.js'` and `"boot.js"` name `boot.js`, `public/boot.js` and `my-boot.js` do not.

use std::ops::Range;

/// Whether the text refers to the file.
pub(crate) fn refers(text: &str, file: &str) -> bool {
    next(text, file, 0).is_some()
}

/// The text with every reference to one file turned to another.
pub(crate) fn redirected(text: &str, old: &str, new: &str) -> String {
    let mut result = String::new();
    let mut at = 0;
    while let Some(found) = next(text, old, at) {
        result.push_str(&text[at..found.start]);
        result.push_str(new);
        at = found.end;
    }
    result.push_str(&text[at..]);
    result
}

fn next(text: &str, file: &str, from: usize) -> Option<Range<usize>> {
    text[from..]
        .match_indices(file)
        .map(|(found, _)| from + found..from + found + file.len())
        .find(|range| stands_alone(&text[..range.start], &text[range.end..]))
}

fn stands_alone(before: &str, after: &str) -> bool {
    let before = before.strip_suffix("./").or_else(|| before.strip_suffix('/')).unwrap_or(before);
    !before.ends_with(belongs_to_a_path) && !after.starts_with(belongs_to_a_path)
}

fn belongs_to_a_path(c: char) -> bool {
    c.is_alphanumeric() || "-_./%@:".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_must_stand_by_itself() {
        for text in ["'./a.js'", "\"a.js\"", "url(a.js)", "`/a.js`", "href=a.js?x"] {
            assert!(refers(text, "a.js"), "{text}");
        }
        for text in ["public/a.js", "my-a.js", "a.js.map", "../a.js", "x://a.js"] {
            assert!(!refers(text, "a.js"), "{text}");
        }
    }

    #[test]
    fn every_reference_is_redirected_and_nothing_else() {
        let text = "import './a.js'; 'a.js'; 'aa.js'";
        assert_eq!(redirected(text, "a.js", "a-1.js"), "import './a-1.js'; 'a-1.js'; 'aa.js'");
    }
}
