//! The browser's errors in the words of the port.

use idb::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use crate::backend::Failure;

/// What an error of the crate means.
pub(in crate::engine) fn failure(error: Error) -> Failure {
    match &error {
        Error::DomException(inner) => failure_of(inner),
        Error::IndexedDbOpenFailed(inner)
        | Error::IndexedDbNotFound(inner)
        | Error::UpdateFailed(inner)
        | Error::TransactionOpenFailed(inner) => failure_of(inner),
        _ => Failure::StorageBroken { reason: error.to_string() },
    }
}

/// What an error of the browser means: <https://w3c.github.io/IndexedDB/#exceptions>.
pub(super) fn failure_of(error: &JsValue) -> Failure {
    let Some(exception) = error.dyn_ref::<DomException>() else {
        return Failure::StorageBroken { reason: format!("{error:?}") };
    };
    match exception.name().as_str() {
        "QuotaExceededError" => Failure::StorageFull,
        // Whoever opens it knows the versions.
        "VersionError" => Failure::StorageNewer { found: 0, known: 0 },
        // Firefox says InvalidStateError and Safari SecurityError where the person or a policy forbids storage.
        "SecurityError" | "InvalidStateError" | "NotAllowedError" => Failure::StorageBlocked,
        name => Failure::StorageBroken { reason: format!("{name}: {}", exception.message()) },
    }
}
