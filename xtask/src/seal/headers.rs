//! `_headers`: the HTTP headers of the site, in the format that Netlify and Cloudflare Pages read.
//!
//! What `public/_headers` already says is kept below.

use std::collections::BTreeSet;

use anyhow::{Context, Result};

use super::policy;
use crate::site::{HEADERS, INDEX, SERVICE_WORKER, Site, reach};

/// For every file. Only what the app itself uses is allowed, and nothing to the programs it frames.
const EVERYWHERE: &str = "\
/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: accelerometer=(), camera=(self), display-capture=(), fullscreen=(self), \
geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(self), midi=(), payment=(), serial=(), usb=()
";

/// Of a worker. Its policy comes with its own script, whatever the page's says.
const WORKER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
/// Of an engine that talks to homeservers: any host with https, and for trying those of this machine.
const FAR: &str = " https: http://localhost:* http://127.0.0.1:*";

/// Writes the file; `hashed` are the names that change with their content.
pub(super) fn write(site: &Site, hashed: &BTreeSet<String>) -> Result<()> {
    let mut text = EVERYWHERE.to_owned();
    let policy = policy::stated(&site.text(INDEX)?).context("index.html states no policy.")?;
    for page in ["/", "/index.html"] {
        text.push_str(&page_rule(page, &policy, "'none'"));
    }
    let mut fresh = site.top(&[".webmanifest", "manifest.json"])?;
    fresh.push(SERVICE_WORKER.to_owned());
    for page in site.files()?.into_iter().filter(|file| file.ends_with(".html")) {
        match policy::stated(&site.text(&page)?) {
            _ if page == INDEX => {}
            Some(policy) => match page.strip_suffix(INDEX) {
                // The page of a folder, which has two addresses.
                Some(folder) => {
                    for path in [folder, &page] {
                        text.push_str(&page_rule(&format!("/{path}"), &policy, "'none'"));
                    }
                }
                // A page that runs mini-programs is framed by the shell, and by nobody else.
                None => text.push_str(&page_rule(&format!("/{page}"), &policy, "'self'")),
            },
            None => fresh.push(page),
        }
    }
    for file in fresh {
        text.push_str(&format!("/{file}\n  Cache-Control: no-cache\n"));
    }
    for (file, is_far) in reach::workers(site)? {
        let far = if is_far { FAR } else { "" };
        text.push_str(&format!("/{file}\n  Content-Security-Policy: {WORKER}{far}\n"));
    }
    for file in hashed {
        let forever = "public, max-age=31536000, immutable";
        text.push_str(&format!("/{file}\n  Cache-Control: {forever}\n"));
    }
    if site.has(HEADERS) {
        text.push_str(&site.text(HEADERS)?);
    }
    site.write(HEADERS, text)
}

fn page_rule(path: &str, policy: &str, ancestors: &str) -> String {
    let policy = policy.split_whitespace().collect::<Vec<_>>().join(" ");
    let policy = policy.trim_end_matches([';', ' ']);
    format!("{path}\n  Content-Security-Policy: {policy}; frame-ancestors {ancestors}\n  Cache-Control: no-cache\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    const WORKERS: &str =
        "<meta name=teahouse-engine-local content=./near.js><meta name=teahouse-engine-far content=./far.js>";
    const PAGE: &str = "<meta http-equiv=Content-Security-Policy content=\"default-src\n 'none';\">";

    #[test]
    fn pages_get_their_policy_and_hashed_files_a_long_life() {
        let trial = Trial::new(&[
            (INDEX, &format!("{PAGE}{WORKERS}")),
            ("mini.html", PAGE),
            ("join/index.html", PAGE),
            (HEADERS, "/x\n  A: b\n"),
        ]);
        write(&trial.0, &BTreeSet::from(["a-1.js".to_owned()])).unwrap();
        let text = trial.0.text(HEADERS).unwrap();
        for part in [
            "/\n  Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\n",
            "/mini.html\n  Content-Security-Policy: default-src 'none'; frame-ancestors 'self'\n",
            "/join/\n  Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\n",
            "/join/index.html\n  Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\n",
            "/sw.js\n  Cache-Control: no-cache\n",
            "/near.js\n  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'\n",
            "/far.js\n  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' https: http://localhost:* http://127.0.0.1:*\n",
            "/a-1.js\n  Cache-Control: public, max-age=31536000, immutable\n",
            "/x\n  A: b\n",
        ] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
    }
}
