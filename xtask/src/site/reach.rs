//! Which files a page leads to, by following names from file to file.
//!
//! Only scripts and stylesheets are followed: what a manifest or the service worker names is not needed to start.

use std::collections::BTreeSet;

use anyhow::Result;

use super::html::{self, Tag};
use super::{INDEX, SERVICE_WORKER, Site, reference};

/// The engine of a first visit; those in other `teahouse-engine-…` tags are fetched when they are wanted.
const FIRST_ENGINE: &str = "teahouse-engine-local";

/// Parts of the app in such tags are fetched when they are wanted too, but belong to every installation.
const PART: &str = "teahouse-part-";

/// Every file that a browser without a cache fetches until the app runs, the page itself first.
pub(crate) fn first_visit(site: &Site) -> Result<Vec<String>> {
    let index = site.text(INDEX)?;
    let mut icons = 0;
    let page = without(&index, |tag| {
        // A browser takes one icon, and a phone its own only when the app is installed.
        icons += usize::from(tag.is_link("icon"));
        is_later_engine(tag)
            || tag.name == "a"
            || tag.is_link("apple-touch-icon")
            || tag.is_link("icon") && icons > 1
            || tag.name == "meta"
                && (!tag.value("name").starts_with("teahouse-") || tag.value("name").starts_with(PART))
    });
    let mut files = vec![INDEX.to_owned()];
    files.extend(from(site, &page)?.into_iter().filter(|file| !is_split_off(file)));
    if site.has(SERVICE_WORKER) && !files.iter().any(|file| file == SERVICE_WORKER) {
        files.push(SERVICE_WORKER.to_owned());
    }
    Ok(files)
}

/// The parts that were split off the UI: the glue names them, and fetches each when it is wanted.
pub(crate) fn split_off(site: &Site) -> Result<Vec<String>> {
    let mut files = site.top(&[".wasm"])?;
    files.retain(|file| is_split_off(file));
    Ok(files)
}

/// As the splitter names them; `chunk_` is what several parts share.
fn is_split_off(file: &str) -> bool {
    file.starts_with("split_") || file.starts_with("chunk_")
}

/// The files that nothing but a later engine needs.
pub(crate) fn later(site: &Site) -> Result<BTreeSet<String>> {
    let index = site.text(INDEX)?;
    let now = from(site, &without(&index, is_later_engine))?;
    Ok(from(site, &index)?.difference(&now).cloned().collect())
}

fn is_later_engine(tag: &Tag) -> bool {
    let name = tag.value("name");
    tag.name == "meta" && name.starts_with("teahouse-engine-") && name != FIRST_ENGINE
}

fn without(page: &str, mut unwanted: impl FnMut(&Tag) -> bool) -> String {
    let tags = html::tags(page);
    let edits: Vec<_> = tags.iter().filter(|tag| unwanted(tag)).map(|tag| (tag.span.clone(), String::new())).collect();
    html::replaced(page, &edits)
}

fn from(site: &Site, page: &str) -> Result<BTreeSet<String>> {
    let all = site.files()?;
    let mut reached = BTreeSet::new();
    let mut texts = vec![page.to_owned()];
    while let Some(text) = texts.pop() {
        for file in &all {
            if file == INDEX || reached.contains(file) || !reference::refers(&text, file) {
                continue;
            }
            reached.insert(file.clone());
            let is_code = file.ends_with(".js") || file.ends_with(".css");
            if is_code && file != SERVICE_WORKER {
                texts.push(site.text(file)?);
            }
        }
    }
    Ok(reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    const PAGE: &str = "<meta name=teahouse-engine-local content='./worker.js'>\
        <meta name=teahouse-engine-far content='./far.js'>\
        <meta name=teahouse-part-scanner content='./scanner.js'>\
        <link rel=icon href=a.svg><link rel=icon href=b.svg><script src=boot.js></script>";

    fn trial() -> Trial {
        Trial::new(&[
            (INDEX, PAGE),
            ("a.svg", ""),
            ("b.svg", ""),
            ("boot.js", "register('./sw.js'); fetch('./split_pages.wasm')"),
            ("worker.js", "import './engine.js'"),
            ("engine.js", "'engine.wasm'"),
            ("engine.wasm", ""),
            ("far.js", "'far.wasm'; 'boot.js'"),
            ("far.wasm", ""),
            ("scanner.js", ""),
            ("program.zip", ""),
            ("split_pages.wasm", ""),
            ("sw.js", "'program.zip'"),
        ])
    }

    #[test]
    fn a_first_visit_is_followed_through_the_worker() {
        assert_eq!(
            first_visit(&trial().0).unwrap(),
            [INDEX, "a.svg", "boot.js", "engine.js", "engine.wasm", "sw.js", "worker.js"]
        );
    }

    #[test]
    fn what_was_split_off_is_known_by_its_name() {
        assert_eq!(split_off(&trial().0).unwrap(), ["split_pages.wasm"]);
    }

    #[test]
    fn another_engine_is_for_later_but_not_what_it_shares_and_no_part() {
        let later = later(&trial().0).unwrap();
        assert_eq!(later.into_iter().collect::<Vec<_>>(), ["far.js", "far.wasm"]);
    }
}
