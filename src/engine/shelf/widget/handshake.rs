//! The handshake: a page says what it wants, the person decides, and the page is told what it may do and what belongs to
//! that.

use serde_json::{Value, json};

use super::Widget;
use super::reads::{Purpose, query};
use crate::backend::shelf::Parcel;
use crate::backend::shelf::widget::{WidgetAct, WidgetRun};
use crate::domain::mini::widget::{Access, Extent};

/// Most capabilities that are read of one message, and most versions.
const MAX_LIST: usize = 100;
/// The version of the API that makes a page hear the state of its room.
pub(super) const UPDATE_STATE: &str = "org.matrix.msc2762_update_state";

/// How far the handshake has got.
pub(super) enum Stage {
    /// The page was asked nothing.
    Silent,
    /// It was asked what it wants, under this id.
    Greeted(String),
    /// The person is asked.
    Deciding {
        /// What the page wanted.
        requested: Vec<String>,
        /// What it wants besides, since then.
        more: Vec<String>,
    },
    /// It knows what it may do.
    Ready,
}

/// Whether the page wants to hear the state of its room.
pub(super) enum Versions {
    Unknown,
    Asked(String),
    Known(bool),
}

impl Widget {
    /// Asks the page what it wants, which begins the handshake.
    pub(super) fn greet(&mut self) {
        let id = self.post("capabilities", &json!({}));
        self.stage = Stage::Greeted(id);
    }

    /// A page that gives itself another name does not hear what was posted to it before.
    pub(super) fn rename(&mut self, name: &str) {
        if self.name != name && matches!(self.stage, Stage::Silent | Stage::Greeted(_)) {
            self.name = name.into();
            if matches!(self.stage, Stage::Greeted(_)) {
                self.greet();
            }
        }
    }

    pub(super) fn answered(&mut self, id: &str, response: &Value) {
        match (&self.stage, &self.versions) {
            (Stage::Greeted(asked), _) if asked == id => {
                if let Some(requested) = list(&response["capabilities"]) {
                    self.negotiate(requested);
                }
            }
            (_, Versions::Asked(asked)) if asked == id => {
                let versions = list(&response["supported_versions"]).unwrap_or_default();
                self.versions = Versions::Known(versions.iter().any(|version| version == UPDATE_STATE));
                self.tell_state();
            }
            // An acknowledgement, or something that nobody asked.
            _ => {}
        }
    }

    /// The page wants capabilities: at first, or more of them.
    pub(super) fn negotiate(&mut self, requested: Vec<String>) {
        if let Stage::Deciding { more, .. } = &mut self.stage {
            more.extend(requested);
            more.truncate(MAX_LIST);
            return;
        }
        let asked = if self.chat.is_some() { self.rights.want(&requested) } else { Vec::new() };
        if asked.is_empty() {
            self.notify(&requested);
        } else {
            self.stage = Stage::Deciding { requested, more: Vec::new() };
            self.acts.push(WidgetAct::Ask(asked));
        }
    }

    pub(super) fn decide(&mut self, names: &[String]) {
        let Stage::Deciding { requested, more } = &mut self.stage else { return };
        let (requested, more) = (std::mem::take(requested), std::mem::take(more));
        self.unkept |= self.rights.decide(names);
        self.notify(&requested);
        if !more.is_empty() {
            self.negotiate(more);
        }
    }

    /// Tells the page what it may do, and what belongs to that.
    fn notify(&mut self, requested: &[String]) {
        let is_first = !std::mem::replace(&mut self.settled, true);
        self.stage = Stage::Ready;
        let data = json!({ "requested": requested, "approved": self.rights.names() });
        self.post("notify_capabilities", &data);
        if is_first {
            self.tell_looks();
        }
        if !self.follows && self.rights.readable().next().is_some() {
            self.follows = true;
            self.acts.push(WidgetAct::Follow);
        }
        self.tell_state();
    }

    /// Has the state read that the page may read, if it wants to hear of it by itself.
    pub(super) fn tell_state(&mut self) {
        let is_state = |access: &&Access| matches!(access.extent, Extent::State { .. });
        let wanted: Vec<_> = self.rights.readable().filter(is_state).map(query).collect();
        match self.versions {
            _ if wanted.is_empty() => {}
            Versions::Unknown => {
                self.versions = Versions::Asked(self.post("supported_api_versions", &json!({})));
            }
            Versions::Asked(_) | Versions::Known(false) => {}
            Versions::Known(true) if self.runs.reads_state() => self.again = true,
            Versions::Known(true) => {
                let ids = self.runs.read(Purpose::State, wanted.len());
                for (id, query) in ids.into_iter().zip(&wanted) {
                    self.acts.push(WidgetAct::Run { id, act: WidgetRun::Read(Parcel::of(query)) });
                }
            }
        }
    }
}

/// The texts of a list.
pub(super) fn list(value: &Value) -> Option<Vec<String>> {
    let texts = value.as_array()?.iter().filter_map(Value::as_str);
    Some(texts.take(MAX_LIST).map(ToOwned::to_owned).collect())
}
