//! Making an account.

use std::rc::Rc;

use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::ruma::api::client::account::register::v3;
use matrix_sdk::ruma::api::client::uiaa::{AuthData, AuthType, Dummy, RegistrationToken, Terms, UiaaInfo};
use matrix_sdk::{HttpError, SessionMeta, SessionTokens};
use teahouse::backend::Failure;
use teahouse::domain::home::HomeError;

use super::{PATIENCE, begin, device, door};
use crate::account::Account;
use crate::discovery::discover;
use crate::runtime::within;
use crate::{Shared, failure};

/// What somebody who registers wants.
pub(crate) struct Wish<'a> {
    pub(crate) username: &'a str,
    pub(crate) password: &'a str,
    pub(crate) token: &'a str,
    pub(crate) agreed: bool,
}

/// Makes an account and signs in.
pub(crate) async fn register(shared: &Rc<Shared>, server: &str, wish: &Wish<'_>) -> Result<Rc<Account>, Failure> {
    let found = discover(server).await?;
    let username = wish.username.trim().trim_start_matches('@');
    let username = username.split(':').next().unwrap_or_default();
    if username.is_empty() {
        return Err(HomeError::Username.into());
    }
    if !found.shown.terms.is_empty() && !wish.agreed {
        return Err(HomeError::Terms.into());
    }
    let door = door(&found.shown.url).await?;
    let mut auth = None;
    // Each round is one thing that the server asks for; no server has more than a few.
    for _ in 0..5 {
        let mut request = v3::Request::new();
        request.username = Some(username.to_owned());
        request.password = Some(wish.password.to_owned());
        request.initial_device_display_name = Some(device::name());
        request.auth = auth.take();
        let answer = within(PATIENCE, door.send(request)).await.ok_or(HomeError::NoHost)?;
        let error = match answer {
            Ok(answer) => {
                let session = session(answer).ok_or(Failure::Malformed)?;
                return begin(shared, &found, session, wish.password).await;
            }
            Err(error) => error,
        };
        let Some(asked) = error.as_uiaa_response() else { return Err(refused(&error).into()) };
        if asked.auth_error.is_some() {
            return Err(HomeError::Token.into());
        }
        auth = Some(next(asked, wish).ok_or(HomeError::NoRegistration)?);
    }
    Err(HomeError::NoRegistration.into())
}

fn session(answer: v3::Response) -> Option<MatrixSession> {
    let meta = SessionMeta { user_id: answer.user_id, device_id: answer.device_id? };
    let tokens = SessionTokens { access_token: answer.access_token?, refresh_token: answer.refresh_token };
    Some(MatrixSession { meta, tokens })
}

/// What `M_FORBIDDEN` means here: nobody can register.
fn refused(error: &HttpError) -> HomeError {
    match failure::of_http(error) {
        HomeError::Credentials => HomeError::NoRegistration,
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
