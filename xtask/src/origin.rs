//! The origins from which a deployment lets something come, as they are given to a build.

use std::env;

use anyhow::{Result, bail};

/// Set by whoever calls Trunk, for its hook: origins with blanks between them.
const WIDGETS: &str = "TEAHOUSE_WIDGET_ORIGINS";
const PACKAGES: &str = "TEAHOUSE_PACKAGE_ORIGINS";

/// All of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Origins {
    /// Of widgets that are pages of elsewhere.
    pub(crate) widgets: Vec<Origin>,
    /// Of packages that a link leads to.
    pub(crate) packages: Vec<Origin>,
}

impl Origins {
    /// Those that Trunk's hook is to take.
    pub(crate) fn of_hook() -> Result<Self> {
        let of = |variable| -> Result<Vec<Origin>> {
            env::var(variable).unwrap_or_default().split_ascii_whitespace().map(Origin::parse).collect()
        };
        Ok(Self { widgets: of(WIDGETS)?, packages: of(PACKAGES)? })
    }

    /// The variables that tell Trunk's hook; they are set also where there are none, so that none is left from before.
    pub(crate) fn variables(&self) -> [(&'static str, String); 2] {
        [(WIDGETS, list(&self.widgets)), (PACKAGES, list(&self.packages))]
    }
}

/// A scheme, a host and a port if it is not the usual one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin(String);

impl Origin {
    /// Reads one. It is stricter than a policy is: no path, nothing that stands for many hosts, and `https` unless the
    /// host is this machine.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let is_local = |host: &str| ["localhost", "127.0.0.1", "[::1]"].contains(&host);
        let parts = text.split_once("://").map(|(scheme, rest)| (scheme, rest.strip_suffix('/').unwrap_or(rest)));
        let Some((scheme, authority)) = parts else { bail!("`{text}` is no origin, such as https://pad.example.") };
        let (host, port) = match authority.rfind(':').filter(|at| !authority[*at..].contains(']')) {
            Some(at) => (&authority[..at], Some(&authority[at + 1..])),
            None => (authority, None),
        };
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_".contains(&byte);
        let is_host = !host.is_empty() && host.bytes().all(plain) && host.split('.').all(|label| !label.is_empty());
        let is_port =
            |port: &str| port.bytes().all(|it| it.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|it| it > 0);
        if !(is_host || is_local(host)) || port.is_some_and(|port| !is_port(port)) {
            bail!("`{text}` is no origin: it is a scheme and one host in small letters, with nothing behind it.");
        }
        match scheme {
            "https" => {}
            "http" if is_local(host) => {}
            _ => bail!("`{text}` is not allowed: pages of elsewhere come by https."),
        }
        Ok(Self(format!("{scheme}://{authority}")))
    }

    /// The origin as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// As they stand in a page.
pub(crate) fn list(origins: &[Origin]) -> String {
    origins.iter().map(Origin::as_str).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_one_host_and_nothing_behind_it() {
        for (text, origin) in [
            ("https://pad.example", "https://pad.example"),
            ("https://pad.example:8443/", "https://pad.example:8443"),
            ("http://localhost:5173", "http://localhost:5173"),
            ("http://[::1]:9", "http://[::1]:9"),
        ] {
            assert_eq!(Origin::parse(text).unwrap().as_str(), origin);
        }
        for text in [
            "",
            "pad.example",
            "https://",
            "https://*",
            "https://*.example",
            "https://pad.example/path",
            "https://pad.example//",
            "https://pad.example:*",
            "https://pad.example:",
            "https://mei@pad.example",
            "https://pad.example; script-src *",
            "https://Pad.example",
            "http://pad.example",
            "data:text/html",
            "'self'",
        ] {
            assert!(Origin::parse(text).is_err(), "{text}");
        }
    }
}
