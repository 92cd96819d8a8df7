//! A widget that is a page of elsewhere: found in its chat, opened once the person knows who learns what by that.

use leptos::prelude::*;

use super::{FRAME, Phase, Running, SLOT};
use crate::backend::protocol::TalkCommand;
use crate::backend::shelf::{Parcel, ShelfAnswer, ShelfCommand};
use crate::backend::{Answer, Command, Failure};
use crate::domain::id::ChatId;
use crate::domain::mini::event::{EventClass, EventQuery, MAX_READ};
use crate::domain::mini::remote::{KINDS, Learns, Origins, RemoteWidget, Site, Visitor};
use crate::route::Route;
use crate::view_model::Session;
use crate::view_model::platform::Visit;

/// A widget in the list of its chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteRow {
    /// What it calls itself.
    pub name: String,
    /// Where it comes from.
    pub host: String,
    /// Where it is opened; nothing if it may not be.
    pub to: Option<Route>,
}

/// What the person is told before a page is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wants {
    /// Where it comes from.
    pub host: String,
    /// What its host learns, in words.
    pub learns: Vec<(Learns, String)>,
}

impl Session {
    /// The widgets of a chat that are pages of elsewhere.
    pub async fn remote_widgets(&self, chat: &ChatId) -> Result<Vec<RemoteRow>, Failure> {
        let origins = self.widget_origins();
        let row = |widget: RemoteWidget| {
            let to = Route::Widget(chat.clone(), widget.id.segment());
            let to = origins.allow(&widget.origin).then_some(to);
            RemoteRow { host: widget.origin.host().into(), name: widget.name, to }
        };
        Ok(self.read_remote(chat).await?.into_iter().map(row).collect())
    }

    fn widget_origins(&self) -> Origins {
        Origins::read(&(self.platform.widget_origins)(), &(self.platform.base)())
    }

    async fn read_remote(&self, chat: &ChatId) -> Result<Vec<RemoteWidget>, Failure> {
        let mut events = Vec::new();
        for kind in KINDS {
            let (kind, class) = (kind.into(), EventClass::State(None));
            let query = EventQuery { kind, class, msgtype: None, limit: MAX_READ, since: None };
            let act = TalkCommand::ReadEvents(Parcel::of(&query));
            match self.client.run(Command::Talk { chat: chat.clone(), act }).await? {
                Answer::Events(found) => events.push(found),
                _ => return Err(Failure::Malformed),
            }
        }
        // Most chats have none: nobody starts the shelf for that.
        let none = Parcel::of(&Vec::<()>::new());
        events.retain(|found| *found != none);
        if events.is_empty() {
            return Ok(Vec::new());
        }
        match self.shelf(&ShelfCommand::ReadRemote { events }).await? {
            ShelfAnswer::Remote(widgets) => Ok(widgets),
            _ => Err(Failure::Malformed),
        }
    }
}

impl Running {
    /// Looks for the widget in its chat, as it is there now.
    pub(super) fn seek(&self, chat: ChatId, id: String, turn: u32) {
        let running = self.clone();
        self.session.spawn(async move {
            let found = running.session.read_remote(&chat).await;
            if running.turn.get_value() != turn {
                return;
            }
            let texts = running.session.texts();
            let found = found.map(|all| all.into_iter().find(|it| it.id.segment() == id));
            match found {
                Ok(Some(widget)) if running.session.widget_origins().allow(&widget.origin) => running.meet(widget),
                Ok(Some(widget)) => running.over(&(texts.programs.remote_refused)(widget.origin.host())),
                Ok(None) => running.over(texts.programs.remote_none),
                Err(failure) => running.over(&(texts.failure)(&failure)),
            }
        });
    }

    /// Opens it if the person has agreed to that before, to this very address.
    fn meet(&self, widget: RemoteWidget) {
        let agreed = (self.place.clone(), widget.url.clone());
        self.name.set(widget.name.clone());
        self.remote.set(Some(widget));
        if self.session.with_aside(|aside| aside.agreed.contains(&agreed)) {
            self.visit();
        } else {
            self.introduces.set(true);
        }
    }

    /// Where it comes from, for the person to see.
    pub fn host(&self) -> Option<String> {
        self.remote.read().as_ref().map(|widget| widget.origin.host().into())
    }

    /// What there is to know before it is opened.
    pub fn wants(&self) -> Option<Wants> {
        let (widget, texts) = (self.remote.get()?, self.session.texts());
        let me = untrack(|| self.session.me())?;
        let learns = widget.learns().into_iter().map(|what| {
            let words = match what {
                Learns::Name => me.name.as_str().to_owned(),
                Learns::Id => me.id.as_str().to_owned(),
                Learns::Chat => texts.programs.remote_chat.to_owned(),
            };
            (what, words)
        });
        Some(Wants { host: widget.origin.host().into(), learns: learns.collect() })
    }

    /// The person has seen that, and says whether it may be opened.
    pub fn agree(&self, may: bool) {
        if !self.introduces.get_untracked() {
            return;
        }
        self.introduces.set(false);
        match self.remote.get_untracked() {
            Some(widget) if may => {
                self.session.with_aside(|aside| aside.agreed.push((self.place.clone(), widget.url)));
                self.visit();
            }
            _ => self.finish(),
        }
    }

    fn visit(&self) {
        let (Some(frames), Some(widget)) = (self.session.frames(), self.remote.get_untracked()) else { return };
        let (Some(me), Some(chat)) = (untrack(|| self.session.me()), self.place.chat()) else { return };
        let app = (self.session.platform.base)();
        let visitor = Visitor {
            id: me.id.as_str(),
            name: me.name.as_str(),
            chat: chat.as_str(),
            language: self.session.settings.locale().tag(),
            app: &app,
        };
        let Some(address) = widget.address(&visitor) else {
            return self.over(self.session.texts().programs.remote_none);
        };
        self.phase.set(Phase::Starting);
        let (hears, turn) = (self.clone(), self.turn.get_value());
        let visit = Visit { origin: widget.origin, address, name: widget.name };
        self.keep((frames.visit)(SLOT, FRAME, visit, Box::new(move |said| hears.hear(said, turn))));
    }

    /// Where it is, as the shelf knows it; nothing for a program.
    pub(super) fn site(&self) -> Option<Site> {
        let RemoteWidget { id: widget, origin, .. } = self.remote.get_untracked()?;
        Some(Site { chat: self.place.chat()?.clone(), widget, origin })
    }

    /// Takes back what it was granted, and begins anew.
    pub fn forget_rights(&self) {
        let Some(at) = self.site() else { return };
        let answer = self.session.shelf(&ShelfCommand::ForgetRemote { at });
        self.session.with_aside(|aside| aside.agreed.retain(|(place, _)| *place != self.place));
        let running = self.clone();
        self.session.spawn(async move {
            match answer.await {
                Ok(_) => running.start(),
                Err(failure) => running.session.alert(&failure),
            }
        });
    }
}
