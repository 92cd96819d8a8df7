//! The origins of widgets that are pages of elsewhere: the start page names them to the app, and the policy of the room
//! around such a page lets in no other.

use anyhow::{Context, Result};

use super::policy::is_policy;
use crate::origin::{self, Origin};
use crate::site::html::{self, Tag};
use crate::site::{INDEX, Site};

/// The page that frames them.
const ROOM: &str = "mini-remote.html";
/// What its policy says without any.
const NONE: &str = "frame-src 'none'";
/// The element that names them to the app.
const NAMES: &str = "teahouse-widget-origins";

/// Writes them into both pages; neither is touched where there are none.
pub(super) fn write(site: &Site, origins: &[Origin]) -> Result<()> {
    if origins.is_empty() {
        return Ok(());
    }
    let list = origin::list(origins);
    let is_list = |tag: &Tag| tag.name == "meta" && tag.value("name") == NAMES;
    change(site, INDEX, is_list, |_| Some(list.clone()))?;
    let lets_in = |policy: &str| policy.contains(NONE).then(|| policy.replace(NONE, &format!("frame-src {list}")));
    change(site, ROOM, is_policy, lets_in)
}

/// Changes the content of one element of a page.
fn change(site: &Site, page: &str, is_it: impl Fn(&Tag) -> bool, with: impl Fn(&str) -> Option<String>) -> Result<()> {
    let html = site.text(page)?;
    let tags = html::tags(&html);
    let content = tags.iter().find(|tag| is_it(tag)).and_then(|tag| tag.attribute("content"));
    let changed = content.and_then(|content| Some((content.span.clone(), with(&content.value)?)));
    let changed = changed.with_context(|| format!("{page} has no place for the origins of widgets."))?;
    site.write(page, html::replaced(&html, &[changed]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    const START: &str = "<meta name=\"teahouse-widget-origins\" content=\"\">";
    const AROUND: &str =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; frame-src 'none'\">";

    fn written(origins: &[&str]) -> (String, String) {
        let trial = Trial::new(&[(INDEX, START), (ROOM, AROUND)]);
        let origins: Vec<_> = origins.iter().map(|origin| Origin::parse(origin).unwrap()).collect();
        write(&trial.0, &origins).unwrap();
        (trial.0.text(INDEX).unwrap(), trial.0.text(ROOM).unwrap())
    }

    #[test]
    fn both_pages_name_the_same_origins() {
        let (start, around) = written(&["https://pad.example", "http://localhost:9"]);
        assert_eq!(start, START.replace("\"\"", "\"https://pad.example http://localhost:9\""));
        assert!(around.contains("frame-src https://pad.example http://localhost:9\""), "{around}");
    }

    #[test]
    fn without_any_nothing_is_let_in() {
        assert_eq!(written(&[]), (START.to_owned(), AROUND.to_owned()));
    }

    #[test]
    fn a_page_that_has_no_place_for_them_is_an_error() {
        let origins = [Origin::parse("https://pad.example").unwrap()];
        for files in [[(INDEX, START), (ROOM, "<p>")], [(INDEX, "<p>"), (ROOM, AROUND)]] {
            assert!(write(&Trial::new(&files).0, &origins).is_err());
        }
    }
}
