//! One stylesheet instead of many: a first visit should not wait for forty requests.

use anyhow::{Result, bail};

use super::minify::minify;
use crate::site::html::{self, Tag};
use crate::site::{INDEX, Site};

const JOINED: &str = "styles.css";

/// Joins the stylesheets that the page links, in their order, and links the result where the first one stood.
pub(super) fn join(site: &Site) -> Result<()> {
    let page = site.text(INDEX)?;
    let tags = html::tags(&page);
    let mut joined = String::new();
    let mut edits = Vec::new();
    for tag in tags.iter().filter(|tag| tag.is_link("stylesheet")) {
        let file = local(tag)?;
        joined.push_str(&section(tag, &file, &site.text(&file)?)?);
        let link =
            if edits.is_empty() { format!("<link rel=\"stylesheet\" href=\"./{JOINED}\">") } else { String::new() };
        edits.push((tag.span.clone(), link));
        site.remove(&file)?;
    }
    if edits.is_empty() {
        return Ok(());
    }
    site.write(JOINED, joined)?;
    site.write(INDEX, html::replaced(&page, &edits))
}

fn local(tag: &Tag) -> Result<String> {
    let address = tag.value("href");
    if address.is_empty() || address.contains(':') || address.starts_with("//") {
        bail!("index.html links the stylesheet `{address}`; only files of the site can be joined.");
    }
    Ok(address.trim_start_matches("./").trim_start_matches('/').to_owned())
}

fn section(tag: &Tag, file: &str, css: &str) -> Result<String> {
    let small = minify(css);
    if small.contains("@import") || small.contains("@charset") {
        bail!(
            "{file} holds @import or @charset, which mean nothing in the middle of a stylesheet; link the file instead."
        );
    }
    Ok(match tag.value("media") {
        "" | "all" => format!("{small}\n"),
        media => format!("@media {media}{{{small}}}\n"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    #[test]
    fn styles_keep_their_order_and_one_link_is_left() {
        let trial = Trial::new(&[
            (INDEX, "<link rel=stylesheet href=./z.css><b><link rel=stylesheet href=a.css media=print>"),
            ("z.css", "@layer one, two;"),
            ("a.css", "a { b: c; }"),
        ]);
        join(&trial.0).unwrap();
        assert_eq!(trial.0.files().unwrap(), [INDEX, JOINED]);
        assert_eq!(trial.0.text(JOINED).unwrap(), "@layer one,two;\n@media print{a{b: c}}\n");
        assert_eq!(trial.0.text(INDEX).unwrap(), "<link rel=\"stylesheet\" href=\"./styles.css\"><b>");
    }

    #[test]
    fn a_foreign_stylesheet_is_refused() {
        let trial = Trial::new(&[(INDEX, "<link rel=stylesheet href=https://a.example/a.css>")]);
        assert!(join(&trial.0).is_err());
    }
}
