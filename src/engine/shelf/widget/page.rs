//! The messages of the widget API: what a page posts, read as what a stranger wrote, and what is posted to it.
//!
//! Requests and responses have one form (matrix-widget-api, `PostmessageTransport`): an object that says where it goes,
//! whose request it is, and what is wanted. A response is the same object, with what came of it.

use serde_json::{Map, Value, json};

use crate::domain::id::ChatId;
use crate::domain::mini::event::{EventBody, MESSAGE, RoomEvent};

/// Longest message of a page that is read, in bytes.
pub(super) const MAX_MESSAGE_BYTES: usize = 128 * 1024;
/// Longest of the names in it, in bytes.
const MAX_NAME_BYTES: usize = 255;
/// The largest number that Matrix allows in an event (Matrix, "Canonical JSON").
const MAX_NUMBER: u64 = (1 << 53) - 1;

/// What a page posted.
pub(super) enum Heard {
    /// It wants something.
    Request(Request),
    /// It answers.
    Answer {
        /// Which request of ours.
        id: String,
        /// What.
        response: Value,
    },
}

/// A request of a page.
pub(super) struct Request {
    whole: Map<String, Value>,
    pub(super) action: String,
    /// What the page takes itself for.
    pub(super) widget: String,
}

impl Heard {
    /// Nothing for whatever nobody can answer.
    pub(super) fn read(text: &str) -> Option<Self> {
        if text.len() > MAX_MESSAGE_BYTES {
            return None;
        }
        let mut whole: Map<String, Value> = serde_json::from_str(text).ok()?;
        let name = |field: &str| {
            let text = whole.get(field)?.as_str()?;
            (1..=MAX_NAME_BYTES).contains(&text.len()).then(|| text.to_owned())
        };
        let (id, action, widget) = (name("requestId")?, name("action")?, name("widgetId")?);
        match (name("api")?.as_str(), whole.remove("response")) {
            ("toWidget", Some(response)) => Some(Self::Answer { id, response }),
            ("fromWidget", None) => Some(Self::Request(Request { whole, action, widget })),
            _ => None,
        }
    }
}

impl Request {
    /// A field of its data, unless it is null.
    pub(super) fn get(&self, field: &str) -> Option<&Value> {
        self.whole.get("data")?.get(field).filter(|value| !value.is_null())
    }

    /// The same, if it is a text.
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.get(field)?.as_str()
    }

    /// The same, if it is a text that has something in it.
    pub(super) fn name(&self, field: &str) -> Option<&str> {
        self.text(field).filter(|text| !text.is_empty())
    }

    /// What is posted as its response.
    pub(super) fn answered(mut self, response: Value) -> String {
        self.whole.insert("response".into(), response);
        Value::Object(self.whole).to_string()
    }

    /// The same, where nothing comes of it.
    pub(super) fn refused(self, why: &str) -> String {
        self.answered(json!({ "error": { "message": why } }))
    }
}

/// A request to the page.
pub(super) fn request(widget: &str, id: &str, action: &str, data: &Value) -> String {
    json!({ "api": "toWidget", "widgetId": widget, "requestId": id, "action": action, "data": data }).to_string()
}

/// An event as pages know it; nothing if its content is no object.
pub(super) fn event(event: &RoomEvent, room: &ChatId) -> Option<Value> {
    let content = content(&event.body)?;
    let mut whole = json!({
        "type": event.body.kind(),
        "sender": event.sender,
        "event_id": event.id,
        "room_id": room,
        "origin_server_ts": event.at,
        "content": content,
        "unsigned": {},
    });
    if let Some(key) = state_key(event) {
        whole["state_key"] = key.into();
    }
    Some(whole)
}

/// What an event is the state of.
pub(super) fn state_key(event: &RoomEvent) -> Option<&str> {
    match &event.body {
        EventBody::Text(_) => None,
        EventBody::Member(_) => Some(event.sender.as_str()),
        EventBody::Title(_) => Some(""),
        EventBody::Other { state_key, .. } => state_key.as_deref(),
    }
}

/// The content of an event, as an object.
pub(super) fn content(body: &EventBody) -> Option<Value> {
    match body {
        EventBody::Text(text) => Some(json!({ "msgtype": "m.text", "body": text })),
        EventBody::Member(name) => Some(json!({ "membership": "join", "displayname": name })),
        EventBody::Title(name) => Some(json!({ "name": name })),
        EventBody::Other { content, .. } => serde_json::from_str::<Map<_, _>>(content).ok().map(Value::Object),
    }
}

/// An event that a page wants to send; a message that is nothing but a text crosses as one.
pub(super) fn body(kind: &str, state_key: Option<&str>, content: &Value) -> Result<EventBody, &'static str> {
    let Value::Object(fields) = content else { return Err("the content of an event is an object") };
    if !is_canonical(content) {
        return Err("numbers in an event are whole, and no larger than 2^53 - 1");
    }
    let is_text = kind == MESSAGE && state_key.is_none() && fields.len() == 2;
    if let (true, Some("m.text"), Some(text)) = (is_text, content["msgtype"].as_str(), content["body"].as_str()) {
        return Ok(EventBody::Text(text.into()));
    }
    let other =
        EventBody::Other { kind: kind.into(), state_key: state_key.map(Into::into), content: content.to_string() };
    if other.may_be_sent() { Ok(other) } else { Err("the event is too long") }
}

/// True for what every version of a room takes.
fn is_canonical(value: &Value) -> bool {
    match value {
        Value::Number(number) => {
            let size = number.as_i64().map(i64::unsigned_abs).or_else(|| number.as_u64());
            size.is_some_and(|size| size <= MAX_NUMBER)
        }
        Value::Array(values) => values.iter().all(is_canonical),
        Value::Object(fields) => fields.values().all(is_canonical),
        _ => true,
    }
}
