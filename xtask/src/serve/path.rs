//! From the target of a request to a file of the site, and never to one outside of it.

/// The file's path below the site, or nothing for what no site has.
pub(super) fn file_of(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut path = decoded(path)?;
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    // Backslashes and drive letters part folders on some systems; hidden files and `_headers` are the host's own.
    let is_plain = |part: &str| !part.is_empty() && !part.starts_with(['.', '_']) && !part.contains(['\\', ':', '\0']);
    path.split('/').all(is_plain).then_some(path)
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_stand_for_their_page() {
        assert_eq!(file_of("/").unwrap(), "index.html");
        assert_eq!(file_of("/a/?q#f").unwrap(), "a/index.html");
        assert_eq!(file_of("/%E8%8C%B6.svg").unwrap(), "茶.svg");
    }

    #[test]
    fn no_way_leads_out_of_the_site() {
        for attack in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/a/..%2f..%2fCargo.toml",
            "/..\\Cargo.toml",
            "/%5c..%5cCargo.toml",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/c:/windows",
            "/.stage/index.html",
            "/_headers",
            "/%00",
            "/%",
            "/%zz",
            "http://elsewhere/",
        ] {
            assert_eq!(file_of(attack), None, "{attack}");
        }
    }
}
