//! Where in a program somebody is led (webxdc specification, `sendUpdate`, `href`).

use serde::{Deserialize, Serialize};

use super::path::FilePath;
use crate::domain::name::is_invisible;
use crate::domain::written::written_as_text;

/// Longest of them, in bytes.
pub const MAX_HREF_BYTES: usize = 500;

/// An address inside of a package, seen from its root: a file, a query and a fragment, the first or both others of
/// which may be missing. Whether there is such a file is seen when the program is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Href(String);

/// A text that leads out of the package, or nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the address leads to nothing in the package")]
pub struct Elsewhere;

impl Href {
    /// Reads an address; nothing is mended but `./` at its beginning.
    pub fn parse(text: &str) -> Result<Self, Elsewhere> {
        let text = text.strip_prefix("./").unwrap_or(text);
        let unfit = |char: char| char == '\\' || char.is_whitespace() || is_invisible(char);
        if text.is_empty() || text.len() > MAX_HREF_BYTES || text.chars().any(unfit) {
            return Err(Elsewhere);
        }
        let path = text.split(['?', '#']).next().unwrap_or_default();
        // A colon would make a scheme of what stands before it.
        let leads = path.is_empty() || (FilePath::parse(path).is_ok() && !path.contains(':'));
        if leads { Ok(Self(text.into())) } else { Err(Elsewhere) }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

written_as_text!(Href, Elsewhere);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_into_the_package_is_taken_as_it_is() {
        for fine in
            ["index.html", "index.html?x#y", "#about", "?x=1&y=../2", "pages/a.html#//b", "a%20b.html#c:d", "茶.html"]
        {
            assert_eq!(Href::parse(fine).map(|href| href.as_str().to_owned()).as_deref(), Ok(fine));
        }
        assert_eq!(Href::parse("./index.html#a").map(String::from).as_deref(), Ok("index.html#a"));
    }

    #[test]
    fn what_leads_out_of_it_is_refused() {
        for out in [
            "https://example.org/",
            "//example.org/x",
            "/index.html",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)#x",
            "data:text/html,x",
            "a/b:c",
            "../index.html",
            "a/../../b.html",
            "./../b.html",
            ".",
            "a//b",
            "a\\b.html",
            "index.html#a\\b",
            "index.html#a\nb",
            " index.html",
            "index.html#a b",
            "index.html#\u{202e}lmth",
            "",
            "./",
        ] {
            assert_eq!(Href::parse(out), Err(Elsewhere), "{out}");
        }
        assert!(Href::parse(&format!("#{}", "a".repeat(MAX_HREF_BYTES - 1))).is_ok());
        assert!(Href::parse(&format!("#{}", "a".repeat(MAX_HREF_BYTES))).is_err());
    }
}
