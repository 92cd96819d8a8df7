//! What a program cannot do by itself.

use serde::{Deserialize, Serialize};

use super::manifest::{Kind, Manifest};

/// Something that the shell does for a program, if the person lets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Capability {
    /// To be told what the person is called, instead of a name that is made up.
    Profile,
    /// To talk at once with the same program of others in the chat, for as long as it is open.
    Realtime,
    /// To read a code with the camera.
    Scan,
    /// To be given a contact whom the person picks.
    Contacts,
    /// To be given files that the person picks.
    Files,
    /// To put a card of itself, or a file, into a chat that the person picks.
    Share,
    /// To say something in the chat in the person's name.
    Message,
    /// To have a link opened, whose address the person sees first.
    Links,
    /// To be paid.
    Payment,
}

/// How long a yes can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Until it is taken back.
    Always,
    /// For this one time: what is done is seen and pressed by the person each time, in a sheet of the shell.
    Once,
}

impl Capability {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 9] = [
        Self::Profile,
        Self::Realtime,
        Self::Scan,
        Self::Contacts,
        Self::Files,
        Self::Share,
        Self::Message,
        Self::Links,
        Self::Payment,
    ];

    /// What it is called in manifests (`req_permissions`) and at the host API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Realtime => "realtime",
            Self::Scan => "scan",
            Self::Contacts => "contacts",
            Self::Files => "files",
            Self::Share => "share",
            Self::Message => "message",
            Self::Links => "links",
            Self::Payment => "payment",
        }
    }

    /// The one that is called so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|capability| capability.name() == name)
    }

    /// How long a yes can hold.
    pub fn holds(self) -> Holds {
        match self {
            Self::Profile | Self::Realtime | Self::Scan => Holds::Always,
            Self::Contacts | Self::Files | Self::Share | Self::Message | Self::Links | Self::Payment => Holds::Once,
        }
    }
}

/// What a program may ask for at all. webxdc has no words for it: what its interface implies, and nothing else.
pub fn declared(manifest: &Manifest) -> impl Iterator<Item = Capability> {
    const OF_WEBXDC: [Capability; 5] =
        [Capability::Profile, Capability::Realtime, Capability::Files, Capability::Share, Capability::Links];
    let implied: &[Capability] = if manifest.kind == Kind::Webxdc { &OF_WEBXDC } else { &[] };
    implied.iter().copied().chain(manifest.wants.iter().filter_map(|want| Capability::named(&want.name)))
}
