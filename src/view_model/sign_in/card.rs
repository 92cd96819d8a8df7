//! What a homeserver says of itself, for somebody who is about to trust it with a password.

use super::Purpose;
use crate::domain::home::{Homeserver, Registration};
use crate::text::Catalogue;

/// What can be done at the server for the purpose of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Nothing from here.
    None,
    /// With name and password.
    Password,
    /// With name, password and a token.
    Token,
}

/// An address that can be opened, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The words.
    pub title: String,
    /// An `http` or `https` address.
    pub url: String,
}

/// The card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What it is called for those who hear it read out.
    pub label: String,
    /// The name of the server.
    pub name: String,
    /// Where it really is, if that is elsewhere.
    pub reached_at: Option<String>,
    /// Who answers for it, each in a line.
    pub keepers: Vec<String>,
    /// Said where it does not say who answers for it.
    pub nobody: Option<&'static str>,
    /// Its page about help.
    pub support: Option<Reference>,
    /// What one agrees to there.
    pub terms: Vec<Reference>,
    /// What it offers, each in a line.
    pub offers: Vec<&'static str>,
    /// Why nothing can be done from here, if so.
    pub obstacle: Option<&'static str>,
    /// What can be done.
    pub way: Way,
}

impl Card {
    pub(super) fn new(server: &Homeserver, purpose: Purpose, all: &'static Catalogue) -> Self {
        let texts = &all.sign_in;
        let keepers: Vec<String> = server
            .keepers
            .iter()
            .filter(|keeper| !keeper.reach.is_empty())
            .map(|keeper| {
                let reach = keeper.reach.join(all.common.comma);
                if keeper.security { format!("{reach} ({})", texts.for_security) } else { reach }
            })
            .collect();
        let support = server.support.as_ref().and_then(|url| reference(texts.support, url));
        let registration = match server.registration {
            Registration::Open => texts.open,
            Registration::Token => texts.with_token,
            Registration::Elsewhere => texts.elsewhere,
        };
        let way = match (purpose, server.registration) {
            (Purpose::Known, _) if server.password => Way::Password,
            (Purpose::New, Registration::Open) => Way::Password,
            (Purpose::New, Registration::Token) => Way::Token,
            _ => Way::None,
        };
        let obstacle = match purpose {
            _ if way != Way::None => None,
            Purpose::New => Some(texts.elsewhere),
            Purpose::Known if server.browser => Some(texts.by_browser),
            Purpose::Known => Some(texts.no_way),
        };
        Self {
            label: (texts.card)(&server.name),
            name: server.name.clone(),
            reached_at: (host(&server.url) != server.name).then(|| (texts.reached_at)(host(&server.url))),
            nobody: (keepers.is_empty() && support.is_none()).then_some(texts.nobody_known),
            keepers,
            support,
            terms: server.terms.iter().filter_map(|terms| reference(&terms.title, &terms.url)).collect(),
            offers: server
                .password
                .then_some(texts.by_password)
                .into_iter()
                .chain((obstacle != Some(texts.elsewhere)).then_some(registration))
                .collect(),
            obstacle,
            way,
        }
    }
}

/// The name of the place, of an address.
fn host(url: &str) -> &str {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    rest.split('/').next().unwrap_or(rest)
}

/// What a server says is not believed: another kind of address is none.
fn reference(title: &str, url: &str) -> Option<Reference> {
    let web = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    let title = if title.trim().is_empty() { url } else { title };
    web.then(|| Reference { title: title.into(), url: url.into() })
}
