//! Just enough of HTML to find tags, their attributes and the text of scripts.
//!
//! It reads our own pages, which are well-formed; it is no parser for the web.

use std::ops::Range;

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag {
    /// Its name in lower case.
    pub(crate) name: String,
    /// From `<` to behind `>`.
    pub(crate) span: Range<usize>,
    /// In the order written.
    pub(crate) attributes: Vec<Attribute>,
    /// What stands up to the end tag, for scripts and styles.
    pub(crate) content: Range<usize>,
}

/// An attribute; its value may be empty.
#[derive(Debug)]
pub(crate) struct Attribute {
    /// Its name in lower case.
    pub(crate) name: String,
    /// Its value as written.
    pub(crate) value: String,
    /// Where the value stands, without quotes.
    pub(crate) span: Range<usize>,
    /// Where the name begins.
    start: usize,
    /// Behind the value and its quote.
    end: usize,
}

impl Attribute {
    /// Where all of it stands.
    pub(crate) fn whole(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl Tag {
    /// The attribute of this name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|found| found.name == name)
    }

    /// The value of the attribute of this name, or nothing.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.attribute(name).map_or("", |found| &found.value)
    }

    /// Whether one of the words of `rel` is this.
    pub(crate) fn is_link(&self, rel: &str) -> bool {
        let mut words = self.value("rel").split_ascii_whitespace();
        self.name == "link" && words.any(|word| word.eq_ignore_ascii_case(rel))
    }
}

/// Every start tag outside of comments, in order.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[open + 1..];
        if rest.starts_with("!--") {
            at = end_of(html, open, "-->");
        } else if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let tag = read_tag(html, open);
            at = tag.content.end;
            tags.push(tag);
        } else {
            at = open + 1;
        }
    }
    tags
}

/// The text with some ranges, in order and apart from each other, replaced.
pub(crate) fn replaced(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut result = String::new();
    let mut at = 0;
    for (range, new) in edits {
        result.push_str(&text[at..range.start]);
        result.push_str(new);
        at = range.end;
    }
    result.push_str(&text[at..]);
    result
}

fn end_of(html: &str, from: usize, mark: &str) -> usize {
    html[from..].find(mark).map_or(html.len(), |found| from + found + mark.len())
}

fn read_tag(html: &str, open: usize) -> Tag {
    let name_end = skip(html, open + 1, |c| !c.is_whitespace() && c != '>' && c != '/');
    let name = html[open + 1..name_end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        at = skip(html, at, |c| c.is_whitespace() || c == '/');
        if at >= html.len() || html[at..].starts_with('>') {
            break;
        }
        let attribute = read_attribute(html, at);
        at = attribute.end;
        attributes.push(attribute);
    }
    let end = (at + 1).min(html.len());
    let content_end = if name == "script" || name == "style" {
        let close = format!("</{name}");
        let lower = html[end..].to_ascii_lowercase();
        lower.find(&close).map_or(html.len(), |found| end + found)
    } else {
        end
    };
    Tag { name, span: open..end, attributes, content: end..content_end }
}

fn read_attribute(html: &str, start: usize) -> Attribute {
    // The first character belongs to the name whatever it is, so that a stray `=` cannot hold us up.
    let first = html[start..].chars().next().map_or(0, char::len_utf8);
    let end = skip(html, start + first, |c| !c.is_whitespace() && !"=>/".contains(c));
    let name = html[start..end].to_ascii_lowercase();
    let equals = skip(html, end, char::is_whitespace);
    let span = if html[equals..].starts_with('=') {
        let value = skip(html, equals + 1, char::is_whitespace);
        match html[value..].chars().next() {
            Some(quote @ ('"' | '\'')) => value + 1..skip(html, value + 1, |c| c != quote),
            _ => value..skip(html, value, |c| !c.is_whitespace() && c != '>'),
        }
    } else {
        end..end
    };
    Attribute {
        name,
        value: html[span.clone()].to_owned(),
        start,
        end: span.end + usize::from(html[span.end..].starts_with(['"', '\''])),
        span,
    }
}

fn skip(html: &str, from: usize, belongs: impl Fn(char) -> bool) -> usize {
    html[from..].find(|c| !belongs(c)).map_or(html.len(), |found| from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_come_in_every_spelling() {
        let found = tags("<LINK rel=\"a b\" href='x' async crossorigin=anonymous/>");
        assert_eq!(found[0].name, "link");
        assert_eq!(found[0].value("href"), "x");
        assert!(found[0].attribute("async").is_some());
        assert!(found[0].is_link("b") && !found[0].is_link("a b"));
    }

    #[test]
    fn comments_and_the_insides_of_scripts_hold_no_tags() {
        let html = "<!-- <b> --><script>if (a<b) '<i>'</script><p>";
        let found = tags(html);
        let names: Vec<&str> = found.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["script", "p"]);
        assert_eq!(&html[found[0].content.clone()], "if (a<b) '<i>'");
    }

    #[test]
    fn broken_markup_ends_too() {
        for html in ["<a href=\"", "<a =", "<", "<script>", "<a b='c'd>", "<é a>"] {
            tags(html);
        }
    }

    #[test]
    fn edits_leave_the_rest_alone() {
        let edits = [(0..1, "x".into()), (2..3, String::new())];
        assert_eq!(replaced("abcd", &edits), "xbd");
    }
}
