//! Coming in and going away: sessions that begin, go on, and end.
//!
//! Who somebody is, is asked by a client without a store: until the server has said yes, everything stays as it was.

mod device;
pub(crate) mod register;
mod rescue;

use std::rc::Rc;
use std::time::Duration;

use matrix_sdk::Client;
use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::ruma::api::client::session::login::v3::{LoginInfo, Password, Request};
use matrix_sdk::ruma::api::client::uiaa::{MatrixUserIdentifier, UserIdentifier};
use teahouse::backend::Failure;
use teahouse::domain::chat::Chat;
use teahouse::domain::home::HomeError;
use teahouse::domain::id::PersonId;

use crate::account::{Account, client};
use crate::chats::shown;
use crate::discovery::{Found, discover};
use crate::keep::{Kept, OWN, Own, SESSION};
use crate::runtime::{spawn, within};
use crate::safety::{devices, identity};
use crate::session::Seat;
use crate::{Shared, failure, ids};

/// How long the server may take to say who one is.
const PATIENCE: Duration = Duration::from_secs(12);
/// How long it may take to hear that one has gone.
const FAREWELL: Duration = Duration::from_secs(4);

impl Shared {
    /// What is known of a person's list before their account is alive.
    pub(crate) async fn shown(&self, profile: &PersonId) -> Result<Vec<Chat>, Failure> {
        if self.account.borrow().is_some() {
            return Ok(Vec::new());
        }
        let keep = self.keep().await?;
        let (kept, own) = futures::join!(keep.read::<Kept>(SESSION), keep.read::<Own>(OWN));
        let is_theirs = kept?.is_some_and(|kept| ids::person(&kept.session.meta.user_id) == *profile);
        if is_theirs { Ok(shown::read(&keep, &own?.unwrap_or_default()).await) } else { Ok(Vec::new()) }
    }

    /// The account of this store, brought to life if it is not alive yet, with what is known of its list.
    pub(crate) async fn open_account(self: &Rc<Self>, shown: Vec<Chat>) -> Result<Rc<Account>, Failure> {
        let _turn = self.turn.lock().await;
        if let Some(account) = &*self.account.borrow() {
            return Ok(Rc::clone(account));
        }
        let keep = self.keep().await?;
        let kept: Kept = keep.read(SESSION).await?.ok_or(Failure::NotFound)?;
        let client = client(&keep, &self.store, &kept.homeserver, kept.sliding).await?;
        client.restore_session(kept.session.clone()).await.map_err(|error| failure::of(&error))?;
        let account = Account::open(self, client, kept, shown).await?;
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
    let again = kept.filter(|kept| kept.session.meta.user_id.localpart().eq_ignore_ascii_case(local));
    let identifier = UserIdentifier::Matrix(MatrixUserIdentifier::new(user.to_owned()));
    let mut request = Request::new(LoginInfo::Password(Password::new(identifier, password.to_owned())));
    request.device_id = again.map(|kept| kept.session.meta.device_id);
    request.initial_device_display_name = Some(device::name());
    let door = door(&found.shown.url).await?;
    let answer = within(PATIENCE, door.send(request)).await.ok_or(HomeError::NoHost)?;
    let answer = answer.map_err(|error| failure::of_http(&error))?;
    begin(shared, &found, MatrixSession::from(&answer), password).await
}

/// A client that only asks.
async fn door(homeserver: &str) -> Result<Client, Failure> {
    Client::builder().homeserver_url(homeserver).build().await.map_err(|error| failure::of_build(&error))
}

/// Begins a session that the server has granted. On the same device everything goes on; keys of another one would
/// be refused by the SDK, so that what it keeps makes room, and what was written and not sent is kept as drafts.
async fn begin(
    shared: &Rc<Shared>,
    found: &Found,
    session: MatrixSession,
    password: &str,
) -> Result<Rc<Account>, Failure> {
    let _turn = shared.turn.lock().await;
    let keep = shared.keep().await?;
    let before: Option<Kept> = keep.read(SESSION).await?;
    if before.as_ref().is_some_and(|before| before.session.meta.user_id != session.meta.user_id) {
        // The store of somebody else: the router gives everybody one of their own.
        return Err(Failure::NotFound);
    }
    let goes_on = before.as_ref().is_some_and(|before| before.session.meta == session.meta);
    let alive = shared.account.borrow_mut().take();
    if let Some(before) = before.as_ref().filter(|_| !goes_on) {
        rescue::drafts(shared, &keep, before, alive.as_deref()).await?;
    }
    let seats: Vec<_> = shared.seats().into_iter().map(|seat| (seat.leave(), seat)).collect();
    if let Some(alive) = alive {
        alive.stop().await;
    }
    if !goes_on {
        keep.remove_stores(&shared.store).await?;
    }
    let client = client(&keep, &shared.store, &found.shown.url, found.sliding).await?;
    client.restore_session(session.clone()).await.map_err(|error| failure::of(&error))?;
    if goes_on {
        devices::announce(&client).await?;
    }
    let user = session.meta.user_id.clone();
    let name = before.and_then(|before| before.name).unwrap_or_else(|| user.localpart().to_owned());
    let kept =
        Kept { homeserver: found.shown.url.clone(), sliding: found.sliding, session, name: Some(name), ended: false };
    keep.write(SESSION, &kept).await?;
    let (first, password) = (client.clone(), password.to_owned());
    spawn(async move { identity::begin(&first, user, password).await });
    let account = Account::open(shared, client, kept, Vec::new()).await?;
    *shared.account.borrow_mut() = Some(Rc::clone(&account));
    if goes_on {
        account.outgoing.retry_all().await;
    }
    for (watched, seat) in seats {
        seat.come_back(&account, watched).await;
    }
    Ok(account)
}

/// Ends the session, removes its token from this device, and ends the engine. `by` is who asked for it: the others are
/// told. It may be asked again after a crash, when nothing is left, or by a tab in which nobody acts.
///
/// What the SDK keeps is removed by whoever is there when this worker has ended.
pub(crate) async fn sign_out(shared: &Rc<Shared>, by: &Rc<Seat>) {
    // A store that cannot be opened has a session all the same, which is given up.
    let _ = shared.open_account(Vec::new()).await;
    let _turn = shared.turn.lock().await;
    let account = shared.account.borrow_mut().take();
    if let Some(account) = &account {
        account.stop().await;
        // A server that cannot be reached keeps a session that nobody has the token of.
        let _ = within(FAREWELL, account.client.logout()).await;
    }
    for seat in shared.seats() {
        seat.close(Rc::ptr_eq(&seat, by));
    }
    drop(account);
    if let Ok(keep) = shared.keep().await {
        shared.keep.borrow_mut().take();
        // What cannot go now goes with everything else.
        let _ = keep.remove_all(&shared.store).await;
    }
    shared.alive.take();
}
