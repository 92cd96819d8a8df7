//! Homeservers: who runs one, what its rules are, and what an account there can do.

use serde::{Deserialize, Serialize};

/// What a backend can do beyond talking; what it cannot is not offered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abilities {
    /// Its people are those of this device: all of them know each other.
    pub device: bool,
    /// Meeting by four digits.
    pub meetings: bool,
    /// Following and being an official account.
    pub accounts: bool,
    /// Replying, reacting and recalling.
    pub talkback: bool,
    /// Sending and keeping files.
    pub files: bool,
    /// Not hearing from somebody any more.
    pub ignoring: bool,
    /// Keys, devices and signing out.
    pub safety: bool,
}

/// Somebody who answers for a homeserver (Matrix 1.10, `/.well-known/matrix/support`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeper {
    /// For questions of safety rather than of administration.
    pub security: bool,
    /// A Matrix address, an e-mail address, or both.
    pub reach: Vec<String>,
}

/// Something one has to agree to (Matrix 1.2, `m.login.terms`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What it is called.
    pub title: String,
    /// Where it can be read: an `http` or `https` address.
    pub url: String,
}

/// How one gets an account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Registration {
    /// Not here: the server is closed, or it asks for what this version cannot give (e-mail, a puzzle).
    #[default]
    Elsewhere,
    /// With a name and a password.
    Open,
    /// With a name, a password, and a word that whoever runs the server gives out.
    Token,
}

/// What somebody may know of a homeserver before they trust it with a password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Homeserver {
    /// Its name: what stands behind the colon of an address.
    pub name: String,
    /// Where it really is.
    pub url: String,
    /// Who answers for it; empty where it does not say.
    pub keepers: Vec<Keeper>,
    /// A page of its own about help: an `http` or `https` address.
    pub support: Option<String>,
    /// What one has to agree to.
    pub terms: Vec<Terms>,
    /// Signing in by password is possible.
    pub password: bool,
    /// Signing in is done in the browser, on the server's own pages.
    pub browser: bool,
    /// How one gets an account.
    pub registration: Registration,
}

/// Why something at a homeserver cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum HomeError {
    /// Not the name or address of a server.
    #[error("this is no name of a server")]
    Address,
    /// The device has no network.
    #[error("the device is offline")]
    Offline,
    /// There is no such host, or nobody answers there.
    #[error("no server answers there")]
    NoHost,
    /// A server answers, and does not let pages of other places in (CORS).
    #[error("the server does not let browsers in from elsewhere")]
    Closed,
    /// A server answers, and it does not speak Matrix.
    #[error("the server does not speak Matrix")]
    NotMatrix,
    /// The server speaks Matrix of long ago.
    #[error("the server is too old: it speaks {newest} at most")]
    TooOld {
        /// The newest version that it knows.
        newest: String,
    },
    /// Name or password are wrong.
    #[error("the name or the password is wrong")]
    Credentials,
    /// The account was closed.
    #[error("the account was closed")]
    Deactivated,
    /// The server wants to be left alone for a while.
    #[error("the server asks to wait {seconds} s")]
    Wait {
        /// How long.
        seconds: u32,
    },
    /// The name is taken.
    #[error("the name is taken")]
    Taken,
    /// The name has letters that the server does not allow.
    #[error("the server does not allow this name")]
    Username,
    /// The password is too easy.
    #[error("the server finds the password too weak")]
    WeakPassword,
    /// The word for registration is wrong or used up.
    #[error("the server does not know this word")]
    Token,
    /// One has to agree to the rules first.
    #[error("the rules were not agreed to")]
    Terms,
    /// The server does not give accounts, or asks for what this version cannot give.
    #[error("the server does not give accounts here")]
    NoRegistration,
    /// The server ended the session.
    #[error("the session has ended")]
    SignedOut,
    /// The recovery key is not the right one.
    #[error("the key does not fit")]
    WrongKey,
    /// The server failed, or said something that makes no sense.
    #[error("the server failed: {reason}")]
    Failed {
        /// The server's words, shortened.
        reason: String,
    },
}

impl HomeError {
    /// The code: never changes, whatever the language or the wording.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address => "home-address",
            Self::Offline => "home-offline",
            Self::NoHost => "home-no-host",
            Self::Closed => "home-closed",
            Self::NotMatrix => "home-not-matrix",
            Self::TooOld { .. } => "home-too-old",
            Self::Credentials => "home-credentials",
            Self::Deactivated => "home-deactivated",
            Self::Wait { .. } => "home-wait",
            Self::Taken => "home-taken",
            Self::Username => "home-username",
            Self::WeakPassword => "home-weak-password",
            Self::Token => "home-token",
            Self::Terms => "home-terms",
            Self::NoRegistration => "home-no-registration",
            Self::SignedOut => "home-signed-out",
            Self::WrongKey => "home-wrong-key",
            Self::Failed { .. } => "home-failed",
        }
    }
}

/// How the engine and the homeserver get on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Link {
    /// Everything is as it should be, or there is no server.
    #[default]
    Live,
    /// Being reached for the first time since the start.
    Connecting,
    /// The server cannot be reached; it is tried again.
    Broken,
    /// The device has no network.
    Offline,
    /// The server ended the session: one has to sign in again. Everything on the device is still there.
    SignedOut,
}
