//! From a request to its answer, without any network.

use super::path::file_of;
use super::rules;
use super::store::{Store, Stored, media_type};
use crate::site::HEADERS;

/// What of a request matters.
#[derive(Debug, Default)]
pub(super) struct Ask<'a> {
    /// The method, in capitals.
    pub(super) method: &'a str,
    /// Path and query.
    pub(super) target: &'a str,
    /// The header of this name, or nothing.
    pub(super) accept_encoding: &'a str,
    /// The header of this name, or nothing.
    pub(super) if_none_match: &'a str,
}

/// What is sent back.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// The HTTP status.
    pub(super) status: u16,
    /// Names and values.
    pub(super) headers: Vec<(String, String)>,
    /// The content, maybe compressed.
    pub(super) body: Vec<u8>,
}

/// Answers a request for a file of the site.
pub(super) fn answer(store: &Store, ask: &Ask) -> Answer {
    if !["GET", "HEAD"].contains(&ask.method) {
        return Answer { status: 405, headers: vec![("Allow".into(), "GET, HEAD".into())], body: Vec::new() };
    }
    let path = ask.target.split(['?', '#']).next().unwrap_or_default();
    let found = file_of(ask.target).and_then(|file| Some((store.get(&file)?, file)));
    let mut answer = match found {
        Some((stored, file)) => whole(&stored, &file, ask),
        None if is_folder(store, path) => beyond(path),
        None => missing(store, ask),
    };
    answer.headers.extend(rules_for(store, path));
    answer
}

/// As static hosts do: a folder's page is at the address that ends with a slash, so that its own addresses are right.
fn is_folder(store: &Store, path: &str) -> bool {
    let page = (!path.ends_with('/')).then(|| file_of(&format!("{path}/"))).flatten();
    page.is_some_and(|page| store.get(&page).is_some())
}

/// Relative, so that it cannot lead to another host.
fn beyond(path: &str) -> Answer {
    let name = path.rsplit('/').next().unwrap_or_default();
    Answer { status: 308, headers: vec![("Location".into(), format!("./{name}/"))], body: Vec::new() }
}

fn missing(store: &Store, ask: &Ask) -> Answer {
    let unconditional = Ask { if_none_match: "", ..*ask };
    let mut answer = match store.get("404.html") {
        Some(page) => whole(&page, "404.html", &unconditional),
        None => Answer {
            headers: vec![("Content-Type".into(), media_type("a.txt").into())],
            body: b"There is no such page.".into(),
            ..Answer::default()
        },
    };
    answer.status = 404;
    answer
}

fn whole(stored: &Stored, file: &str, ask: &Ask) -> Answer {
    let packed = stored.brotli.as_ref().filter(|_| accepts_brotli(ask.accept_encoding));
    let tag = match packed {
        Some(_) => format!("\"{}-br\"", stored.hash),
        None => format!("\"{}\"", stored.hash),
    };
    let mut headers = vec![("ETag".into(), tag.clone()), ("Vary".into(), "Accept-Encoding".into())];
    if ask.if_none_match.split(',').any(|known| known.trim() == tag) {
        return Answer { status: 304, headers, body: Vec::new() };
    }
    headers.push(("Content-Type".into(), media_type(file).into()));
    if stored.is_laid() {
        headers.push(("Cache-Control".into(), "no-store".into()));
    }
    if packed.is_some() {
        headers.push(("Content-Encoding".into(), "br".into()));
    }
    Answer { status: 200, headers, body: packed.unwrap_or(&stored.plain).clone() }
}

fn accepts_brotli(header: &str) -> bool {
    header.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next() == Some("br") && parts.next() != Some("q=0")
    })
}

fn rules_for(store: &Store, path: &str) -> Vec<(String, String)> {
    let Some(stored) = store.get(HEADERS) else {
        return Vec::new();
    };
    let text = String::from_utf8_lossy(&stored.plain);
    rules::headers(&rules::read(&text), path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    fn site() -> (Trial, Store) {
        let trial = Trial::new(&[
            ("index.html", "<p>tea"),
            ("404.html", "nothing"),
            ("a.wasm", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
            ("join/index.html", "come in"),
            ("_headers", "/*\n  X-A: b\n"),
        ]);
        let store = Store::new(trial.0.path(""));
        (trial, store)
    }

    fn get<'a>(target: &'a str) -> Ask<'a> {
        Ask { method: "GET", target, ..Ask::default() }
    }

    fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
        let found = answer.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    #[test]
    fn a_file_comes_with_its_type_and_the_sites_headers() {
        let (_trial, store) = site();
        let answer = answer(&store, &get("/"));
        assert_eq!((answer.status, answer.body.as_slice()), (200, &b"<p>tea"[..]));
        assert_eq!(header(&answer, "Content-Type"), "text/html; charset=utf-8");
        assert_eq!(header(&answer, "X-A"), "b");
    }

    #[test]
    fn what_is_laid_over_the_site_has_its_headers_and_is_not_kept() {
        let (_trial, store) = site();
        assert_eq!(header(&answer(&store, &get("/")), "Cache-Control"), "");
        store.lay("index.html", b"<p>coffee".into());
        let answer = answer(&store, &get("/"));
        assert_eq!((answer.status, answer.body.as_slice()), (200, &b"<p>coffee"[..]));
        assert_eq!((header(&answer, "Cache-Control"), header(&answer, "X-A")), ("no-store", "b"));
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        let (_trial, store) = site();
        let first = answer(&store, &get("/a.wasm"));
        let again = Ask { if_none_match: header(&first, "ETag"), ..get("/a.wasm") };
        let second = answer(&store, &again);
        assert_eq!((second.status, second.body.len()), (304, 0));
    }

    #[test]
    fn brotli_is_sent_to_whoever_takes_it() {
        let (_trial, store) = site();
        let ask = Ask { accept_encoding: "gzip, br", ..get("/a.wasm") };
        let packed = answer(&store, &ask);
        assert_eq!(header(&packed, "Content-Encoding"), "br");
        assert!(packed.body.len() < 47);
        assert!(!accepts_brotli("gzip, br;q=0"));
    }

    #[test]
    fn what_is_not_there_is_a_404_with_its_page() {
        let (_trial, store) = site();
        for target in ["/no", "/_headers", "/../xtask/Cargo.toml", "/%2e%2e/a"] {
            let answer = answer(&store, &get(target));
            assert_eq!((answer.status, answer.body.as_slice()), (404, &b"nothing"[..]));
        }
    }

    #[test]
    fn a_folder_is_at_the_address_with_a_slash() {
        let (_trial, store) = site();
        let answer = answer(&store, &get("/join?x"));
        assert_eq!((answer.status, header(&answer, "Location")), (308, "./join/"));
        for target in ["/join/", "/join/index.html"] {
            assert_eq!(super::answer(&store, &get(target)).body, b"come in", "{target}");
        }
        for target in ["//evil.example", "/..", "/join/.."] {
            assert_eq!(super::answer(&store, &get(target)).status, 404, "{target}");
        }
    }

    #[test]
    fn nothing_can_be_written() {
        let (_trial, store) = site();
        let ask = Ask { method: "POST", ..get("/") };
        assert_eq!(answer(&store, &ask).status, 405);
    }
}
