//! Web addresses inside plain text.
//!
//! Only `http` and `https`, only as written: nothing is guessed, fetched or shortened.
//! An address ends where the writing around it goes on, also in Chinese, where no space does that.

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Words.
    Text(&'a str),
    /// An absolute address with scheme `http` or `https`.
    Link(&'a str),
}

/// Splits a text into words and addresses; the pieces joined are the text again.
pub fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((start, end)) = find(rest) {
        if start > 0 {
            pieces.push(Segment::Text(&rest[..start]));
        }
        pieces.push(Segment::Link(&rest[start..end]));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        pieces.push(Segment::Text(rest));
    }
    pieces
}

/// True for a text that is an address and nothing else.
pub fn is_web(text: &str) -> bool {
    matches!(segments(text)[..], [Segment::Link(_)])
}

/// True for an address that mail programs open (RFC 6068), and nothing else.
pub fn is_mail(text: &str) -> bool {
    text.strip_prefix("mailto:").is_some_and(|rest| !rest.is_empty() && !rest.contains(ends))
}

/// The first address in the text, as a range of bytes.
fn find(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("http")?;
        let scheme = ["https://", "http://"].into_iter().find(|scheme| text[start..].starts_with(scheme));
        let begins = !text[..start].ends_with(|char: char| char.is_ascii_alphanumeric());
        if let (Some(scheme), true) = (scheme, begins) {
            let tail = &text[start + scheme.len()..];
            let length = trim(&tail[..tail.find(ends).unwrap_or(tail.len())]).len();
            if tail[..length].starts_with(|char: char| char.is_ascii_alphanumeric() || char == '[') {
                return Some((start, start + scheme.len() + length));
            }
        }
        from = start + "http".len();
    }
}

/// RFC 3986 has ASCII only. Everything else ends the address, so that Chinese text can follow at once;
/// an address with other scripts can be written in its encoded form.
fn ends(char: char) -> bool {
    !char.is_ascii_graphic() || matches!(char, '<' | '>' | '"' | '`' | '\\' | '^' | '{' | '}' | '|')
}

/// Drops punctuation that belongs to the sentence, and a bracket that was opened before the address.
fn trim(mut address: &str) -> &str {
    loop {
        let shorter = match address.chars().last() {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~') => &address[..address.len() - 1],
            Some(')') if unbalanced(address, '(', ')') => &address[..address.len() - 1],
            Some(']') if unbalanced(address, '[', ']') => &address[..address.len() - 1],
            _ => return address,
        };
        address = shorter;
    }
}

fn unbalanced(text: &str, open: char, close: char) -> bool {
    text.matches(close).count() > text.matches(open).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn links(text: &str) -> Vec<&str> {
        segments(text)
            .into_iter()
            .filter_map(|piece| match piece {
                Segment::Link(link) => Some(link),
                Segment::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        let cases = [
            ("see https://a.example/x?y=1#z.", "https://a.example/x?y=1#z"),
            ("(https://a.example/wiki/Tea_(drink))", "https://a.example/wiki/Tea_(drink)"),
            ("看https://a.example/茶，好的", "https://a.example/"),
            ("https://a.example，好的", "https://a.example"),
            ("<http://a.example>", "http://a.example"),
            ("https://[::1]:8080/", "https://[::1]:8080/"),
        ];
        for (text, link) in cases {
            assert_eq!(links(text), [link], "{text}");
        }
    }

    #[test]
    fn other_schemes_and_halves_are_no_links() {
        for text in ["javascript:alert(1)", "data:text/html,x", "http://", "https:// x", "xhttp://a.example", "http"] {
            assert!(links(text).is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_pieces_joined_are_the_text(text in "(http|https|://|[a-z.()]|茶|，| |\\PC){0,40}") {
            let joined: String = segments(&text)
                .into_iter()
                .map(|piece| match piece { Segment::Text(text) | Segment::Link(text) => text })
                .collect();
            prop_assert_eq!(joined, text);
        }
    }
}
