//! Programs that speak the widget API of Matrix: the side of the client, as pages know it that use matrix-widget-api.
//!
//! It is a machine without a clock. What it hears makes it do something at once, so that no page ever waits for its
//! time limit: whatever is not here is refused. Nothing that a page posts is believed, and what is remembered of it
//! is bounded.

mod handshake;
mod page;
mod reads;
mod requests;
mod rights;

use std::cell::RefCell;

use serde_json::{Value, json};

use self::handshake::{Stage, Versions};
use self::page::{Heard, event, request, state_key};
use self::reads::Runs;
use self::rights::Rights;
use super::instance::Instance;
use super::store::{Store, Write};
use super::{Platform, Shared};
use crate::backend::Failure;
use crate::backend::shelf::Parcel;
use crate::backend::shelf::ShelfAnswer;
use crate::backend::shelf::widget::{WidgetAct, WidgetSaid};
use crate::domain::id::{ChatId, MessageId};
use crate::domain::mini::event::RoomEvent;
use crate::domain::mini::remote::WidgetId;
use crate::domain::mini::update::Pace;

/// What the person granted in a place is kept under this name: a JSON array of names.
const GRANTED: &str = "w:";
/// So many programs are open in one tab; of an older one all is forgotten.
const MAX_OPEN: usize = 16;
/// So many events are remembered that a page was told, so that none is told twice.
const MAX_TOLD: usize = 256;
/// The name of a widget that does not give itself one.
const NAMELESS: &str = "teahouse";

/// The widgets of one tab, by the place where each is open.
pub(super) type Widgets = Vec<(String, Widget)>;

/// A widget, as long as its page is there.
pub(super) struct Widget {
    /// The chat that it is in.
    chat: Option<ChatId>,
    platform: Platform,
    rights: Rights,
    runs: Runs,
    pace: Pace,
    /// What the page takes itself for.
    name: String,
    /// The chat has named it: words under another name are none of it.
    is_named: bool,
    loaded: bool,
    stage: Stage,
    /// The page was told what it may do.
    settled: bool,
    /// How many requests were posted to the page.
    posted: u32,
    versions: Versions,
    /// The state has to be told once more when it was told.
    again: bool,
    follows: bool,
    looks: Option<(bool, String)>,
    told: Vec<MessageId>,
    acts: Vec<WidgetAct>,
    /// What was granted is not kept yet.
    unkept: bool,
}

impl<S: Store> Shared<S> {
    /// Takes what a widget, or the shell about it, says, and answers with what is to be done. It has a name of its own
    /// where the chat has given it one.
    pub(super) async fn widget(
        &self,
        widgets: &RefCell<Widgets>,
        at: &Instance,
        named: Option<WidgetId>,
        said: WidgetSaid,
    ) -> Result<Vec<WidgetAct>, Failure> {
        let place = at.place();
        let known = {
            let mut widgets = widgets.borrow_mut();
            widgets.iter().position(|(of, _)| *of == place).map(|index| widgets.remove(index).1)
        };
        let mut widget = match known {
            Some(widget) => widget,
            None => {
                let kept = self.with_kept(at, |kept| kept.get(&at.name(GRANTED, "")).map(ToOwned::to_owned)).await?;
                let granted = kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default();
                Widget::new(at.chat.clone(), self.platform, granted).named(named)
            }
        };
        let acts = widget.hear(said);
        if std::mem::take(&mut widget.unkept) {
            let value = Some(json!(widget.rights.remembered()).to_string());
            let (owner, program) = at.key.clone();
            let write = Write::Value { owner, program, key: at.name(GRANTED, ""), value };
            // What a full device cannot keep is asked again next time.
            let _ = self.commit(vec![write]).await;
        }
        let mut widgets = widgets.borrow_mut();
        if widgets.len() == MAX_OPEN {
            widgets.remove(0);
        }
        widgets.push((place, widget));
        Ok(acts)
    }

    /// Takes back what was granted in a place, also from the page that is open there.
    pub(super) async fn forget_widget(
        &self,
        widgets: &RefCell<Widgets>,
        at: &Instance,
    ) -> Result<ShelfAnswer, Failure> {
        let (owner, program) = at.key.clone();
        self.commit(vec![Write::Value { owner, program, key: at.name(GRANTED, ""), value: None }]).await?;
        let place = at.place();
        widgets.borrow_mut().retain(|(of, _)| *of != place);
        Ok(ShelfAnswer::Done)
    }
}

impl Widget {
    fn new(chat: Option<ChatId>, platform: Platform, granted: Vec<String>) -> Self {
        Self {
            chat,
            platform,
            rights: Rights::new(granted),
            runs: Runs::default(),
            pace: Pace::new((platform.now)()),
            name: NAMELESS.into(),
            is_named: false,
            loaded: false,
            stage: Stage::Silent,
            settled: false,
            posted: 0,
            versions: Versions::Unknown,
            again: false,
            follows: false,
            looks: None,
            told: Vec::new(),
            acts: Vec::new(),
            unkept: false,
        }
    }

    fn named(mut self, name: Option<WidgetId>) -> Self {
        if let Some(name) = name {
            (self.name, self.is_named) = (name.as_str().into(), true);
        }
        self
    }

    /// Takes something in, and says what is to be done, in order.
    fn hear(&mut self, said: WidgetSaid) -> Vec<WidgetAct> {
        match said {
            WidgetSaid::Loaded => self.load(),
            WidgetSaid::Page(text) => match Heard::read(&text) {
                Some(Heard::Request(request)) if self.is_named && request.widget != self.name => {}
                Some(Heard::Request(request)) => {
                    self.rename(&request.widget);
                    self.serve(request);
                }
                Some(Heard::Answer { id, response }) => self.answered(&id, &response),
                None => {}
            },
            WidgetSaid::Decided(names) => self.decide(&names),
            WidgetSaid::Answered { id, told } => self.done(id, told),
            WidgetSaid::Happened(events) => self.happened(&events),
            WidgetSaid::Looks { dark, language } => self.look(dark, language),
        }
        std::mem::take(&mut self.acts)
    }

    /// A page is there. What its scripts posted before counts; the next one in its place begins anew.
    fn load(&mut self) {
        if self.loaded {
            // Ids go on, so that no late answer is taken for one to this page; and so do limits and looks. Whether the
            // chat is still watched nobody knows here.
            let before = std::mem::replace(self, Self::new(self.chat.clone(), self.platform, Vec::new()));
            self.rights = before.rights.anew();
            (self.pace, self.name, self.posted) = (before.pace, before.name, before.posted);
            self.is_named = before.is_named;
            (self.looks, self.runs) = (before.looks, before.runs.anew());
        }
        self.loaded = true;
        if matches!(self.stage, Stage::Silent) {
            self.greet();
        }
    }

    /// Tells the page what it may hear of what happened in its chat.
    fn happened(&mut self, events: &Parcel) {
        let (Some(room), Ok(events)) = (self.chat.clone(), events.open::<Vec<RoomEvent>>()) else { return };
        for happened in events {
            if self.told.contains(&happened.id) || !self.rights.shows(&happened) {
                continue;
            }
            if self.told.len() == MAX_TOLD {
                self.told.remove(0);
            }
            self.told.push(happened.id.clone());
            let Some(whole) = event(&happened, &room) else { continue };
            self.post("send_event", &whole);
            if state_key(&happened).is_some() && matches!(self.versions, Versions::Known(true)) {
                self.post("update_state", &json!({ "state": [whole] }));
            }
        }
    }

    fn look(&mut self, dark: bool, language: String) {
        let looks = Some((dark, language));
        if self.looks != looks {
            self.looks = looks;
            if self.settled {
                self.tell_looks();
            }
        }
    }

    fn tell_looks(&mut self) {
        if let Some((dark, language)) = self.looks.clone() {
            self.post("theme_change", &json!({ "name": if dark { "dark" } else { "light" } }));
            self.post("language_change", &json!({ "lang": language }));
        }
    }

    /// Posts a request to the page, and says under which id.
    fn post(&mut self, action: &str, data: &Value) -> String {
        self.posted = self.posted.wrapping_add(1);
        let id = format!("teahouse-{}", self.posted);
        self.acts.push(WidgetAct::Post(request(&self.name, &id, action, data)));
        id
    }
}

#[cfg(test)]
mod tests;
