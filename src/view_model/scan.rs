//! Reading a code: through the camera, from a picture, off the clipboard or as a link.
//!
//! A code leads somewhere only if it is one of ours; anything else is shown and left to the person.

use std::time::Duration;

use futures::channel::oneshot;
use leptos::prelude::*;

use super::Session;
use super::platform::Tools;
use super::session::Notice;
use crate::domain::scan::{CameraFault, Pasted, Scanned, Sight, recognise};
use crate::domain::ticket::TicketError;
use crate::route::Route;

/// The id of the element that shows what the camera sees.
pub const FILM: &str = "scan-film";

/// The id of the file input.
pub const FILE: &str = "scan-file";

/// Between two looks through the camera: often enough to feel immediate, seldom enough to stay cool.
const PAUSE: Duration = Duration::from_millis(150);

/// What the camera does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Camera {
    /// Nothing.
    Off,
    /// The person is being asked, or it starts.
    Opening,
    /// It shows what it sees.
    On,
    /// It cannot be used.
    Failed(CameraFault),
}

/// What was found and led nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A web address, as it is.
    Link(String),
    /// Some other text.
    Text(String),
    /// Nothing to show, only to say.
    Said(&'static str),
}

/// The screen's state.
#[derive(Debug, Clone)]
pub struct Scan {
    session: Session,
    /// What the camera does.
    pub camera: RwSignal<Camera>,
    /// What was found last.
    pub found: RwSignal<Option<Found>>,
    /// True while a picture is looked at.
    pub looking: RwSignal<bool>,
    /// What is in the field for a link.
    pub text: RwSignal<String>,
    /// Which use of the camera is the latest: an earlier one that is still under way ends by itself.
    turn: StoredValue<u32>,
    /// A program that gets whatever is read.
    reader: Option<Callback<String>>,
}

impl Scan {
    /// Nothing was looked at yet.
    pub fn new(session: &Session) -> Self {
        Self {
            session: session.clone(),
            camera: RwSignal::new(Camera::Off),
            found: RwSignal::new(None),
            looking: RwSignal::new(false),
            text: RwSignal::new(String::new()),
            turn: StoredValue::new(0),
            reader: None,
        }
    }

    /// The same for a program: what is read leads nowhere, and is given to it as it is.
    pub fn for_program(session: &Session, reader: Callback<String>) -> Self {
        Self { reader: Some(reader), ..Self::new(session) }
    }

    /// Uses the camera at once if nobody has to be asked.
    pub fn begin(&self) {
        let Some(tools) = self.session.tools() else { return };
        let scan = self.clone();
        let turn = self.turn.get_value();
        let allowed = (tools.scanner.camera_allowed)();
        self.session.spawn(async move {
            if allowed.await && scan.turn.try_get_value() == Some(turn) {
                scan.use_camera();
            }
        });
    }

    /// Looks through the camera until it sees a code.
    pub fn use_camera(&self) {
        let Some(Tools { scanner, .. }) = self.session.tools() else { return };
        self.stop();
        self.found.set(None);
        self.camera.set(Camera::Opening);
        let turn = self.turn.get_value();
        let scan = self.clone();
        self.session.spawn(async move {
            let opened = (scanner.open_camera)(FILM).await;
            if !scan.is_on(turn) {
                return;
            }
            if let Err(fault) = opened {
                scan.camera.set(Camera::Failed(fault));
                return;
            }
            scan.camera.set(Camera::On);
            while scan.is_on(turn) {
                let sight = (scanner.read_camera)(FILM).await;
                if !scan.is_on(turn) {
                    return;
                }
                match sight {
                    Sight::Text(text) => return scan.take(&text),
                    Sight::Broken => {
                        scan.stop();
                        return scan.say(scan.session.texts().scan.broken_scanner);
                    }
                    Sight::Nothing | Sight::NoPicture => scan.pause().await,
                }
            }
        });
    }

    /// Lets go of the camera.
    pub fn stop(&self) {
        // Gone with the screen when somebody leaves; the camera must be let go all the same.
        let _ = self.turn.try_update_value(|turn| *turn += 1);
        if let Some(tools) = self.session.tools() {
            (tools.scanner.close_camera)();
        }
        let _ = self.camera.try_set(Camera::Off);
    }

    /// Looks at the picture that was chosen.
    pub fn read_file(&self) {
        let Some(tools) = self.session.tools() else { return };
        let scan = self.clone();
        let sight = (tools.scanner.read_file)(FILE);
        self.look(async move { scan.see(sight.await) });
    }

    /// Looks at what is on the clipboard.
    pub fn paste(&self) {
        let Some(tools) = self.session.tools() else { return };
        let scan = self.clone();
        let pasted = (tools.scanner.paste)();
        self.look(async move {
            match pasted.await {
                Pasted::Text(text) => scan.take(&text),
                Pasted::Picture(sight) => scan.see(sight),
                Pasted::Refused => scan.say(scan.session.texts().scan.paste_refused),
            }
        });
    }

    /// Takes what is in the field.
    pub fn submit(&self) {
        self.take(&self.text.get_untracked());
    }

    /// Puts a text that was found on the clipboard.
    pub fn copy(&self, text: String) {
        let copied = (self.session.platform.copy)(text);
        let session = self.session.clone();
        self.session.spawn(async move {
            let texts = &session.texts().conversation;
            let notice =
                if copied.await { Notice::Status(texts.copied.into()) } else { Notice::Alert(texts.not_copied.into()) };
            session.notice.set(Some(notice));
        });
    }

    fn is_on(&self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    fn look(&self, work: impl Future<Output = ()> + 'static) {
        self.stop();
        self.found.set(None);
        self.looking.set(true);
        let looking = self.looking;
        self.session.spawn(async move {
            work.await;
            let _ = looking.try_set(false);
        });
    }

    fn see(&self, sight: Sight) {
        let texts = &self.session.texts().scan;
        match sight {
            Sight::Text(text) => self.take(&text),
            Sight::Nothing => self.say(texts.nothing_in_picture),
            Sight::NoPicture => self.say(texts.no_picture),
            Sight::Broken => self.say(texts.broken_scanner),
        }
    }

    fn take(&self, text: &str) {
        // Whoever has left in the meantime is not led anywhere.
        if self.turn.try_get_value().is_none() {
            return;
        }
        self.stop();
        if let Some(reader) = self.reader {
            return reader.run(text.into());
        }
        let texts = &self.session.texts().scan;
        let found = match recognise(text) {
            Scanned::Ticket(payload, _) => return self.session.go(Route::Join(payload)),
            Scanned::Broken(TicketError::Newer) => Found::Said(texts.newer),
            Scanned::Broken(TicketError::Damaged) => Found::Said(texts.damaged),
            Scanned::Payment => Found::Said(texts.payment),
            Scanned::Link(link) => Found::Link(link),
            Scanned::Text(text) => Found::Text(text),
            Scanned::Nothing => Found::Said(texts.nothing),
        };
        self.found.set(Some(found));
    }

    fn say(&self, text: &'static str) {
        let _ = self.found.try_set(Some(Found::Said(text)));
    }

    async fn pause(&self) {
        let (done, over) = oneshot::channel::<()>();
        (self.session.platform.later)(PAUSE, Box::new(move || drop(done)));
        let _ = over.await;
    }
}

impl Camera {
    /// Why it cannot be used, and what to do.
    pub fn says(self, session: &Session) -> Option<&'static str> {
        let texts = &session.texts().scan;
        match self {
            Self::Failed(CameraFault::Refused) => Some(texts.camera_refused),
            Self::Failed(CameraFault::Missing) => Some(texts.camera_missing),
            Self::Failed(CameraFault::Busy) => Some(texts.camera_busy),
            Self::Failed(CameraFault::Closed) | Self::Off | Self::Opening | Self::On => None,
        }
    }
}

#[cfg(test)]
mod tests;
