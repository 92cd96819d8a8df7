//! Where a page comes from, and from where a deployment lets widgets come.

use serde::{Deserialize, Serialize};

/// The hosts of this machine, which may do without `https`.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// A scheme, a host, and a port if it is not the usual one, as browsers write it (HTML, "origin").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin(String);

impl Origin {
    /// Reads an origin, with nothing behind it but a slash.
    pub fn parse(text: &str) -> Option<Self> {
        let (origin, rest) = split(text)?;
        matches!(rest, "" | "/").then_some(origin)
    }

    /// The origin of an address. It is stricter than browsers are, so that both mean the same host by it.
    pub fn of(address: &str) -> Option<Self> {
        split(address).map(|(origin, _)| origin)
    }

    /// The origin as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, with the port if there is one: what a person looks at.
    pub fn host(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, host)| host)
    }
}

/// Everything up to the host and its port, and what stands behind.
fn split(address: &str) -> Option<(Origin, &str)> {
    // No blank, no control character and no `\`, which browsers drop or read as a slash.
    if !address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
        return None;
    }
    let (scheme, rest) = address.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let authority = authority.to_ascii_lowercase();
    let (host, port) = match authority.rfind(':').filter(|at| !authority[*at..].contains(']')) {
        Some(at) => (&authority[..at], Some(port(&authority[at + 1..])?)),
        None => (authority.as_str(), None),
    };
    let usual = match scheme.as_str() {
        "https" => 443,
        "http" if LOOPBACK.contains(&host) => 80,
        _ => return None,
    };
    if !LOOPBACK.contains(&host) && !is_host(host) {
        return None;
    }
    let port = port.filter(|port| *port != usual).map(|port| format!(":{port}")).unwrap_or_default();
    Some((Origin(format!("{scheme}://{host}{port}")), rest))
}

fn port(digits: &str) -> Option<u16> {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|port| is_number && *port > 0)
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        let plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        plain && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(is_label)
}

/// The origins from which a deployment lets widgets come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(Vec<Origin>);

impl Origins {
    /// Reads a list with blanks between them. The app's own origin is never among them: such a page could do whatever
    /// the app can.
    pub fn read(list: &str, base: &str) -> Self {
        let own = Origin::of(base);
        let others = list.split_ascii_whitespace().filter_map(Origin::parse);
        Self(others.filter(|origin| own.as_ref() != Some(origin)).collect())
    }

    /// True if none may come.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True for one that may.
    pub fn allow(&self, origin: &Origin) -> bool {
        self.0.contains(origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Option<String> {
        Origin::of(address).map(|origin| origin.as_str().to_owned())
    }

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for (address, origin) in [
            ("https://pad.example", "https://pad.example"),
            ("HTTPS://Pad.Example:443/a?b#c", "https://pad.example"),
            ("https://pad.example:8443?x", "https://pad.example:8443"),
            ("http://127.0.0.1:80/", "http://127.0.0.1"),
            ("http://localhost:5173/x", "http://localhost:5173"),
            ("http://[::1]:9/x", "http://[::1]:9"),
        ] {
            assert_eq!(of(address).as_deref(), Some(origin), "{address}");
        }
    }

    #[test]
    fn an_address_that_browsers_could_read_another_way_has_none() {
        for address in [
            "https://pad.example@evil.example/",
            "https://pad.example\\@evil.example/",
            "https://evil.example\\.pad.example/",
            "https://pad.example:80$a/",
            "https://pad.example$matrix_user_id/",
            "https://pad.example:/",
            "https://pad.example:0/",
            "https://pad.example:+80/",
            "https://pad.example:99999/",
            "https://pad.\texample/",
            " https://pad.example/",
            "https://pád.example/",
            "https://%70ad.example/",
            "https://*.example/",
            "https:///pad.example",
            "https://.example/",
            "https://[::2]/x y",
            "http://pad.example/",
            "http://127.0.0.1.evil.example/",
            "file:///etc/passwd",
        ] {
            assert_eq!(of(address), None, "{address}");
        }
    }

    #[test]
    fn a_list_holds_origins_alone_and_never_that_of_the_app() {
        let list = "https://pad.example https://tea.example/ https://a.example/path *.example https://b.example/";
        let origins = Origins::read(list, "https://tea.example/house/");
        let allows = |address| origins.allow(&Origin::of(address).unwrap());
        assert!(allows("https://pad.example/x") && allows("https://b.example"));
        assert!(!allows("https://tea.example/x") && !allows("https://a.example/path"));
        assert!(Origins::read("", "https://tea.example/").is_empty());
    }
}
