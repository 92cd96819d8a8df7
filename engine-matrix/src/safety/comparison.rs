//! Comparing by pictures (SAS): the one that is going on, what is shown of it, and what a person decides.

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::time::Duration;

use futures::stream::{self, LocalBoxStream};
use futures::{FutureExt, StreamExt, select_biased};
use matrix_sdk::encryption::verification::{
    AcceptSettings, CancelInfo, SasState, SasVerification, Verification, VerificationRequest, VerificationRequestState,
};
use matrix_sdk::ruma::events::key::verification::cancel::CancelCode;
use matrix_sdk::ruma::events::key::verification::{ShortAuthenticationString, VerificationMethod};
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId, RoomId};
use teahouse::backend::Failure;
use teahouse::domain::home::HomeError;
use teahouse::domain::safety::Comparison;

use super::compared;
use crate::account::Account;
use crate::failure;
use crate::runtime::{Task, sleep, task, within};

/// How long a comparison may take as a whole: what the specification allows.
const LIMIT: Duration = Duration::from_secs(10 * 60);
/// How long whoever was asked waits for the other one to begin.
const TURN: Duration = Duration::from_secs(3);

/// The comparison of an account.
#[derive(Default)]
pub(crate) struct Comparing(RefCell<Option<Current>>);

struct Current {
    request: VerificationRequest,
    sas: Option<SasVerification>,
    shown: Comparison,
    _follows: Task,
}

impl Comparing {
    /// True until it has come to an end.
    pub(super) fn is_going_on(&self) -> bool {
        let current = self.0.borrow();
        current.as_ref().is_some_and(|it| !matches!(it.shown, Comparison::Done | Comparison::Failed { .. }))
    }

    /// True if this is the one that the shell knows of.
    pub(super) fn is_about(&self, flow: &str) -> bool {
        self.0.borrow().as_ref().is_some_and(|it| it.request.flow_id() == flow)
    }

    /// The room of the one that goes on.
    pub(crate) fn room(&self) -> Option<OwnedRoomId> {
        let is_going_on = self.is_going_on();
        self.0.borrow().as_ref().filter(|_| is_going_on)?.request.room_id().map(ToOwned::to_owned)
    }

    /// True if a word of the other side is waited for in a room that can be lost.
    pub(super) fn waits_in(&self, room: &RoomId) -> bool {
        let current = self.0.borrow();
        let Some(current) = current.as_ref().filter(|current| current.request.room_id() == Some(room)) else {
            return false;
        };
        match current.request.state() {
            VerificationRequestState::Created { .. }
            | VerificationRequestState::Requested { .. }
            | VerificationRequestState::Ready { .. } => true,
            // A second start would replace what whoever was asked has.
            VerificationRequestState::Transitioned { .. } => current.request.we_started(),
            _ => false,
        }
    }
}

/// Asks one's own other devices, or somebody, to compare. One that is going on goes on.
pub(crate) async fn ask(account: &Rc<Account>, whom: Option<OwnedUserId>) -> Result<(), Failure> {
    let _turn = account.turn.lock().await;
    if account.safety.comparing.is_going_on() {
        return Ok(());
    }
    let whom = whom.unwrap_or_else(|| account.me.clone());
    let encryption = account.client.encryption();
    let devices = encryption.get_user_devices(&whom).await.map_err(|error| failure::of(&error))?;
    let alone = whom == account.me && devices.devices().count() < 2;
    let identity = encryption.request_user_identity(&whom).await.map_err(|error| failure::of(&error))?;
    let Some(identity) = identity.filter(|_| !alone) else { return Err(Failure::NotFound) };
    if let Some(room) = account.client.get_dm_room(&whom) {
        account.look_at(Some(room.room_id()));
    }
    let asked = identity.request_verification_with_methods(vec![VerificationMethod::SasV1]).await;
    let request = asked.map_err(|error| HomeError::Failed { reason: failure::reason(&error) })?;
    begin(account, request, Comparison::Waiting);
    Ok(())
}

/// Agrees to compare.
pub(crate) async fn accept(account: &Account) -> Result<(), Failure> {
    let asked = account
        .safety
        .comparing
        .0
        .borrow()
        .as_ref()
        .and_then(|current| matches!(current.shown, Comparison::Asked { .. }).then(|| current.request.clone()));
    let Some(request) = asked else { return Ok(()) };
    request.accept_with_methods(vec![VerificationMethod::SasV1]).await.map_err(|error| failure::of(&error))?;
    // The other side may have answered meanwhile.
    if matches!(account.safety.now().comparison, Some(Comparison::Asked { .. })) {
        show(account, Comparison::Waiting);
    }
    Ok(())
}

/// What the person sees is what the other one sees, or it is not.
pub(crate) async fn confirm(account: &Account, same: bool) -> Result<(), Failure> {
    let current = account.safety.comparing.0.borrow().as_ref().map(|it| (it.sas.clone(), it.shown.clone()));
    let Some((Some(sas), Comparison::Emoji(_))) = current else { return Ok(()) };
    if same {
        sas.confirm().await.map_err(|error| failure::of(&error))?;
        if matches!(account.safety.now().comparison, Some(Comparison::Emoji(_))) {
            show(account, Comparison::Waiting);
        }
    } else {
        // The person has seen it, whether the other side hears of it or not.
        let told = sas.mismatch().await;
        show(account, Comparison::Failed { mismatch: true });
        told.map_err(|error| failure::of(&error))?;
    }
    Ok(())
}

/// Gives up, or puts away how it ended.
pub(crate) async fn cancel(account: &Account) {
    let gone = account.safety.comparing.0.borrow_mut().take();
    compared(account, None);
    if let Some(gone) = gone {
        let told = match &gone.sas {
            Some(sas) if !sas.is_done() => sas.cancel().await,
            _ => gone.request.cancel().await,
        };
        // Whom this does not reach gives up by themselves after a while.
        drop(told);
    }
}

/// Follows a comparison from its first word to its end.
pub(super) fn begin(account: &Rc<Account>, request: VerificationRequest, shown: Comparison) {
    let (weak, followed) = (Rc::downgrade(account), request.clone());
    let follows = task(async move {
        let outcome = within(LIMIT, follow(&weak, &followed)).await;
        if outcome.is_none() {
            let _ = followed.cancel().await;
        }
        let Some(account) = weak.upgrade() else { return };
        super::wake::up(&account.client);
        match outcome.unwrap_or(Some(Comparison::Failed { mismatch: false })) {
            Some(ended) => show(&account, ended),
            None => compared(&account, None),
        }
        super::look(&weak);
    });
    let current = Current { request, sas: None, shown: shown.clone(), _follows: follows };
    *account.safety.comparing.0.borrow_mut() = Some(current);
    compared(account, Some(shown));
    account.look_at(None);
}

fn show(account: &Account, comparison: Comparison) {
    if let Some(current) = &mut *account.safety.comparing.0.borrow_mut() {
        current.shown = comparison.clone();
    }
    compared(account, Some(comparison));
}

/// Goes along until the end; nothing if there is nothing to show of it, since another device took it over.
async fn follow(account: &Weak<Account>, request: &VerificationRequest) -> Option<Comparison> {
    let mut changes = request.changes().fuse();
    let mut steps: LocalBoxStream<'static, SasState> = stream::pending().boxed_local();
    let mut state = request.state();
    let mut is_begun = false;
    loop {
        match state {
            VerificationRequestState::Ready { .. } if !is_begun => {
                is_begun = true;
                // Whoever asked begins; a client that waits for a person to press something is helped along.
                let wait = if request.we_started() { Duration::ZERO } else { TURN };
                let early = select_biased! {
                    next = changes.next() => Some(next),
                    () = sleep(wait).fuse() => None,
                };
                match early {
                    Some(Some(next)) => {
                        state = next;
                        is_begun = false;
                        continue;
                    }
                    Some(None) => return Some(Comparison::Failed { mismatch: false }),
                    None if request.start_sas().await.is_err() => {
                        let _ = request.cancel().await;
                        return Some(Comparison::Failed { mismatch: false });
                    }
                    None => {}
                }
            }
            VerificationRequestState::Transitioned { verification: Verification::SasV1(sas) } => {
                is_begun = true;
                steps = sas.changes().boxed_local();
                if let Some(end) = step(account, &sas, sas.state()).await {
                    return end;
                }
                keep(account, sas);
            }
            VerificationRequestState::Cancelled(info) => return ended(&info),
            VerificationRequestState::Done => return Some(Comparison::Done),
            _ => {}
        }
        state = loop {
            if let Some(account) = account.upgrade().filter(|_| request.room_id().is_some()) {
                super::wake::up(&account.client);
            }
            select_biased! {
                next = changes.next() => match next {
                    Some(next) => break next,
                    None => return Some(Comparison::Failed { mismatch: false }),
                },
                next = steps.next().fuse() => {
                    let sas = account.upgrade()?.safety.comparing.0.borrow().as_ref()?.sas.clone();
                    let (Some(next), Some(sas)) = (next, sas) else { return Some(Comparison::Failed { mismatch: false }) };
                    if let Some(end) = step(account, &sas, next).await {
                        return end;
                    }
                }
            }
        };
    }
}

fn keep(account: &Weak<Account>, sas: SasVerification) {
    let Some(account) = account.upgrade() else { return };
    if let Some(current) = &mut *account.safety.comparing.0.borrow_mut() {
        current.sas = Some(sas);
    }
}

/// One step of the pictures. Something if it was the last one.
async fn step(account: &Weak<Account>, sas: &SasVerification, state: SasState) -> Option<Option<Comparison>> {
    match state {
        SasState::Started { .. } => {
            let pictures = AcceptSettings::with_allowed_methods(vec![ShortAuthenticationString::Emoji]);
            if sas.accept_with_settings(pictures).await.is_err() {
                let _ = sas.cancel().await;
                return Some(Some(Comparison::Failed { mismatch: false }));
            }
            None
        }
        SasState::KeysExchanged { emojis: Some(emojis), .. } => {
            let account = account.upgrade()?;
            show(&account, Comparison::Emoji(emojis.indices.to_vec()));
            None
        }
        SasState::KeysExchanged { .. } => {
            // The other side knows numbers only.
            let _ = sas.cancel().await;
            Some(Some(Comparison::Failed { mismatch: false }))
        }
        SasState::Done { .. } => Some(Some(Comparison::Done)),
        SasState::Cancelled(info) => Some(ended(&info)),
        _ => None,
    }
}

/// What is shown of a comparison that was given up.
fn ended(info: &CancelInfo) -> Option<Comparison> {
    // Another device of one's own has answered.
    if *info.cancel_code() == CancelCode::Accepted {
        return None;
    }
    let tampered = [CancelCode::MismatchedSas, CancelCode::MismatchedCommitment, CancelCode::KeyMismatch];
    Some(Comparison::Failed { mismatch: tampered.contains(info.cancel_code()) })
}
