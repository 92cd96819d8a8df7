//! Scripts that belong into a page itself: those of a page whose policy leads to no file.

use anyhow::{Result, bail};

use crate::site::{Site, html};

/// Marks such a script.
const MARK: &str = "data-inline";

/// Puts the scripts of a page that are marked into the page, and takes their files away.
pub(super) fn inline(site: &Site, page: &str) -> Result<()> {
    let text = site.text(page)?;
    let mut edits = Vec::new();
    for tag in html::tags(&text).iter().filter(|tag| tag.name == "script" && tag.attribute(MARK).is_some()) {
        let file = tag.value("src").trim_start_matches("./").to_owned();
        let script = site.text(&file)?;
        if script.to_ascii_lowercase().contains("</script") || script.contains("<!--") {
            bail!("{file} cannot stand in {page}: what it says would end it.");
        }
        for attribute in ["src", MARK].iter().filter_map(|name| tag.attribute(name)) {
            edits.push((attribute.whole(), String::new()));
        }
        edits.push((tag.content.clone(), format!("\n{script}")));
        site.remove(&file)?;
    }
    edits.sort_by_key(|(range, _)| range.start);
    if !edits.is_empty() {
        site.write(page, html::replaced(&text, &edits))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    const PAGE: &str = "<p>a</p><script id=x src=\"./a.js\" data-inline></script><script src=./b.js></script>";

    #[test]
    fn what_is_marked_stands_in_the_page_and_nowhere_else() {
        let trial = Trial::new(&[("mini.html", PAGE), ("a.js", "let a = 1;"), ("b.js", "")]);
        inline(&trial.0, "mini.html").unwrap();
        let page = trial.0.text("mini.html").unwrap();
        assert_eq!(page, "<p>a</p><script id=x  >\nlet a = 1;</script><script src=./b.js></script>");
        assert!(!trial.0.has("a.js") && trial.0.has("b.js"));
    }

    #[test]
    fn parts_from_a_folder_keep_their_order() {
        let page = ["b", "a"].map(|part| format!("<script src=\"./parts/{part}.js\" data-inline></script>")).concat();
        let trial = Trial::new(&[("mini.html", &page), ("parts/a.js", "a;"), ("parts/b.js", "b;")]);
        inline(&trial.0, "mini.html").unwrap();
        assert_eq!(trial.0.text("mini.html").unwrap(), "<script  >\nb;</script><script  >\na;</script>");
        assert_eq!(trial.0.files().unwrap(), ["mini.html"]);
        assert!(!trial.0.path("parts").exists());
    }

    #[test]
    fn a_script_that_would_end_itself_is_refused() {
        for script in ["'</script>'", "'</SCRIPT'", "'<!--'"] {
            let trial = Trial::new(&[("mini.html", PAGE), ("a.js", script), ("b.js", "")]);
            assert!(inline(&trial.0, "mini.html").is_err());
        }
    }
}
