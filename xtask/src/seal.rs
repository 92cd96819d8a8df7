//! The seal: what makes of Trunk's output a site that can be deployed.
//!
//! Trunk knows nothing of our worker entries, our policy and our service worker.
//! The order matters: a name is a hash of the content, so a file is named after everything inside it is final.

mod fingerprint;
mod glue;
mod headers;
mod inline;
mod integrity;
mod minify;
mod origins;
mod policy;
mod precache;
mod split;
mod styles;
mod wasm;

use std::path::Path;

use anyhow::Result;

use crate::matrix::{self, Profile};
use crate::mini;
use crate::origin::Origins;
use crate::place::Place;
use crate::site::{INDEX, Site};

/// Finishes the site in this folder, in place.
pub(crate) fn seal(place: &Place, folder: &Path) -> Result<()> {
    let site = Site::new(folder);
    split::split(place, &site)?;
    matrix::add(place, &site, Profile::of_hook())?;
    mini::add(place, &site)?;
    origins::write(&site, &Origins::of_hook()?)?;
    finish(&site)
}

fn finish(site: &Site) -> Result<()> {
    wasm::strip(site)?;
    glue::shorten(site)?;
    styles::join(site)?;
    fingerprint::remove_shims(site)?;
    for page in site.top(&[".html"])? {
        inline::inline(site, &page)?;
    }
    let hashed = fingerprint::name_by_content(site)?;
    for page in site.top(&[".html"])? {
        integrity::renew(site, &page)?;
        policy::complete(site, &page)?;
    }
    policy::check_place(&site.text(INDEX)?)?;
    headers::write(site, &hashed)?;
    let version = precache::fill(site)?;
    println!("Sealed the site: version {version}.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    #[test]
    fn a_sealed_site_names_only_files_that_it_has() {
        let trial = Trial::new(&[
            (
                INDEX,
                "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'teahouse-script-hashes'\">\
                 <link rel=stylesheet href=./a.css><script type=module>import './ui.js'</script>",
            ),
            ("a.css", "a { b: c }"),
            ("ui.js", "export {}"),
            ("sw.js", "const VERSION = \"dev\";\nconst PRECACHE = [];\nconst LATER = [];\n"),
        ]);
        finish(&trial.0).unwrap();
        let index = trial.0.text(INDEX).unwrap();
        let files = trial.0.files().unwrap();
        assert_eq!(files.len(), 5, "{files:?}");
        let ui = files.iter().find(|file| file.starts_with("ui-")).unwrap();
        assert!(index.contains(&format!("import './{ui}'")), "{index}");
        assert!(index.contains("'sha256-"), "{index}");
        let worker = trial.0.text("sw.js").unwrap();
        assert!(worker.contains(&format!("\"{ui}\"")), "{worker}");
        assert!(!worker.contains("\"dev\""), "{worker}");
    }
}
