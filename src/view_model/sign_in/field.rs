//! The fields of the form, and which of them a failure is about.

use crate::backend::Failure;
use crate::domain::home::HomeError;
use crate::text::catalogue::Missing;

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Whose server.
    Server,
    /// Who one is there.
    Username,
    /// What proves it.
    Password,
    /// What lets one register.
    Token,
    /// Whether the terms are agreed to.
    Agreement,
}

impl Field {
    /// Where its text is kept; the agreement has none, and shares the last place.
    pub(super) fn place(self) -> usize {
        match self {
            Self::Server => 0,
            Self::Username => 1,
            Self::Password => 2,
            Self::Token | Self::Agreement => 3,
        }
    }

    pub(super) fn of(missing: Missing) -> Self {
        match missing {
            Missing::Server => Self::Server,
            Missing::Username => Self::Username,
            Missing::Password => Self::Password,
            Missing::Token => Self::Token,
            Missing::Agreement => Self::Agreement,
        }
    }

    /// Where a failure can be mended; `None` where waiting is all that one can do.
    pub(super) fn at_fault(failure: &Failure) -> Option<Self> {
        let Failure::Home(error) = failure else { return None };
        match error {
            HomeError::Address
            | HomeError::NoHost
            | HomeError::Closed
            | HomeError::NotMatrix
            | HomeError::TooOld { .. }
            | HomeError::NoRegistration => Some(Self::Server),
            HomeError::Deactivated | HomeError::Taken | HomeError::Username => Some(Self::Username),
            HomeError::Credentials | HomeError::WeakPassword => Some(Self::Password),
            HomeError::Token => Some(Self::Token),
            HomeError::Terms => Some(Self::Agreement),
            HomeError::Offline
            | HomeError::Wait { .. }
            | HomeError::SignedOut
            | HomeError::WrongKey
            | HomeError::Failed { .. } => None,
        }
    }
}
