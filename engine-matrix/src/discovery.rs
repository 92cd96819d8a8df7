//! Finding a homeserver by its name, and what somebody may know of it before they trust it with a password.

use std::time::Duration;

use matrix_sdk::ruma::OwnedServerName;
use matrix_sdk::ruma::api::MatrixVersion;
use matrix_sdk::ruma::api::client::account::register;
use matrix_sdk::ruma::api::client::discovery::discover_support;
use matrix_sdk::ruma::api::client::session::get_login_types::v3::LoginType;
use matrix_sdk::ruma::api::client::uiaa::{AuthType, UiaaInfo};
use matrix_sdk::{Client, ClientBuildError, HttpError};
use teahouse::backend::Failure;
use teahouse::domain::home::{HomeError, Homeserver, Keeper, Registration, Terms};

use crate::runtime::within;
use crate::{failure, network, sign_in, words};

/// How long each question may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The oldest Matrix that this engine speaks: the first one with versions of the specification as a whole.
const OLDEST: MatrixVersion = MatrixVersion::V1_1;
/// How many contacts and rules are shown, and how long a line of them may be, in characters.
const MANY: usize = 8;
const LONG: usize = 200;

/// A homeserver that was found.
pub(crate) struct Found {
    /// What is shown of it.
    pub(crate) shown: Homeserver,
    /// It knows simplified sliding sync.
    pub(crate) sliding: bool,
}

/// Looks for a homeserver by a name or an address as it was typed.
pub(crate) async fn discover(typed: &str) -> Result<Found, Failure> {
    let address = Address::parse(typed)?;
    let client = reach(&address).await?;
    let versions = within(PATIENCE, client.supported_versions()).await.ok_or(HomeError::NoHost)?;
    let versions = versions.map_err(|error| spoken(&error))?;
    let newest = versions.versions.iter().max().ok_or(HomeError::NotMatrix)?;
    if *newest < OLDEST {
        let newest = newest.as_str().unwrap_or_default().to_owned();
        return Err(HomeError::TooOld { newest }.into());
    }
    let sliding = versions.features.iter().any(|feature| feature.as_str() == "org.matrix.simplified_msc3575");
    let (login, register, support) = futures::join!(login(&client), registration(&client), support(&client));
    let (password, browser) = login?;
    let (registration, terms) = register;
    let (keepers, support) = support;
    let url = client.homeserver().to_string().trim_end_matches('/').to_owned();
    let name = client.server().and_then(|server| server.host_str().map(ToOwned::to_owned)).unwrap_or(address.name);
    Ok(Found { shown: Homeserver { name, url, keepers, support, terms, password, browser, registration }, sliding })
}

/// Where somebody says that a server is.
struct Address {
    name: String,
    /// Said in full, with its scheme.
    url: Option<String>,
}

impl Address {
    fn parse(typed: &str) -> Result<Self, HomeError> {
        let text = typed.trim().trim_end_matches('/');
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let name = rest.unwrap_or(text);
        let server = OwnedServerName::try_from(name).map_err(|_| HomeError::Address)?;
        // Nothing is looked up in clear text, except on this very machine.
        let local = matches!(server.host(), "localhost" | "127.0.0.1" | "[::1]");
        let url = match (rest, local) {
            (None, true) => Some(format!("http://{name}")),
            (Some(_), _) if text.starts_with("http://") && !local => return Err(HomeError::Address),
            (Some(_), _) => Some(text.to_owned()),
            (None, false) => None,
        };
        Ok(Self { name: name.to_owned(), url })
    }
}

/// A client for a server, found through its `.well-known` where its name was given.
async fn reach(address: &Address) -> Result<Client, Failure> {
    let builder = Client::builder();
    let builder = match &address.url {
        Some(url) => builder.homeserver_url(url),
        None => builder.server_name_or_homeserver_url(&address.name),
    };
    let url = address.url.clone().unwrap_or_else(|| format!("https://{}", address.name));
    let built = within(PATIENCE, builder.build()).await.ok_or(HomeError::NoHost)?;
    match built {
        Ok(client) => {
            let probe = within(PATIENCE, client.fetch_server_versions(None)).await.ok_or(HomeError::NoHost)?;
            match probe {
                Ok(_) => Ok(client),
                Err(error) => Err(silent(spoken(&error), &url).await.into()),
            }
        }
        Err(ClientBuildError::Http(error)) => Err(silent(spoken(&error), &url).await.into()),
        Err(ClientBuildError::AutoDiscovery(_)) => Err(HomeError::NotMatrix.into()),
        Err(ClientBuildError::InvalidServerName | ClientBuildError::Url(_)) => Err(HomeError::Address.into()),
        Err(error) => Err(HomeError::Failed { reason: failure::reason(&error) }.into()),
    }
}

/// What an answer to the first question means: whatever is not Matrix is said to be so.
fn spoken(error: &HttpError) -> HomeError {
    match failure::of_http(error) {
        HomeError::Failed { .. } | HomeError::Credentials => HomeError::NotMatrix,
        other => other,
    }
}

/// Browsers do not say why nobody answered. If somebody does who is not asked for an answer, it is the server's rules.
async fn silent(error: HomeError, url: &str) -> HomeError {
    let hidden = error == HomeError::NoHost && within(PATIENCE, network::answers_silently(url)).await == Some(true);
    if hidden { HomeError::Closed } else { error }
}

async fn login(client: &Client) -> Result<(bool, bool), Failure> {
    let auth = client.matrix_auth();
    let types = within(PATIENCE, auth.get_login_types()).await.ok_or(HomeError::NoHost)?;
    let flows = types.map_err(|error| spoken(&error))?.flows;
    let password = flows.iter().any(|flow| matches!(flow, LoginType::Password(_)));
    let browser = flows.iter().any(|flow| matches!(flow, LoginType::Sso(_)));
    Ok((password, browser))
}

/// Whether one can register, and the rules that one agrees to by that.
async fn registration(client: &Client) -> (Registration, Vec<Terms>) {
    let asked = within(PATIENCE, client.send(register::v3::Request::new())).await;
    let Some(Err(error)) = asked else { return Default::default() };
    let Some(info) = error.as_uiaa_response() else { return Default::default() };
    let open =
        |flow: &&matrix_sdk::ruma::api::client::uiaa::AuthFlow| flow.stages.iter().all(sign_in::register::possible);
    let Some(flow) = info.flows.iter().find(open) else { return (Registration::Elsewhere, terms(info)) };
    let token = flow.stages.contains(&AuthType::RegistrationToken);
    (if token { Registration::Token } else { Registration::Open }, terms(info))
}

/// The rules of `m.login.terms`, in English where there are several languages.
fn terms(info: &UiaaInfo) -> Vec<Terms> {
    let params: serde_json::Value =
        info.params.as_deref().and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default();
    let Some(policies) = params["m.login.terms"]["policies"].as_object() else { return Vec::new() };
    let one = |policy: &serde_json::Value| {
        let languages = policy.as_object()?.iter().filter(|(key, _)| *key != "version");
        let (_, text) = languages.max_by_key(|(language, _)| *language == "en")?;
        let url = web(text["url"].as_str()?)?;
        let title = text["name"].as_str().map(line).filter(|title| !title.is_empty());
        Some(Terms { title: title.unwrap_or_else(|| url.clone()), url })
    };
    policies.values().filter_map(one).take(MANY).collect()
}

/// Who answers for the server, and its page about help.
async fn support(client: &Client) -> (Vec<Keeper>, Option<String>) {
    let Some(Ok(said)) = within(PATIENCE, client.send(discover_support::Request::new())).await else {
        return Default::default();
    };
    let keeper = |contact: &discover_support::Contact| Keeper {
        security: contact.role.as_str() == "m.role.security",
        reach: contact
            .matrix_id
            .iter()
            .map(|id| line(id.as_str()))
            .chain(contact.email_address.iter().map(|mail| line(mail)))
            .filter(|reach| !reach.is_empty())
            .collect(),
    };
    let keepers = said.contacts.iter().map(keeper).filter(|keeper| !keeper.reach.is_empty()).take(MANY).collect();
    (keepers, said.support_page.as_deref().and_then(web))
}

/// An address that a person may open.
fn web(url: &str) -> Option<String> {
    (url.starts_with("https://") || url.starts_with("http://")).then(|| line(url))
}

fn line(text: &str) -> String {
    words::line(text, LONG)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_named_by_its_name_or_its_address() {
        let parsed = |text: &str| Address::parse(text).map(|it| (it.name, it.url));
        assert_eq!(parsed(" example.org "), Ok(("example.org".into(), None)));
        assert_eq!(
            parsed("https://matrix.example.org/"),
            Ok(("matrix.example.org".into(), Some("https://matrix.example.org".into())))
        );
        assert_eq!(parsed("localhost:8008"), Ok(("localhost:8008".into(), Some("http://localhost:8008".into()))));
        for wrong in ["", "a b", "http://example.org", "exa mple.org", "@mei:example.org", "javascript:alert(1)//"] {
            assert_eq!(parsed(wrong), Err(HomeError::Address), "{wrong}");
        }
    }
}
