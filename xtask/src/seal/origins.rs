//! What comes from elsewhere. Of widgets: the start page names their origins to the app, and the policy of the room
//! around such a page lets in no other. Of packages: the policy of the start page lets the app fetch from there.

use anyhow::{Context, Result};

use super::policy::is_policy;
use crate::origin::{self, Origins};
use crate::site::html::{self, Tag};
use crate::site::{INDEX, Site};

/// The page that frames them.
const ROOM: &str = "mini-remote.html";
/// What its policy says without any.
const NONE: &str = "frame-src 'none'";
/// What the policy of the start page says of fetching.
const OWN: &str = "connect-src 'self'";
/// The element that names them to the app.
const NAMES: &str = "teahouse-widget-origins";

/// Writes them into the pages; none is touched where there are none.
pub(super) fn write(site: &Site, origins: &Origins) -> Result<()> {
    if !origins.packages.is_empty() {
        let list = origin::list(&origins.packages);
        let fetched = |policy: &str| policy.contains(OWN).then(|| policy.replace(OWN, &format!("{OWN} {list}")));
        change(site, INDEX, is_policy, fetched)?;
    }
    if origins.widgets.is_empty() {
        return Ok(());
    }
    let list = origin::list(&origins.widgets);
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
    let changed =
        changed.with_context(|| format!("{page} has no place for the origins of what comes from elsewhere."))?;
    site.write(page, html::replaced(&html, &[changed]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    const START: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'self'; frame-src 'self'\">\
                         <meta name=\"teahouse-widget-origins\" content=\"\">";
    const AROUND: &str =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; frame-src 'none'\">";

    fn origins(widgets: &[&str], packages: &[&str]) -> Origins {
        let parsed = |all: &[&str]| all.iter().map(|origin| origin::Origin::parse(origin).unwrap()).collect();
        Origins { widgets: parsed(widgets), packages: parsed(packages) }
    }

    fn written(widgets: &[&str], packages: &[&str]) -> (String, String) {
        let trial = Trial::new(&[(INDEX, START), (ROOM, AROUND)]);
        write(&trial.0, &origins(widgets, packages)).unwrap();
        (trial.0.text(INDEX).unwrap(), trial.0.text(ROOM).unwrap())
    }

    #[test]
    fn both_pages_name_the_same_origins() {
        let (start, around) = written(&["https://pad.example", "http://localhost:9"], &[]);
        assert_eq!(start, START.replace("content=\"\"", "content=\"https://pad.example http://localhost:9\""));
        assert!(around.contains("frame-src https://pad.example http://localhost:9\""), "{around}");
    }

    #[test]
    fn packages_are_fetched_from_there_and_nothing_else_changes() {
        let (start, around) = written(&[], &["https://tools.example"]);
        assert_eq!(start, START.replace("connect-src 'self'", "connect-src 'self' https://tools.example"));
        assert_eq!(around, AROUND);
    }

    #[test]
    fn without_any_nothing_is_let_in() {
        assert_eq!(written(&[], &[]), (START.to_owned(), AROUND.to_owned()));
    }

    #[test]
    fn a_page_that_has_no_place_for_them_is_an_error() {
        let origins = origins(&["https://pad.example"], &["https://tools.example"]);
        for files in [[(INDEX, START), (ROOM, "<p>")], [(INDEX, "<p>"), (ROOM, AROUND)]] {
            assert!(write(&Trial::new(&files).0, &origins).is_err());
        }
    }
}
