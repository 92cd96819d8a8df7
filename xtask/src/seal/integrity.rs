//! `integrity` attributes that Trunk wrote, made true again after the seal has changed the files.

use anyhow::Result;

use crate::site::{Site, digest, html};

/// Computes each anew, on tags that name a file of the site.
pub(super) fn renew(site: &Site, page: &str) -> Result<()> {
    let html = site.text(page)?;
    let tags = html::tags(&html);
    let mut edits = Vec::new();
    for tag in &tags {
        let address = [tag.value("href"), tag.value("src")].concat();
        let file = address.trim_start_matches("./").trim_start_matches('/');
        if let Some(attribute) = tag.attribute("integrity")
            && site.has(file)
        {
            // Browsers check it where the file is used, ignore it on a plain preload, and warn of that.
            if tag.value("as") == "fetch" {
                edits.push((attribute.whole(), String::new()));
                continue;
            }
            edits.push((attribute.span.clone(), digest::integrity(&site.bytes(file)?)));
        }
    }
    if edits.is_empty() {
        return Ok(());
    }
    site.write(page, html::replaced(&html, &edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    #[test]
    fn a_plain_preload_has_none() {
        let trial = Trial::new(&[("a.html", "<link href=./a.wasm integrity=\"x\" as=fetch>"), ("a.wasm", "")]);
        renew(&trial.0, "a.html").unwrap();
        let html = trial.0.text("a.html").unwrap();
        assert_eq!(html, "<link href=./a.wasm  as=fetch>");
    }

    #[test]
    fn a_stale_hash_is_made_true() {
        let trial = Trial::new(&[
            ("a.html", "<link href=./a.js integrity=\"sha384-stale\"><link href=b.js integrity=x>"),
            ("a.js", "alert('Hello, world.');"),
        ]);
        renew(&trial.0, "a.html").unwrap();
        // The published example of the Subresource Integrity specification.
        let published = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(
            trial.0.text("a.html").unwrap(),
            format!("<link href=./a.js integrity=\"{published}\"><link href=b.js integrity=x>")
        );
    }
}
