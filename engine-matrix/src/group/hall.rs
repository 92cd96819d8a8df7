//! A group's state as the server keeps it, read without trust: what makes no sense is as good as not there.

use std::collections::{BTreeMap, HashMap};

use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId, UserId};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use teahouse::domain::time::Timestamp;

/// The longest event that is looked at: no server takes one of more than 65,536 bytes, but it adds something to each.
const LONGEST: usize = 96 * 1024;

/// One piece of state.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(super) kind: String,
    pub(super) key: String,
    pub(super) sender: Option<OwnedUserId>,
    pub(super) at: Timestamp,
    pub(super) content: Value,
    /// What the same piece said before, where the server tells, and who said so.
    pub(super) before: Value,
    pub(super) before_by: Option<OwnedUserId>,
}

#[derive(Deserialize)]
struct Loose {
    #[serde(rename = "type")]
    kind: String,
    state_key: String,
    #[serde(default)]
    sender: Value,
    #[serde(default)]
    origin_server_ts: Value,
    #[serde(default)]
    content: Value,
    #[serde(default)]
    unsigned: Value,
}

impl Event {
    /// Reads an event of the server.
    pub(super) fn read(json: &RawValue) -> Option<Self> {
        if json.get().len() > LONGEST {
            return None;
        }
        let loose: Loose = serde_json::from_str(json.get()).ok()?;
        Some(Self {
            sender: user(&loose.sender),
            at: Timestamp(loose.origin_server_ts.as_i64().unwrap_or_default()),
            before_by: user(&loose.unsigned["prev_sender"]),
            before: loose.unsigned["prev_content"].clone(),
            kind: loose.kind,
            key: loose.state_key,
            content: loose.content,
        })
    }

    /// A text of the content.
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.content[field].as_str()
    }
}

/// Reads a user's id.
pub(super) fn user(value: &Value) -> Option<OwnedUserId> {
    UserId::parse(value.as_str()?).ok()
}

/// All that is known of a group.
#[derive(Debug, Clone)]
pub(crate) struct Hall {
    pub(super) room: OwnedRoomId,
    pub(super) me: OwnedUserId,
    /// The number of the question that this answers.
    pub(super) number: u64,
    /// How many are inside, where not everybody is known.
    pub(super) crowd: Option<u32>,
    /// Its events by their type and key.
    state: HashMap<String, BTreeMap<String, Event>>,
}

impl Hall {
    pub(super) fn new(room: OwnedRoomId, me: OwnedUserId, events: impl IntoIterator<Item = Event>) -> Self {
        let mut state: HashMap<String, BTreeMap<String, Event>> = HashMap::new();
        for event in events {
            state.entry(event.kind.clone()).or_default().insert(event.key.clone(), event);
        }
        Self { room, me, number: 0, crowd: None, state }
    }

    /// The same, of a room of which not everybody is known.
    pub(super) fn with_count(self, count: u32) -> Self {
        Self { crowd: Some(count), ..self }
    }

    /// The same, as the answer to a question of this number.
    pub(super) fn numbered(self, number: u64) -> Self {
        Self { number, ..self }
    }

    /// The same, with one piece changed.
    pub(super) fn with(&self, event: Event, number: u64) -> Self {
        let mut after = Self { number, ..self.clone() };
        after.state.entry(event.kind.clone()).or_default().insert(event.key.clone(), event);
        after
    }

    /// The piece of this type and key.
    pub(super) fn get(&self, kind: &str, key: &str) -> Option<&Event> {
        self.state.get(kind)?.get(key)
    }

    /// All pieces of this type, by their key.
    pub(super) fn all(&self, kind: &str) -> impl Iterator<Item = &Event> {
        self.state.get(kind).into_iter().flat_map(BTreeMap::values)
    }

    /// The content of the piece of this type that has no key.
    pub(super) fn content(&self, kind: &str) -> &Value {
        self.get(kind, "").map_or(&Value::Null, |event| &event.content)
    }

    /// The membership of somebody, by the server's word for it.
    pub(super) fn membership(&self, user: &UserId) -> &str {
        self.get("m.room.member", user.as_str()).and_then(|event| event.text("membership")).unwrap_or_default()
    }

    /// Everybody who is inside.
    pub(super) fn inside(&self) -> impl Iterator<Item = &Event> {
        self.all("m.room.member").filter(|event| event.text("membership") == Some("join"))
    }
}
