//! What is asked of the shelf of programs, and what it tells.
//!
//! It crosses the port as parcels: only the pages of programs know what is in them, so a first visit fetches nothing
//! of it.

pub mod widget;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::diff::VectorDiff;
use super::wire::{decode, encode};
use super::{Answer, Command, Failure};
use crate::domain::file::serde_bytes_vec;
use crate::domain::id::PersonId;
use crate::domain::mini::broker::{Reply, Standing};
use crate::domain::mini::capability::Capability;
use crate::domain::mini::host::Outcome;
use crate::domain::mini::program::{About, Card, Launch, Program, ProgramId};
use crate::domain::mini::refusal::PackageError;
use crate::domain::mini::remote::{RemoteWidget, Site};
use crate::domain::mini::update::SharedUpdate;

use self::widget::{WidgetAct, WidgetSaid};

/// Something whose meaning only its reader knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel(#[serde(with = "serde_bytes_vec")] Vec<u8>);

impl Parcel {
    /// Packs something.
    pub fn of(what: &impl Serialize) -> Self {
        Self(encode(what))
    }

    /// Unpacks it.
    pub fn open<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        decode(&self.0)
    }
}

/// Something to do on somebody's shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShelfCommand {
    /// Installs a package, or another version of a program that is there. → [`ShelfAnswer::Program`]
    Install {
        /// What its file is called.
        file: String,
        /// All of it.
        #[serde(with = "serde_bytes_vec")]
        package: Vec<u8>,
    },
    /// Takes a program away, with everything that it kept.
    Uninstall {
        /// Which.
        program: ProgramId,
    },
    /// Goes back to the version before.
    GoBack {
        /// Of which.
        program: ProgramId,
    },
    /// Has it stand before the others, or no longer.
    Pin {
        /// Which.
        program: ProgramId,
        /// Before the others or not.
        on: bool,
    },
    /// What the person can see and change of it. → [`ShelfAnswer::About`]
    Look {
        /// Which.
        program: ProgramId,
    },
    /// Says something for good, or takes it back.
    Permit {
        /// Which program.
        program: ProgramId,
        /// What.
        capability: Capability,
        /// Nothing: it is asked for again.
        standing: Option<Standing>,
    },
    /// Takes away what it kept.
    Empty {
        /// Which.
        program: ProgramId,
    },
    /// Which program a message brought. → [`ShelfAnswer::Program`]
    Brought {
        /// The message.
        card: Card,
    },
    /// Takes in the package that a message brought. No program of another package is touched, whatever it says of
    /// itself. → [`ShelfAnswer::Program`]
    Bring {
        /// The message.
        card: Card,
        /// What its file is called.
        file: String,
        /// All of it.
        #[serde(with = "serde_bytes_vec")]
        package: Vec<u8>,
    },
    /// The package of a program, to give it to others. → [`ShelfAnswer::Package`]
    Pack {
        /// Of which.
        program: ProgramId,
    },
    /// Everything that it takes to start it. → [`ShelfAnswer::Launch`]
    Launch {
        /// Which.
        program: ProgramId,
        /// The message that brought it, if it is opened from there.
        card: Option<Card>,
    },
    /// It has started: of all programs it is the one that was used last. → [`ShelfAnswer::Done`]
    Used {
        /// Which.
        program: ProgramId,
    },
    /// Lets a program know what the person is called where it is open, from its next start on, or no longer.
    Name {
        /// Which program.
        program: ProgramId,
        /// The message that brought it.
        card: Card,
        /// It may know.
        on: bool,
    },
    /// Keeps what a program shares in a chat, each once. → [`ShelfAnswer::Received`]
    Receive {
        /// Which program.
        program: ProgramId,
        /// The message that brought it.
        card: Card,
        /// As the chat told it.
        updates: Vec<SharedUpdate>,
    },
    /// A program asks something. → [`ShelfAnswer::Outcome`]
    Call {
        /// Which one.
        program: ProgramId,
        /// The message that brought it, if it was opened from there.
        card: Option<Card>,
        /// In its own words.
        call: String,
        /// What the person answered to [`Outcome::Asks`].
        reply: Option<Reply>,
    },
    /// Takes away everything of this person.
    Forget,
    /// Something about a program that speaks the widget API of Matrix. → [`ShelfAnswer::Widget`]
    Widget {
        /// Which program.
        program: ProgramId,
        /// The message that brought it; opened by itself, it is in no chat and may do nothing there.
        card: Option<Card>,
        /// What.
        said: WidgetSaid,
    },
    /// The widgets of a chat that are pages of elsewhere. → [`ShelfAnswer::Remote`]
    ReadRemote {
        /// The state that names them: lists of [`RoomEvent`](crate::domain::mini::event::RoomEvent).
        events: Vec<Parcel>,
    },
    /// Something about such a widget, as with [`ShelfCommand::Widget`]. → [`ShelfAnswer::Widget`]
    Remote {
        /// Which one, and where.
        at: Site,
        /// What.
        said: WidgetSaid,
    },
    /// Takes back what such a widget was granted.
    ForgetRemote {
        /// Which one, and where.
        at: Site,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShelfAnswer {
    /// It is done.
    Done,
    /// A program that was installed.
    Program {
        /// Which one.
        program: ProgramId,
        /// What it is called.
        name: String,
        /// It was there before.
        update: bool,
    },
    /// The package is not taken.
    Refused(PackageError),
    /// There are too many programs.
    Full,
    /// The package of a program.
    Package {
        /// What its file is called.
        file: String,
        /// All of it.
        #[serde(with = "serde_bytes_vec")]
        package: Vec<u8>,
    },
    /// What of it was not there yet.
    Received {
        /// How many.
        fresh: u32,
    },
    /// What can be seen of a program.
    About(Box<About>),
    /// What it takes to start a program.
    Launch(Box<Launch>),
    /// What became of a call.
    Outcome(Outcome),
    /// What is to be done for a widget.
    Widget(Vec<WidgetAct>),
    /// The widgets of a chat that are pages of elsewhere.
    Remote(Vec<RemoteWidget>),
}

/// The programs of somebody, in the order of the shelf.
pub type ShelfEvent = Vec<VectorDiff<Program>>;

/// Asks something of somebody's shelf.
pub fn ask(owner: &PersonId, command: &ShelfCommand) -> Command {
    Command::Shelf { owner: owner.clone(), ask: Parcel::of(command) }
}

/// What a shelf answered.
pub fn answered(answer: Result<Answer, Failure>) -> Result<ShelfAnswer, Failure> {
    match answer? {
        Answer::Shelf(parcel) => parcel.open(),
        _ => Err(Failure::Malformed),
    }
}
