//! One tab and its backend: who acts, what is watched, and what the backend tells.
//!
//! There is one [`Session`] in the app, in the context of every view. Other view models ask it to run commands
//! and read its lists. Deliberately missing: anything that only one screen needs.

mod onward;
mod opening;
mod updates;

use std::any::Any;
use std::collections::HashMap;

use futures::channel::mpsc::UnboundedReceiver;
use futures::stream::StreamExt;
use leptos::prelude::*;

pub use self::onward::Onward;
use self::updates::Hearers;
pub(super) use self::updates::Topic;
use super::Platform;
use super::dates::Clock;
use super::glances::Glances;
use super::group::GroupState;
use super::outbox::{Kept, Outbox};
use super::platform::{Files, Frames, Tools, Window};
use super::rows::{Keyed, Rows};
use super::settings::Settings;
use super::shelf::Shelf;
use super::timelines::Timelines;
use crate::backend::client::Client;
use crate::backend::shelf::Parcel;
use crate::backend::{Answer, Command, EngineState, Failure, Update};
use crate::domain::chat::Chat;
use crate::domain::group::picture::Picture;
use crate::domain::home::{Abilities, Link};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::mini::href::Href;
use crate::domain::mini::program::Program;
use crate::domain::mini::update::SharedUpdate;
use crate::domain::person::{Contact, Profile};
use crate::domain::safety::Safety;
use crate::route::Route;
use crate::text::Catalogue;

/// How far the tab has got.
#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    /// The profile of last time is being opened.
    Starting,
    /// Nobody acts in this tab yet.
    Welcome,
    /// Somebody acts.
    Open(Profile),
    /// The profile could not be opened.
    Stopped(Failure),
}

/// A line that is shown once, over whatever is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something failed.
    Alert(String),
    /// Something was done.
    Status(String),
}

/// What a program says to the same one of others.
#[derive(Debug, Clone)]
pub(super) enum Heard {
    /// For good.
    Update(SharedUpdate),
    /// To those who are there.
    Live(Vec<u8>),
}

/// What comes from a chat for the program that runs there.
#[derive(Debug, Clone)]
pub(super) enum FromChat {
    /// For the program of a message.
    Card(MessageId, Heard),
    /// What happens in the chat, for whatever program may know: a list of `RoomEvent`.
    Events(ChatId, Parcel),
}

/// The tab.
#[derive(Debug, Clone)]
pub struct Session {
    /// Carries out commands.
    pub client: Client,
    /// What the browser does for us.
    pub platform: Platform,
    /// The state of the tab.
    pub window: Window,
    /// The preferences of the device.
    pub settings: Settings,
    /// How far the tab has got.
    pub phase: RwSignal<Phase>,
    /// How the engine is.
    pub engine: RwSignal<EngineState>,
    /// Who acts, known before their name is.
    pub acting: RwSignal<Option<PersonId>>,
    /// What the backend of whoever acts can do.
    pub abilities: RwSignal<Abilities>,
    /// How that backend and its homeserver get on.
    pub link: RwSignal<Link>,
    /// What protects the account, while somebody looks at it.
    pub safety: RwSignal<Option<Safety>>,
    /// What is to be told right now.
    pub notice: RwSignal<Option<Notice>>,
    /// The profiles of this device.
    pub profiles: Rows<Profile>,
    /// Who can be written to.
    pub contacts: Rows<Contact>,
    /// The chats.
    pub chats: Rows<Chat>,
    /// The programs of whoever acts, while somebody looks.
    pub programs: Rows<Program>,
    /// What programs say in chats, until the one that runs has taken it in.
    pub(super) shared: RwSignal<Vec<FromChat>>,
    /// Who is at the meeting that this tab is at.
    pub meeting: Rows<Contact>,
    /// What people look like who have a picture.
    pub faces: RwSignal<HashMap<PersonId, Picture>>,
    /// Programs that go on out of sight. Only their own pages know what that is: the start does not hold it.
    pub(super) parked: StoredValue<Option<Box<dyn Any + Send + Sync>>>,
    /// Where the program of a message is about to be opened, if not at its beginning.
    pub(super) led: StoredValue<Option<(MessageId, Href)>>,
    tools: StoredValue<Option<Tools>>,
    frames: StoredValue<Option<Frames>>,
    files: StoredValue<Option<Files>>,
    hearers: StoredValue<Hearers>,
    outbox: Outbox,
    pub(super) timelines: Timelines,
    pub(super) glances: Glances,
    pub(super) groups: StoredValue<HashMap<ChatId, GroupState>>,
    /// What was typed into forms and not handed in, by the name of the form.
    pub(super) typed: StoredValue<HashMap<String, String>>,
    /// True while everybody is followed who can act in this browser.
    all_profiles: StoredValue<bool>,
    /// True from the first profile until the first chat is open.
    arriving: StoredValue<bool>,
}

impl Keyed for Profile {
    type Key = PersonId;
    fn key(&self) -> PersonId {
        self.id.clone()
    }
}

impl Keyed for Contact {
    type Key = PersonId;
    fn key(&self) -> PersonId {
        self.id.clone()
    }
}

impl Keyed for Chat {
    type Key = ChatId;
    fn key(&self) -> ChatId {
        self.id.clone()
    }
}

impl Session {
    /// A tab in which nobody acts yet.
    pub fn new(client: Client, platform: Platform, window: Window, settings: Settings) -> Self {
        Self {
            client,
            platform,
            window,
            settings,
            phase: RwSignal::new(Phase::Welcome),
            engine: RwSignal::new(EngineState::Starting),
            acting: RwSignal::new(None),
            abilities: RwSignal::new(Abilities::default()),
            link: RwSignal::new(Link::Live),
            safety: RwSignal::new(None),
            notice: RwSignal::new(None),
            profiles: Rows::default(),
            contacts: Rows::default(),
            chats: Rows::default(),
            programs: Rows::default(),
            shared: RwSignal::new(Vec::new()),
            meeting: Rows::default(),
            faces: RwSignal::new(HashMap::new()),
            parked: StoredValue::new(None),
            led: StoredValue::new(None),
            tools: StoredValue::new(None),
            frames: StoredValue::new(None),
            files: StoredValue::new(None),
            hearers: StoredValue::new([None; 4]),
            outbox: Outbox::new(platform),
            timelines: Timelines::default(),
            glances: Glances::default(),
            groups: StoredValue::new(HashMap::new()),
            typed: StoredValue::new(HashMap::new()),
            all_profiles: StoredValue::new(false),
            arriving: StoredValue::new(false),
        }
    }

    /// Follows what the backend tells, for as long as it tells anything.
    pub fn follow(&self, mut updates: UnboundedReceiver<Update>) {
        let session = self.clone();
        self.spawn(async move {
            while let Some(update) = updates.next().await {
                session.apply(update);
            }
        });
    }

    /// Who acts, under the name they have now.
    pub fn me(&self) -> Option<Profile> {
        let Phase::Open(profile) = self.phase.get() else { return None };
        Some(self.profiles.row(&profile.id).map_or(profile, |row| row.value.get()))
    }

    /// A chat, as it is now.
    pub fn chat(&self, id: &ChatId) -> Option<Chat> {
        self.chats.row(id).map(|row| row.value.get())
    }

    /// How many messages wait, in all chats that are neither quiet nor put away.
    pub fn unread(&self) -> u32 {
        let waiting = |chat: &Chat| if chat.muted || Shelf::of(chat).is_some() { 0 } else { chat.unread };
        self.chats.with(|rows| rows.iter().map(|row| row.value.with(waiting)).sum())
    }

    /// The texts.
    pub fn texts(&self) -> &'static Catalogue {
        self.settings.texts()
    }

    /// Writes dates.
    pub fn clock(&self) -> Clock {
        Clock { platform: self.platform, locale: self.settings.locale() }
    }

    /// Goes to another place.
    pub fn go(&self, route: Route) {
        (self.platform.go)(&route);
        self.window.moved_to(route);
    }

    /// Goes to the place that an address should have named, and leaves no trace of the address.
    pub fn correct(&self, route: Route) {
        (self.platform.replace)(&route);
        self.window.moved_to(route);
    }

    /// What the browser does for pages; pages have it before anything of theirs is drawn.
    pub fn tools(&self) -> Option<Tools> {
        self.tools.get_value()
    }

    /// Brings what the browser does for pages.
    pub fn lend(&self, tools: Tools) {
        self.tools.set_value(Some(tools));
    }

    /// Frames for programs; the pages of programs have them before anything of theirs is drawn.
    pub fn frames(&self) -> Option<Frames> {
        self.frames.get_value()
    }

    /// Brings frames for programs.
    pub fn lend_frames(&self, frames: Frames) {
        self.frames.set_value(Some(frames));
    }

    /// What the browser does with files; whatever is drawn later has it before it is drawn.
    pub fn files(&self) -> Option<Files> {
        self.files.try_get_value().flatten()
    }

    /// Brings what the browser does with files.
    pub fn lend_files(&self, files: Files) {
        self.files.set_value(Some(files));
    }

    /// Starts a task.
    pub fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        (self.platform.spawn)(Box::pin(task));
    }

    /// Carries out a command whose only interesting answer is a failure.
    pub fn act(&self, command: Command) {
        let session = self.clone();
        let answer = self.client.run(command);
        self.spawn(async move {
            if let Err(failure) = answer.await {
                session.alert(&failure);
            }
        });
    }

    /// Hands in a message, which must not be lost, not even when the page is loaded again before the answer.
    pub fn run_surely(&self, command: Command) -> impl Future<Output = Result<Answer, Failure>> + use<> {
        let kept = Kept::of(&command);
        if let (Some(me), Some(kept)) = (self.acting.get_untracked(), &kept) {
            self.outbox.hold(me, kept.clone());
        }
        let answer = self.client.run(command);
        let outbox = self.outbox.clone();
        async move {
            let result = answer.await;
            kept.inspect(|kept| outbox.release(kept));
            result
        }
    }

    /// Says what failed and what to do.
    pub fn alert(&self, failure: &Failure) {
        self.notice.set(Some(Notice::Alert((self.texts().failure)(failure))));
    }

    /// True if a chat that opens now should be ready for typing: with a keyboard at hand always,
    /// else only for somebody who has just arrived to write.
    pub fn may_type(&self) -> bool {
        let arriving = self.arriving.get_value();
        self.arriving.set_value(false);
        arriving || self.window.keyboard.get_untracked()
    }

    /// Finds or makes the chat with a person.
    pub async fn chat_with(&self, person: PersonId) -> Result<ChatId, Failure> {
        match self.client.run(Command::StartChat { with: person }).await? {
            Answer::Chat(chat) => Ok(chat),
            _ => Err(Failure::Malformed),
        }
    }
}

#[cfg(test)]
mod tests;
