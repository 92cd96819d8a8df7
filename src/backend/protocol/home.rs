//! What can be asked of an account at a homeserver, and of its keys.

use serde::{Deserialize, Serialize};

use crate::domain::id::PersonId;

/// Something at a homeserver. A backend without one answers [`super::super::Failure::Unable`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum HomeCommand {
    /// Finds out about a homeserver. → [`super::Answer::Homeserver`]
    Discover {
        /// A name or an address as it was typed.
        server: String,
    },
    /// Signs in, also to an account whose session has ended. → [`super::Answer::Profile`]
    SignIn {
        /// A name or an address as it was typed.
        server: String,
        /// A name or a whole Matrix address as it was typed.
        username: String,
        /// As it was typed.
        password: String,
    },
    /// Makes an account and signs in. → [`super::Answer::Profile`]
    Register {
        /// A name or an address as it was typed.
        server: String,
        /// The name before the colon, as it was typed.
        username: String,
        /// As it was typed.
        password: String,
        /// The word that whoever runs the server gave out; empty where none is asked for.
        token: String,
        /// The person has agreed to the terms that [`Self::Discover`] named.
        agreed: bool,
    },
    /// Ends the session, at the server too if it can be reached, and removes everything of the account from this device.
    SignOut,
    /// Does not hear from somebody any more, or does again.
    Ignore {
        /// Whom.
        person: PersonId,
        /// From now on or no longer.
        on: bool,
    },
    /// Lets others see what was read, or no longer.
    SetReceipts {
        /// Seen or not.
        on: bool,
    },
    /// Makes a recovery key and keeps the keys of all messages under it. → [`super::Answer::RecoveryKey`]
    SetUpRecovery,
    /// Opens what a recovery key protects.
    Recover {
        /// As it was typed.
        key: String,
    },
    /// Signs out another device.
    RemoveDevice {
        /// Which.
        device: String,
        /// The account's, as it was typed.
        password: String,
    },
    /// Wants to compare with one's own other devices, or with somebody else's.
    Compare {
        /// With whom; oneself if nobody is named.
        with: Option<PersonId>,
    },
    /// Agrees to compare.
    AcceptComparison,
    /// What both see is the same, or it is not.
    ConfirmComparison {
        /// The same.
        same: bool,
    },
    /// Gives up comparing, or puts away how it ended.
    CancelComparison,
    /// Changes what others see of the open profile besides its name.
    SetPicture {
        /// A `data:` address; none to be the first letter of the name.
        picture: Option<String>,
    },
}
