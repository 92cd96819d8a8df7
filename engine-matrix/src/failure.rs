//! What went wrong, as the port says it.
//!
//! Errors speak through `Display` only: the engine that ships is built without what `Debug` would print.

use std::error::Error as Spoken;

use matrix_sdk::event_cache::EventCacheError;
use matrix_sdk::ruma::api::error::{ErrorKind, RetryAfter};
use matrix_sdk::{ClientBuildError, Error, HttpError};
use matrix_sdk_base::crypto::{MegolmError, OlmError};
use teahouse::backend::Failure;
use teahouse::domain::home::HomeError;

use crate::words;

/// How much of a server's own words is shown, in characters.
const REASON: usize = 120;

/// What a failed request means.
pub(crate) fn of_http(error: &HttpError) -> HomeError {
    if let Some(kind) = error.client_api_error_kind() {
        return match kind {
            ErrorKind::LimitExceeded(data) => HomeError::Wait { seconds: seconds(data.retry_after.as_ref()) },
            ErrorKind::UnknownToken(_) | ErrorKind::MissingToken => HomeError::SignedOut,
            ErrorKind::UserDeactivated => HomeError::Deactivated,
            ErrorKind::Forbidden => HomeError::Credentials,
            ErrorKind::UserInUse => HomeError::Taken,
            ErrorKind::InvalidUsername | ErrorKind::Exclusive => HomeError::Username,
            ErrorKind::WeakPassword => HomeError::WeakPassword,
            _ => HomeError::Failed { reason: reason(error) },
        };
    }
    match error {
        HttpError::Reqwest(_) => unreached(),
        HttpError::Cached(error) => of_http(error),
        _ => HomeError::Failed { reason: reason(error) },
    }
}

/// What a failure of the SDK means.
pub(crate) fn of(error: &Error) -> Failure {
    match error {
        Error::Http(error) => of_http(error).into(),
        Error::StateStore(error) => stored(error.as_ref()),
        Error::CryptoStoreError(error) => stored(error.as_ref()),
        Error::EventCacheStore(error) => stored(error.as_ref()),
        Error::MediaStore(error) => stored(error.as_ref()),
        Error::OlmError(error) if matches!(**error, OlmError::Store(_)) => stored(error.as_ref()),
        Error::MegolmError(error) if matches!(**error, MegolmError::Store(_)) => stored(error.as_ref()),
        Error::AuthenticationRequired => HomeError::SignedOut.into(),
        other => HomeError::Failed { reason: reason(other) }.into(),
    }
}

/// True if the server says that there is no such thing.
pub(crate) fn is_missing(error: &Error) -> bool {
    // By its status: Synapse calls a profile that is not there `M_UNKNOWN`.
    error.as_client_api_error().is_some_and(|error| error.status_code.as_u16() == 404)
}

/// What it means that older messages could not be fetched.
pub(crate) fn unheard(error: &matrix_sdk_ui::timeline::Error) -> Failure {
    match error {
        matrix_sdk_ui::timeline::Error::EventCacheError(EventCacheError::PaginationError(error)) => of(error),
        other => HomeError::Failed { reason: reason(other) }.into(),
    }
}

/// What a failure to open an account means.
pub(crate) fn of_build(error: &ClientBuildError) -> Failure {
    match error {
        ClientBuildError::Http(error) => of_http(error).into(),
        #[cfg(target_arch = "wasm32")]
        ClientBuildError::IndexeddbStore(error) => stored(error),
        other => HomeError::Failed { reason: reason(other) }.into(),
    }
}

/// What a failure of the store means, which may be the reason of the reason.
pub(crate) fn stored(error: &(dyn Spoken + 'static)) -> Failure {
    let mut words = error.to_string();
    let mut reason = error.source();
    while let Some(error) = reason {
        words.push_str(": ");
        words.push_str(&error.to_string());
        reason = error.source();
    }
    of_browser(&words)
}

/// A failure of the browser's storage, known by the name that the browser gives it.
pub(crate) fn of_browser(words: &str) -> Failure {
    match () {
        () if words.contains("QuotaExceeded") => Failure::StorageFull,
        () if words.contains("SecurityError") || words.contains("InvalidStateError") => Failure::StorageBlocked,
        () => Failure::StorageBroken { reason: shortened(words) },
    }
}

/// Nobody answered: whether it is the device or the server.
pub(crate) fn unreached() -> HomeError {
    if crate::network::is_online() { HomeError::NoHost } else { HomeError::Offline }
}

fn seconds(after: Option<&RetryAfter>) -> u32 {
    match after {
        Some(RetryAfter::Delay(delay)) => u32::try_from(delay.as_secs()).unwrap_or(u32::MAX).max(1),
        _ => 5,
    }
}

/// The words of an error, in one short line and without addresses: those may hold what is secret.
pub(crate) fn reason(error: &impl std::fmt::Display) -> String {
    shortened(&error.to_string())
}

fn shortened(said: &str) -> String {
    let line: Vec<&str> = said.split_whitespace().filter(|word| !word.contains("://")).collect();
    words::line(&line.join(" "), REASON)
}

#[cfg(test)]
mod tests {
    use matrix_sdk::StoreError;

    use super::*;

    #[test]
    fn the_words_of_a_server_are_short_and_hold_no_address() {
        let long = format!("error sending request for url (https://a.example/?token=x)\n{}", "z".repeat(500));
        let said = reason(&long);
        assert!(!said.contains("token") && said.chars().count() <= REASON, "{said}");
    }

    #[test]
    fn a_full_store_is_told_from_a_broken_one() {
        let full = StoreError::backend(std::io::Error::other("DomException QuotaExceededError (0): x"));
        assert_eq!(of(&Error::StateStore(Box::new(full))), Failure::StorageFull);
        assert!(matches!(stored(&StoreError::StoreLocked), Failure::StorageBroken { .. }));
    }
}
