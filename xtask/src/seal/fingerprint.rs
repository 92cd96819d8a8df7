//! Names by content: `boot.js` becomes `boot-0123456789abcdef.js`, and whoever names it is told.
//!
//! So a deploy can never mix two versions, and such a file may be cached for ever.
//! Only code of the top folder is renamed, and only what a page leads to:
//! other files are named by the app at run time and keep their names.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use crate::site::{SERVICE_WORKER, Site, digest, reference};

/// Renames all code that the pages lead to, and returns the new names.
pub(super) fn name_by_content(site: &Site) -> Result<BTreeSet<String>> {
    let mut code = site.top(&[".js", ".css", ".wasm"])?;
    code.retain(|file| file != SERVICE_WORKER);
    let mut naming = Naming { site, code, open: Vec::new(), named: BTreeMap::new() };
    for page in site.top(&[".html"])? {
        naming.settle(&page)?;
    }
    Ok(naming.named.into_values().collect())
}

/// Removes the worker loaders that Trunk writes: our own entries do their work.
pub(super) fn remove_shims(site: &Site) -> Result<()> {
    for file in site.top(&["_loader.js"])? {
        let loaded = file.replace("_loader.js", ".js");
        if site.has(&loaded) {
            site.remove(&file)?;
        }
    }
    Ok(())
}

struct Naming<'a> {
    site: &'a Site,
    code: Vec<String>,
    /// The files whose references are being settled, outermost first.
    open: Vec<String>,
    /// Old names to new ones.
    named: BTreeMap<String, String>,
}

impl Naming<'_> {
    /// Names everything that the file refers to, and rewrites the file accordingly.
    fn settle(&mut self, file: &str) -> Result<()> {
        if self.open.iter().any(|open| open == file) {
            let circle = self.open.join(" → ");
            bail!("These files refer to each other, so none can be named by its content: {circle} → {file}.");
        }
        self.open.push(file.to_owned());
        let before = self.site.text(file)?;
        let mut text = before.clone();
        for old in self.code.clone() {
            if old != file && reference::refers(&before, &old) {
                let new = self.name(&old)?;
                text = reference::redirected(&text, &old, &new);
            }
        }
        if text != before {
            self.site.write(file, text)?;
        }
        self.open.pop();
        Ok(())
    }

    fn name(&mut self, old: &str) -> Result<String> {
        if let Some(new) = self.named.get(old) {
            return Ok(new.clone());
        }
        if !old.ends_with(".wasm") {
            self.settle(old)?;
        }
        let hash = digest::short(&self.site.bytes(old)?);
        let new = match old.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
            None => format!("{old}-{hash}"),
        };
        self.site.rename(old, &new)?;
        self.named.insert(old.to_owned(), new.clone());
        Ok(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{INDEX, tests::Trial};

    fn named(engine: &str) -> (Trial, BTreeSet<String>) {
        let trial = Trial::new(&[
            (INDEX, "<meta content='./worker.js'>'./engine.js'"),
            ("worker.js", "'./engine.js' './engine_bg.wasm'"),
            ("engine.js", "'engine_bg.wasm'"),
            ("engine_bg.wasm", engine),
            ("aside.js", "'worker.js'"),
            ("sw.js", "'./worker.js'"),
        ]);
        let names = name_by_content(&trial.0).unwrap();
        (trial, names)
    }

    #[test]
    fn a_change_deep_down_changes_every_name_above_it() {
        let (_one, before) = named("1");
        let (_two, after) = named("2");
        assert_eq!(before.len(), 3);
        assert!(before.is_disjoint(&after));
    }

    #[test]
    fn what_no_page_leads_to_and_the_service_worker_keep_their_names() {
        let (trial, _) = named("1");
        assert!(trial.0.has("aside.js") && trial.0.has("sw.js"));
        assert!(!trial.0.has("engine.js"));
    }

    #[test]
    fn a_circle_is_refused() {
        let trial = Trial::new(&[(INDEX, "'a.js'"), ("a.js", "'b.js'"), ("b.js", "'a.js'")]);
        let error = name_by_content(&trial.0).unwrap_err().to_string();
        assert!(error.contains("a.js → b.js → a.js"), "{error}");
    }

    #[test]
    fn a_loader_goes_only_with_what_it_loads() {
        let trial = Trial::new(&[("e.js", ""), ("e_loader.js", ""), ("my_loader.js", "")]);
        remove_shims(&trial.0).unwrap();
        assert_eq!(trial.0.files().unwrap(), ["e.js", "my_loader.js"]);
    }
}
