//! A program that runs: what it says is handed to the shelf, what the shelf makes of it is shown or done here.

mod asked;
mod back;
mod effect;
mod live;
mod parked;
mod people;
mod place;
mod publisher;
mod remote;
mod widget;

use std::time::Duration;

use leptos::prelude::*;

use self::asked::Questions;
pub use self::asked::{Asked, Choice, Chooses};
pub use self::people::Somebody;
pub use self::place::Place;
pub use self::remote::{RemoteRow, Wants};
use super::super::Session;
use super::super::platform::{Guise, Reply as Told};
use crate::backend::Failure;
use crate::backend::shelf::widget::WidgetSaid;
use crate::backend::shelf::{ShelfAnswer, ShelfCommand};
use crate::domain::mini::broker::Reply;
use crate::domain::mini::host::{CallId, Code, FrameId, Outcome, Request, Said};
use crate::domain::mini::href::Href;
use crate::domain::mini::program::{Launch, ProgramId};
use crate::domain::mini::remote::RemoteWidget;
use crate::domain::mini::widget::Access;
use crate::domain::time::Timestamp;

/// The element in which the program's frame is put, and the frame itself.
pub const SLOT: &str = "program-slot";
const FRAME: &str = "program-frame";
/// How often a program is asked whether it still answers.
const BEAT: Duration = Duration::from_secs(1);
/// After so many beats without an answer a program is said not to respond.
const SILENT: u32 = 5;
/// So many beats a program may take to start.
const START: u32 = 20;

/// How far a program has got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// It is being fetched and started.
    Starting,
    /// Its page is there.
    Running,
    /// It does not answer any more.
    Silent,
    /// It runs no longer, or never did: why, in words.
    Over(String),
}

/// The program; a clone is the same one.
#[derive(Debug, Clone)]
pub struct Running {
    /// Where it is open.
    pub place: Place,
    /// Which program, once that is known.
    pub id: ArcRwSignal<Option<ProgramId>>,
    /// It may know what the person is called.
    pub named: ArcRwSignal<bool>,
    /// What it is called.
    pub name: ArcRwSignal<String>,
    /// How far it has got.
    pub phase: ArcRwSignal<Phase>,
    /// What it says went wrong while it started.
    pub error: ArcRwSignal<Option<String>>,
    /// What it asks of the person.
    pub questions: Questions,
    /// The call that waits for a code, while one is looked for.
    pub scans: ArcRwSignal<Option<CallId>>,
    /// It hears of the way back, in place of the shell.
    pub goes_back: ArcRwSignal<bool>,
    /// It talks live with others.
    live: ArcStoredValue<bool>,
    /// What it would do with the chat, while the person is asked.
    pub accesses: ArcRwSignal<Option<Vec<Access>>>,
    /// The page of elsewhere that it is, once that is known.
    remote: ArcRwSignal<Option<RemoteWidget>>,
    /// The person is asked whether it may be opened.
    pub introduces: ArcRwSignal<bool>,
    /// It hears what happens in the chat.
    follows: ArcStoredValue<bool>,
    /// It looks dark.
    dark: ArcStoredValue<bool>,
    /// Where it begins the next time, if not at its beginning.
    at: ArcStoredValue<Option<Href>>,
    frame: ArcStoredValue<Option<FrameId>>,
    /// It goes on out of sight.
    parked: ArcStoredValue<bool>,
    /// When the version came that runs.
    version: ArcStoredValue<Option<Timestamp>>,
    /// It stood on the shelf when that was last looked at.
    was_there: ArcStoredValue<bool>,
    beats: ArcStoredValue<u32>,
    /// Counts starts and ends: what belongs to an earlier one means nothing.
    turn: ArcStoredValue<u32>,
    /// Counts pages: what is answered belongs to the page that asked.
    page: ArcStoredValue<u32>,
    session: Session,
}

impl Running {
    /// A program that is to run in the element [`SLOT`] of the page.
    pub fn new(session: &Session, place: Place) -> Self {
        let id = match &place {
            Place::Shelf(id) => Some(id.clone()),
            Place::Chat(_) | Place::Remote(..) => None,
        };
        let row = id.as_ref().and_then(|id| session.programs.row(id));
        let name = row.map(|row| row.value.with_untracked(|it| it.manifest.name.as_str().into()));
        Self {
            place,
            id: ArcRwSignal::new(id),
            named: ArcRwSignal::new(false),
            name: ArcRwSignal::new(name.unwrap_or_default()),
            phase: ArcRwSignal::new(Phase::Starting),
            error: ArcRwSignal::new(None),
            questions: Questions::new(session.platform),
            scans: ArcRwSignal::new(None),
            goes_back: ArcRwSignal::new(false),
            live: ArcStoredValue::new(false),
            accesses: ArcRwSignal::new(None),
            remote: ArcRwSignal::new(None),
            introduces: ArcRwSignal::new(false),
            follows: ArcStoredValue::new(false),
            dark: ArcStoredValue::new(false),
            at: ArcStoredValue::new(None),
            frame: ArcStoredValue::new(None),
            parked: ArcStoredValue::new(false),
            version: ArcStoredValue::new(None),
            was_there: ArcStoredValue::new(false),
            beats: ArcStoredValue::new(0),
            turn: ArcStoredValue::new(0),
            page: ArcStoredValue::new(0),
            session: session.clone(),
        }
    }

    /// Fetches it and starts it.
    pub fn start(&self) {
        self.end();
        self.phase.set(Phase::Starting);
        self.error.set(None);
        let turn = self.next_turn();
        let program = self.clone();
        if let Place::Remote(chat, id) = self.place.clone() {
            return self.seek(chat, id, turn);
        }
        self.session.spawn(async move {
            let launched = program.launch().await;
            if program.turn.get_value() != turn {
                return;
            }
            match launched {
                Ok(launch) => program.open(launch),
                Err(why) => program.over(&why),
            }
        });
    }

    /// Everything that it takes to start it, or why there is nothing, in words.
    async fn launch(&self) -> Result<Launch, String> {
        let texts = self.session.texts();
        let program = self.find().await?;
        self.id.set(Some(program.clone()));
        match self.session.shelf(&ShelfCommand::Launch { program, card: self.place.card() }).await {
            Ok(ShelfAnswer::Launch(launch)) => Ok(*launch),
            Ok(_) | Err(Failure::NotFound) => Err(texts.programs.not_here.into()),
            Err(failure) => Err((texts.failure)(&failure)),
        }
    }

    fn open(&self, launch: Launch) {
        let Some(frames) = self.session.frames() else { return };
        let installed = launch.installed;
        self.name.set(launch.name.clone());
        let short = launch.pseudonym.get(..4).unwrap_or_default().to_uppercase();
        self.named.set(launch.named);
        let own = untrack(|| self.session.me()).filter(|_| launch.named).map(|me| me.name.as_str().to_owned());
        let guest = own.unwrap_or_else(|| (self.session.texts().programs.guest)(&short));
        let at = self.at.try_update_value(Option::take).flatten();
        let guise = Guise { locale: self.session.settings.locale().tag(), guest, at };
        let (hears, turn) = (self.clone(), self.turn.get_value());
        let frame = (frames.open)(SLOT, FRAME, launch, guise, Box::new(move |said| hears.hear(said, turn)));
        self.version.set_value(Some(installed));
        self.listen();
        self.keep(frame);
    }

    /// It is there: from now on it is asked whether it still answers.
    fn keep(&self, frame: Option<FrameId>) {
        self.frame.set_value(frame);
        self.beats.set_value(0);
        self.beat(self.turn.get_value());
    }

    fn next_turn(&self) -> u32 {
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    /// Ends it, wherever it is.
    pub fn close(&self) {
        self.next_turn();
        self.leave();
        self.end();
        self.unpark();
    }

    /// Whether the page is still there that is there now.
    fn stays(&self) -> impl Fn() -> bool + use<> {
        let (page, now) = (self.page.clone(), self.page.get_value());
        move || page.get_value() == now
    }

    /// The page that asked is not there any more: no answer means anything, and nothing that it did holds for the next.
    fn forget_page(&self) {
        self.page.update_value(|page| *page += 1);
        self.questions.clear();
        self.scans.set(None);
        self.goes_back.set(false);
        self.accesses.set(None);
        self.introduces.set(false);
        self.follow(false);
        self.join(false);
    }

    /// Nothing of it runs any more.
    fn end(&self) {
        self.forget_page();
        let frame = self.frame.try_update_value(Option::take).flatten();
        if let (Some(frames), Some(frame)) = (self.session.frames(), frame) {
            (frames.close)(frame);
        }
    }

    /// When the version came that is on the shelf, as far as that is known.
    fn installed(&self) -> Option<Timestamp> {
        let row = self.session.programs.row(&self.id.get_untracked()?)?;
        Some(row.value.with_untracked(|it| it.installed))
    }

    /// Ends it if it was taken away, in this tab or another one. One that just came may not be told yet.
    pub fn check(&self) {
        let Some(id) = self.id.get() else { return };
        let is_there = self.session.programs.row(&id).is_some();
        if self.was_there.get_value() && !is_there {
            self.over(self.session.texts().programs.not_here);
        }
        self.was_there.set_value(is_there);
    }

    fn over(&self, why: &str) {
        self.phase.set(Phase::Over(why.into()));
        self.close();
    }

    fn hear(&self, said: Said, turn: u32) {
        if self.turn.get_value() != turn {
            return;
        }
        let texts = &self.session.texts().programs;
        match said {
            Said::Looks { dark } => self.looks(dark),
            Said::Widget(said) => self.widget(WidgetSaid::Page(said)),
            Said::Loaded => {
                let is_first = *self.phase.read_untracked() == Phase::Starting;
                self.phase.set(Phase::Running);
                self.greet();
                if is_first {
                    self.note();
                }
                // The next program will not wait for what this one had to.
                self.session.frames().iter().for_each(|frames| (frames.warm)());
            }
            Said::Turned => self.forget_page(),
            Said::Alive => {
                self.beats.set_value(0);
                if *self.phase.read_untracked() == Phase::Silent {
                    self.phase.set(Phase::Running);
                }
            }
            Said::Failed(why) => self.error.set(Some(why)),
            Said::Unsafe => self.over(texts.unsafe_browser),
            Said::TooMuch => self.over(texts.too_much),
            Said::Gone => self.over(texts.remote_left),
            Said::Call(request) => self.call(request, None, None),
            Said::Live(data) => self.speak(data),
        }
    }

    /// The shelf is told that it was used, once its first page is there: nobody waits for that.
    fn note(&self) {
        let Some(program) = self.id.get_untracked() else { return };
        let noted = self.session.shelf(&ShelfCommand::Used { program });
        // One that could not be noted was used all the same.
        self.session.spawn(async move { drop(noted.await) });
    }

    fn call(&self, request: Request, reply: Option<Reply>, choice: Option<Choice>) {
        let Some(program) = self.id.get_untracked() else { return };
        let command = ShelfCommand::Call { program, card: self.place.card(), call: request.call.clone(), reply };
        let answer = self.session.shelf(&command);
        let (program, stays) = (self.clone(), self.stays());
        self.session.spawn(async move {
            match answer.await {
                _ if !stays() => (),
                Ok(ShelfAnswer::Outcome(outcome)) => program.became(request, outcome, choice),
                // It was taken away while it ran.
                Err(Failure::NotFound) => program.over(program.session.texts().programs.not_here),
                Ok(_) => program.over(&(program.session.texts().failure)(&Failure::Malformed)),
                Err(_) => program.refuse(request.id, Code::Storage, "the host cannot do it right now"),
            }
        });
    }

    fn became(&self, request: Request, outcome: Outcome, choice: Option<Choice>) {
        match outcome {
            Outcome::Done(json) => self.tell(request.id, Told::Json(json)),
            Outcome::Refused(refused) => self.tell(request.id, Told::Refused(refused.code, refused.why)),
            Outcome::Asks { capability, reason, effect, always } => {
                let id = request.id;
                if !self.questions.put(Asked { capability, reason, effect, always, request }) {
                    self.refuse(id, Code::Denied, "too much is asked already");
                }
            }
            Outcome::Does(effect) => self.does(request, effect, choice),
        }
    }

    /// The person answers what was asked first.
    pub fn reply(&self, reply: Reply) {
        if let Some(Asked { request, .. }) = self.questions.answered(reply) {
            self.call(request, Some(reply), None);
        }
    }

    /// The person chooses for what was asked first, which is a yes for this time.
    pub fn choose(&self, choice: Choice) {
        if let Some(Asked { request, .. }) = self.questions.answered(Reply::Once) {
            self.call(request, Some(Reply::Once), Some(choice));
        }
    }

    fn refuse(&self, id: CallId, code: Code, why: &str) {
        self.tell(id, Told::Refused(code, why.into()));
    }

    fn tell(&self, id: CallId, told: Told) {
        if let (Some(frames), Some(frame)) = (self.session.frames(), self.frame.get_value()) {
            (frames.tell)(frame, id, told);
        }
    }

    /// Asks once a second whether it still answers, as long as it runs and somebody may be looking.
    fn beat(&self, turn: u32) {
        let program = self.clone();
        (self.session.platform.later)(
            BEAT,
            Box::new(move || {
                let Some((frames, frame)) = program.session.frames().zip(program.frame.get_value()) else { return };
                if program.turn.get_value() != turn || !(frames.ping)(frame) {
                    return;
                }
                let shown = program.session.window.visible.get_untracked() && !program.parked.get_value();
                let beats = program.beats.try_update_value(|beats| {
                    *beats = if shown { *beats + 1 } else { 0 };
                    *beats
                });
                let starts = *program.phase.read_untracked() == Phase::Starting;
                if beats.is_some_and(|beats| beats > if starts { START } else { SILENT }) {
                    program.phase.set(Phase::Silent);
                }
                program.beat(turn);
            }),
        );
    }
}
