//! What failed and what to do, in English.

use crate::backend::Failure;
use crate::domain::file::MAX_FILE_BYTES;
use crate::domain::home::HomeError;
use crate::domain::message::{MAX_TEXT_BYTES, SendError, TextError};
use crate::domain::name::{MAX_NAME_CHARS, NameError};

pub(super) fn failure(failure: &Failure) -> String {
    match failure {
        Failure::StorageFull => {
            "This device has no room left for Teahouse. Free some space, then try again. Nothing was changed.".into()
        }
        Failure::StorageBlocked => {
            "The browser does not let this site store anything. Allow site data for it, or leave private browsing, then try again.".into()
        }
        Failure::StorageNewer { found, known } => format!(
            "Your data was written by a newer Teahouse (format {found}; this one reads up to {known}). Close all its tabs and reload to get the newer version. Nothing was changed."
        ),
        Failure::StorageBroken { .. } => {
            "The browser’s storage failed. Close other tabs of this site and try again; restarting the browser often helps.".into()
        }
        Failure::EngineBusy => "Another tab is still using your data. Close the other Teahouse tabs, then try again.".into(),
        Failure::EngineMissing { .. } => {
            "A part of Teahouse could not be started. Check the connection and reload the page. What was stored is safe.".into()
        }
        Failure::TimedOut => "There was no answer in time. Try again; doing it twice does no harm.".into(),
        Failure::OtherProtocol { .. } => {
            "Two versions of Teahouse are open at once. Close its other tabs, then reload this page.".into()
        }
        Failure::Malformed => "Teahouse did not understand itself. Reload the page. What was stored is safe.".into(),
        Failure::NotOpen => "No profile is open in this tab. Reload the page.".into(),
        Failure::NotFound => "This is no longer there. It may have been removed in another tab.".into(),
        Failure::Name(NameError::Empty) => "Enter a name.".into(),
        Failure::Name(NameError::TooLong { chars }) => {
            format!("This name has {chars} characters. Use at most {MAX_NAME_CHARS}.")
        }
        Failure::Name(NameError::Invisible) => {
            "This name has invisible characters. Type it again instead of pasting it.".into()
        }
        Failure::Text(TextError::Empty) => "Write something first.".into(),
        Failure::Text(TextError::TooLong { bytes }) => format!(
            "This message has {} KB, and at most {} KB can be sent at once. Send it in parts; your text is still here.",
            bytes.div_ceil(1024),
            MAX_TEXT_BYTES / 1024
        ),
        Failure::Group(refusal) => super::refusal::refusal(*refusal),
        Failure::Quiet { .. } => {
            "This account has said enough for now. Your text is still here; the page says when it can go out.".into()
        }
        Failure::NoAnswer => {
            "An official account can only answer somebody who wrote to it within the last 48 hours.".into()
        }
        Failure::Home(error) => home(error).into(),
        Failure::Unable => "This cannot be done with this account.".into(),
        Failure::FileTooLarge { bytes } => {
            format!("This file has {} MB, and at most {} MB can be sent.", bytes.div_ceil(1 << 20), MAX_FILE_BYTES >> 20)
        }
    }
}

/// What a homeserver says no to, outside of the pages that are about homeservers.
fn home(error: &HomeError) -> &'static str {
    match error {
        HomeError::Offline => "This device is offline. Try again when there is a network.",
        HomeError::SignedOut => {
            "The homeserver ended this session. Sign in again; what is on this device is still there."
        }
        HomeError::Wait { .. } => "The homeserver is busy. Wait a moment, then try again.",
        _ => "The homeserver could not do this. Check the connection, then try again.",
    }
}

pub(super) fn send_error(error: SendError) -> &'static str {
    match error {
        SendError::Refused => "Not delivered: the other side did not take it. Retry, or discard it.",
        SendError::Storage => "Not delivered: this device is out of space. Free some, then retry.",
        SendError::NotIn => "Not delivered: you are not in this group any more. Discard it.",
        SendError::Changed => "Not delivered: somebody here has new keys. Compare with them, then retry.",
        SendError::TooLarge => "Not delivered: the homeserver takes nothing of this size. Discard it.",
    }
}
