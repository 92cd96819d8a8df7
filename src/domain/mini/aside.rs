//! What an update says for the chat, beside its payload (webxdc specification, `sendUpdate`).
//!
//! A program writes what it wants, and so does whoever makes events by hand: each text becomes one line of bounded
//! length in which nothing is invisible, or nothing, and is looked at again by whoever reads it.

use serde::{Deserialize, Serialize};

use super::href::Href;
use super::update;
use crate::domain::id::MessageId;
use crate::domain::name::is_invisible;

/// Longest info, document and summary, in characters.
const INFO: usize = 300;
const DOCUMENT: usize = 40;
const SUMMARY: usize = 100;

/// One line of text that may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line(String);

/// A text that is no [`Line`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is more than a line")]
pub struct NoLine;

/// What an update says for the chat. A field that is nothing leaves everything as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// What happened; never empty.
    pub info: Option<Line>,
    /// Where the program is opened by whoever presses that.
    pub href: Option<Href>,
    /// What the program is about here; empty when it is about nothing any more.
    pub document: Option<Line>,
    /// How things stand; empty when there is nothing to say any more.
    pub summary: Option<Line>,
}

/// What a program says has happened, as it stands in the chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tidings {
    /// The message that brought the program.
    pub card: MessageId,
    /// What the program is called.
    pub program: Line,
    /// What happened.
    pub info: Line,
    /// Where the program is opened.
    pub href: Option<Href>,
}

impl Line {
    /// A text of elsewhere, made fit to show: in one line, without what is invisible, and cut where it is too long.
    pub fn tidied(text: &str, chars: usize) -> Self {
        // Bounded before it is looked at: what comes from elsewhere may have megabytes.
        let start = text.chars().take(chars * 8);
        let plain = start.map(|char| if char.is_whitespace() { ' ' } else { char }).filter(|it| !is_invisible(*it));
        let text = plain.collect::<String>();
        let words = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        match words.char_indices().nth(chars) {
            None => Self(words),
            Some(_) => {
                let cut: String = words.chars().take(chars - 1).collect();
                Self(format!("{}…", cut.trim_end()))
            }
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Aside {
    /// Puts together what there is under the names of webxdc.
    pub fn read<'a>(field: impl Fn(&str) -> Option<&'a str>) -> Self {
        let line = |name, chars| field(name).map(|text| Line::tidied(text, chars));
        let info = line("info", INFO).filter(|info| !info.0.is_empty());
        // Without something to press it leads nowhere.
        let href = info.as_ref().and_then(|_| Href::parse(field("href")?).ok());
        Self { info, href, document: line("document", DOCUMENT), summary: line("summary", SUMMARY) }
    }

    /// What there is, under the names of webxdc.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let [info, document, summary] =
            [&self.info, &self.document, &self.summary].map(|line| line.as_ref().map(Line::as_str));
        let all = [
            ("info", info),
            ("href", self.href.as_ref().map(Href::as_str)),
            ("document", document),
            ("summary", summary),
        ];
        all.into_iter().filter_map(|(name, said)| Some((name, said?)))
    }

    /// True for what every backend can carry together with a text.
    pub fn fits(&self, text: &str) -> bool {
        update::written(text) + self.fields().map(|(_, said)| update::written(said)).sum::<usize>()
            <= update::MAX_WRITTEN
    }
}

impl TryFrom<String> for Line {
    type Error = NoLine;
    fn try_from(text: String) -> Result<Self, NoLine> {
        if text.chars().any(is_invisible) || text.chars().nth(INFO).is_some() { Err(NoLine) } else { Ok(Self(text)) }
    }
}

impl From<Line> for String {
    fn from(line: Line) -> Self {
        line.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> Aside {
        Aside::read(|name| fields.iter().find(|field| field.0 == name).map(|field| field.1))
    }

    #[test]
    fn a_text_becomes_one_line_in_which_nothing_is_hidden() {
        let info = |text: &str| read(&[("info", text)]).info.map(String::from);
        assert_eq!(info(" Ada\r\n\tvoted \u{2028}twice ").as_deref(), Some("Ada voted twice"));
        assert_eq!(info("a\u{202e}b\u{0}c\u{200b}").as_deref(), Some("abc"));
        assert_eq!(info("<b>x</b>").as_deref(), Some("<b>x</b>"), "it is a text and stays one");
        assert_eq!((info(""), info(" \u{202e}\n ")), (None, None));
    }

    #[test]
    fn a_long_text_is_cut() {
        let long = "茶".repeat(1_000_000);
        let aside = read(&[("info", &long), ("document", &long), ("summary", &long)]);
        let lengths = [aside.info, aside.document, aside.summary].map(|line| line.unwrap().0.chars().count());
        assert_eq!(lengths, [300, 40, 100]);
        let exact = "茶".repeat(300);
        assert_eq!(read(&[("info", &exact)]).info.map(String::from), Some(exact));
    }

    #[test]
    fn an_address_needs_something_to_press_and_has_to_stay_inside() {
        assert_eq!(read(&[("href", "index.html#a")]), Aside::default());
        assert!(read(&[("href", "index.html#a"), ("info", "x")]).href.is_some());
        assert!(read(&[("href", "https://example.org"), ("info", "x")]).href.is_none());
    }

    #[test]
    fn an_empty_summary_is_something_to_say() {
        assert_eq!(read(&[("summary", "")]).summary, Some(Line::default()));
        assert_eq!(read(&[]).summary, None);
    }

    #[test]
    fn what_is_told_is_what_is_read() {
        let all = [("info", "a"), ("href", "#b"), ("document", "c"), ("summary", "")];
        let aside = read(&all);
        assert_eq!(aside.fields().collect::<Vec<_>>(), all);
        assert!(aside.fits("{}") && !aside.fits(&"x".repeat(update::MAX_WRITTEN)));
        assert!(Aside::default().fits(&"x".repeat(update::MAX_WRITTEN)));
    }

    #[test]
    fn no_other_text_crosses_as_a_line() {
        for text in ["a\nb".to_owned(), "\u{202e}".to_owned(), "a".repeat(INFO + 1)] {
            assert_eq!(Line::try_from(text), Err(NoLine));
        }
    }
}
