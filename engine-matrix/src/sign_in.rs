//! Coming in and going away: sessions that begin, go on, and end.

use std::rc::Rc;
use std::time::Duration;

use matrix_sdk::Client;
use matrix_sdk::ruma::api::client::account::register;
use matrix_sdk::ruma::api::client::uiaa::{AuthData, AuthType, Dummy, RegistrationToken, Terms, UiaaInfo};
use teahouse::backend::Failure;
use teahouse::domain::home::HomeError;

use crate::account::{Account, client};
use crate::discovery::{Found, discover};
use crate::keep::{Kept, SESSION};
use crate::runtime::within;
use crate::{Shared, failure};

/// How the device is called where devices are listed.
const DEVICE: &str = "Teahouse";
/// How long the server may take to say who one is.
const PATIENCE: Duration = Duration::from_secs(12);
/// How long it may take to hear that one has gone.
const FAREWELL: Duration = Duration::from_secs(4);

/// What somebody who registers wants.
pub(crate) struct Wish<'a> {
    pub(crate) username: &'a str,
    pub(crate) password: &'a str,
    pub(crate) token: &'a str,
    pub(crate) agreed: bool,
}

impl Shared {
    /// The account of this store, brought to life if it is not alive yet.
    pub(crate) async fn open_account(self: &Rc<Self>) -> Result<Rc<Account>, Failure> {
        let _turn = self.turn.lock().await;
        if let Some(account) = &*self.account.borrow() {
            return Ok(Rc::clone(account));
        }
        let kept: Kept = self.keep().await?.read(SESSION).await?.ok_or(Failure::NotFound)?;
        let client = client(&self.store, &kept.homeserver, kept.sliding).await?;
        client.restore_session(kept.session.clone()).await.map_err(|error| failure::of(&error))?;
        let account = Account::open(self, client, kept).await?;
        *self.account.borrow_mut() = Some(Rc::clone(&account));
        Ok(account)
    }
}

/// Signs in by password. An account whose session has ended goes on with everything that is here.
pub(crate) async fn sign_in(
    shared: &Rc<Shared>,
    server: &str,
    username: &str,
    password: &str,
) -> Result<Rc<Account>, Failure> {
    let user = username.trim();
    let found = match user.strip_prefix('@').and_then(|user| user.split_once(':')) {
        // A whole address says which server it belongs to.
        Some((_, named)) if server.trim().is_empty() => discover(named).await?,
        _ => discover(server).await?,
    };
    let local = user.trim_start_matches('@').split(':').next().unwrap_or_default();
    if local.is_empty() || password.is_empty() {
        return Err(HomeError::Credentials.into());
    }
    let kept: Option<Kept> = shared.keep().await?.read(SESSION).await?;
    let again = kept.filter(|kept| kept.session.meta.user_id.localpart() == local);
    begin(shared, &found, |client| async move {
        let login = client.matrix_auth().login_username(user, password).initial_device_display_name(DEVICE);
        let login = match &again {
            Some(kept) => login.device_id(kept.session.meta.device_id.as_str()),
            None => login,
        };
        let answer = within(PATIENCE, login.send()).await.ok_or(HomeError::NoHost)?;
        answer.map(drop).map_err(|error| failure::of(&error))
    })
    .await
}

/// Makes an account and signs in.
pub(crate) async fn register(shared: &Rc<Shared>, server: &str, wish: Wish<'_>) -> Result<Rc<Account>, Failure> {
    let found = discover(server).await?;
    let username = wish.username.trim().trim_start_matches('@');
    let username = username.split(':').next().unwrap_or_default();
    if username.is_empty() {
        return Err(HomeError::Username.into());
    }
    if !found.shown.terms.is_empty() && !wish.agreed {
        return Err(HomeError::Terms.into());
    }
    begin(shared, &found, |client| async move {
        let mut auth = None;
        // Each round is one thing that the server asks for; no server has more than a few.
        for _ in 0..5 {
            let mut request = register::v3::Request::new();
            request.username = Some(username.to_owned());
            request.password = Some(wish.password.to_owned());
            request.initial_device_display_name = Some(DEVICE.to_owned());
            request.auth = auth.take();
            let answer = within(PATIENCE, client.matrix_auth().register(request)).await.ok_or(HomeError::NoHost)?;
            let error = match answer {
                Ok(_) => return Ok(()),
                Err(error) => error,
            };
            let Some(asked) = error.as_uiaa_response() else { return Err(refused(&error)) };
            if asked.auth_error.is_some() {
                return Err(HomeError::Token.into());
            }
            auth = Some(next(asked, &wish).ok_or(HomeError::NoRegistration)?);
        }
        Err(HomeError::NoRegistration.into())
    })
    .await
}

/// What `M_FORBIDDEN` means here: nobody can register.
fn refused(error: &matrix_sdk::Error) -> Failure {
    match failure::of(error) {
        Failure::Home(HomeError::Credentials) => HomeError::NoRegistration.into(),
        other => other,
    }
}

/// The next thing that a server asks for, if it can be given.
fn next(asked: &UiaaInfo, wish: &Wish<'_>) -> Option<AuthData> {
    let flow = asked.flows.iter().find(|flow| flow.stages.iter().all(possible))?;
    let stage = flow.stages.iter().find(|stage| !asked.completed.contains(stage))?;
    let session = asked.session.clone();
    Some(match stage {
        AuthType::RegistrationToken => {
            let mut token = RegistrationToken::new(wish.token.trim().to_owned());
            token.session = session;
            AuthData::RegistrationToken(token)
        }
        AuthType::Terms => {
            let mut terms = Terms::new();
            terms.session = session;
            AuthData::Terms(terms)
        }
        _ => {
            let mut dummy = Dummy::new();
            dummy.session = session;
            AuthData::Dummy(dummy)
        }
    })
}

/// What this version can give a server that asks for it.
pub(crate) fn possible(stage: &AuthType) -> bool {
    matches!(stage, AuthType::Dummy | AuthType::RegistrationToken | AuthType::Terms)
}

async fn begin<F: Future<Output = Result<(), Failure>>>(
    shared: &Rc<Shared>,
    found: &Found,
    come_in: impl FnOnce(Client) -> F,
) -> Result<Rc<Account>, Failure> {
    let _turn = shared.turn.lock().await;
    let before = shared.account.borrow_mut().take();
    if let Some(before) = before {
        before.stop().await;
    }
    let client = client(&shared.store, &found.shown.url, found.sliding).await?;
    come_in(client.clone()).await?;
    let session = client.matrix_auth().session().ok_or(Failure::Malformed)?;
    let name = session.meta.user_id.localpart().to_owned();
    let kept =
        Kept { homeserver: found.shown.url.clone(), sliding: found.sliding, session, name: Some(name), ended: false };
    shared.keep().await?.write(SESSION, &kept).await?;
    let account = Account::open(shared, client, kept).await?;
    *shared.account.borrow_mut() = Some(Rc::clone(&account));
    Ok(account)
}

/// Ends the session, and removes everything of it from this device.
pub(crate) async fn sign_out(shared: &Rc<Shared>) -> Result<(), Failure> {
    let _turn = shared.turn.lock().await;
    let account = shared.account.borrow_mut().take();
    if let Some(account) = &account {
        account.stop().await;
        // A server that cannot be reached keeps a session that nobody has the token of.
        let _ = within(FAREWELL, account.client.logout()).await;
    }
    for seat in shared.seats() {
        seat.close();
    }
    drop(account);
    let keep = shared.keep().await?;
    shared.keep.borrow_mut().take();
    keep.remove_all(&shared.store).await
}
