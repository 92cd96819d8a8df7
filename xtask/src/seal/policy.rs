//! The Content-Security-Policy of the pages: each inline script is allowed by its hash, and nothing else inline is.

use anyhow::{Context, Result, bail};

use crate::site::html::{self, Tag};
use crate::site::{INDEX, Site, digest};

/// Stands in a page's policy where the hashes belong.
const PLACEHOLDER: &str = "'teahouse-script-hashes'";

/// Fills in the hashes of a page; the start page must ask for them.
pub(super) fn complete(site: &Site, page: &str) -> Result<()> {
    let html = site.text(page)?;
    if page == INDEX || html.contains(PLACEHOLDER) {
        let html = completed(&html).with_context(|| format!("{page} breaks its own policy."))?;
        site.write(page, html)?;
    }
    Ok(())
}

/// The policy that a page states about itself.
pub(super) fn stated(html: &str) -> Option<String> {
    let tags = html::tags(html);
    tags.iter().find(|tag| is_policy(tag)).map(|tag| tag.value("content").to_owned())
}

/// A policy in the page holds only for what comes after it.
pub(super) fn check_place(html: &str) -> Result<()> {
    let tags = html::tags(html);
    let first = tags.iter().find(|tag| is_policy(tag) || ["script", "link"].contains(&tag.name.as_str()));
    if !first.is_some_and(is_policy) {
        bail!("The policy of index.html must stand before its first script and link.");
    }
    Ok(())
}

pub(super) fn is_policy(tag: &Tag) -> bool {
    tag.name == "meta" && tag.value("http-equiv").eq_ignore_ascii_case("Content-Security-Policy")
}

fn completed(html: &str) -> Result<String> {
    let tags = html::tags(html);
    let mut hashes = Vec::new();
    for tag in &tags {
        check_inline(tag)?;
        if tag.name == "script" && tag.attribute("src").is_none() {
            hashes.push(digest::policy_source(&html[tag.content.clone()]));
        }
    }
    let policy = tags
        .iter()
        .find(|tag| is_policy(tag))
        .and_then(|tag| tag.attribute("content"))
        .context("There is no <meta http-equiv=\"Content-Security-Policy\">.")?;
    if !policy.value.contains(PLACEHOLDER) {
        bail!("The policy does not hold {PLACEHOLDER}, where the hashes of inline scripts belong.");
    }
    let value = policy.value.replace(PLACEHOLDER, &hashes.join(" "));
    Ok(html::replaced(html, &[(policy.span.clone(), value)]))
}

fn check_inline(tag: &Tag) -> Result<()> {
    if tag.name == "style" {
        bail!("There is an inline <style>; write a stylesheet instead.");
    }
    let inline = tag.attributes.iter().find(|found| found.name.starts_with("on") || found.name == "style");
    if let Some(found) = inline {
        bail!("A <{}> has the attribute `{}`, which the policy blocks.", tag.name, found.name);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "<meta http-equiv=\"content-security-policy\" content=\"script-src 'self' 'teahouse-script-hashes'; img-src *\">";

    #[test]
    fn each_inline_script_is_allowed_by_its_hash() {
        let html = format!("{POLICY}<script src=a.js></script><script>alert('Hello, world.');</script>");
        let policy = stated(&completed(&html).unwrap()).unwrap();
        assert_eq!(policy, "script-src 'self' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='; img-src *");
    }

    #[test]
    fn nothing_else_may_be_inline() {
        for bad in ["<style>a{}</style>", "<p onclick=x()>", "<p style='a:b'>"] {
            assert!(completed(&format!("{POLICY}{bad}")).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_page_without_the_policy_or_its_placeholder_is_refused() {
        assert!(completed("<p>").is_err());
        assert!(completed(&POLICY.replace(PLACEHOLDER, "")).is_err());
    }

    #[test]
    fn the_policy_comes_first() {
        assert!(check_place(&format!("<meta charset=utf-8>{POLICY}<link>")).is_ok());
        assert!(check_place(&format!("<script></script>{POLICY}")).is_err());
    }
}
