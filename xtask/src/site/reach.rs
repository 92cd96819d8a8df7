//! Which files a page leads to, by following names from file to file.
//!
//! Only scripts and stylesheets are followed: what a manifest or the service worker names is not needed to start.

use std::collections::BTreeSet;

use anyhow::Result;

use super::html::{self, Tag};
use super::{INDEX, SERVICE_WORKER, Site, reference};

/// The engine of a first visit; those in other `teahouse-engine-…` tags are fetched when they are wanted.
const FIRST_ENGINE: &str = "teahouse-engine-local";

/// The engine of whoever has signed in to a homeserver.
const MATRIX_ENGINE: &str = "teahouse-engine-matrix";

/// What the tags of all engines begin with.
const ENGINE: &str = "teahouse-engine-";

/// Parts of the app in such tags are fetched when they are wanted too, but belong to every installation.
const PART: &str = "teahouse-part-";

/// Every file that a browser without a cache fetches until the app runs, the page itself first.
pub(crate) fn first_visit(site: &Site) -> Result<Vec<String>> {
    visit(site, FIRST_ENGINE)
}

/// The same for whoever has signed in to a homeserver.
pub(crate) fn matrix_visit(site: &Site) -> Result<Vec<String>> {
    visit(site, MATRIX_ENGINE)
}

fn visit(site: &Site, engine: &str) -> Result<Vec<String>> {
    let index = site.text(INDEX)?;
    let mut icons = 0;
    let page = without(&index, |tag| {
        // A browser takes one icon, and a phone its own only when the app is installed.
        icons += usize::from(tag.is_link("icon"));
        is_other_engine(tag, engine)
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
    let now = from(site, &without(&index, |tag| is_other_engine(tag, FIRST_ENGINE)))?;
    Ok(from(site, &index)?.difference(&now).cloned().collect())
}

/// The scripts of workers that the page names, with whether each is an engine that talks to other hosts.
pub(crate) fn workers(site: &Site) -> Result<Vec<(String, bool)>> {
    let index = site.text(INDEX)?;
    let tags = html::tags(&index);
    let workers = tags.iter().filter(|tag| {
        let name = tag.value("name");
        tag.name == "meta" && (name.starts_with(ENGINE) || name.starts_with(PART))
    });
    let named = workers.map(|tag| {
        let file = tag.value("content").trim_start_matches("./").to_owned();
        (file, is_other_engine(tag, FIRST_ENGINE))
    });
    Ok(named.collect())
}

fn is_other_engine(tag: &Tag, engine: &str) -> bool {
    let name = tag.value("name");
    tag.name == "meta" && name.starts_with(ENGINE) && name != engine
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
    fn whoever_has_another_engine_does_not_fetch_the_first() {
        let site = trial();
        let page = PAGE.replace("engine-far", "engine-matrix");
        site.0.write(INDEX, page).unwrap();
        let files = matrix_visit(&site.0).unwrap();
        assert_eq!(files, [INDEX, "a.svg", "boot.js", "far.js", "far.wasm", "sw.js"]);
    }

    #[test]
    fn workers_are_known_by_their_tags() {
        let named = [("worker.js", false), ("far.js", true), ("scanner.js", false)];
        assert_eq!(workers(&trial().0).unwrap(), named.map(|(file, far)| (file.to_owned(), far)));
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
