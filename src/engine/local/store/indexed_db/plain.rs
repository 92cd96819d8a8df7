//! Records that are read and written field by field: what serde makes of them is several times as long, and everybody
//! who comes for the first time would fetch it.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::file::FileContent;
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::mini::event::{EventBody, RoomEvent};
use crate::domain::mini::update::SharedUpdate;
use crate::domain::time::Timestamp;
use crate::engine::local::record::{EventRecord, FileRecord, UpdateRecord};

pub(super) fn file(FileRecord { id, content }: &FileRecord) -> JsValue {
    let bytes = Uint8Array::from(content.bytes.as_slice());
    object(&[("id", id.as_str().into()), ("type", content.media_type.as_str().into()), ("bytes", bytes.into())])
}

pub(super) fn content_of(record: &JsValue) -> Option<FileContent> {
    let bytes = get(record, "bytes")?.dyn_into::<Uint8Array>().ok()?.to_vec();
    Some(FileContent { media_type: text(record, "type")?, bytes })
}

pub(super) fn update(UpdateRecord { card, number, update }: &UpdateRecord) -> JsValue {
    let SharedUpdate { id, sender, text } = update;
    object(&[
        ("card", card.as_str().into()),
        ("number", (*number as f64).into()),
        ("id", id.as_str().into()),
        ("sender", sender.as_str().into()),
        ("text", text.as_str().into()),
    ])
}

pub(super) fn update_of(record: &JsValue) -> Option<SharedUpdate> {
    let (id, sender) = ids_of(record)?;
    Some(SharedUpdate { id, sender, text: text(record, "text")? })
}

// One reading for all who ask.
#[inline(never)]
fn ids_of(record: &JsValue) -> Option<(MessageId, PersonId)> {
    Some((MessageId::parse(&text(record, "id")?).ok()?, PersonId::parse(&text(record, "sender")?).ok()?))
}

/// What an event is found under.
pub(super) fn event_key(record: &EventRecord) -> Array {
    Array::of3(&record.chat.as_str().into(), &record.event.body.kind().into(), &place_of(record))
}

/// A number, or the key of a state.
fn place_of(record: &EventRecord) -> JsValue {
    record.state_key().map_or_else(|| (record.number as f64).into(), JsValue::from_str)
}

pub(super) fn event(record: &EventRecord) -> JsValue {
    let EventRecord { chat, after, event, .. } = record;
    let content = match &event.body {
        EventBody::Other { content, .. } => content.as_str(),
        // What is known anyway is not kept.
        _ => "",
    };
    object(&[
        ("chat", chat.as_str().into()),
        ("kind", event.body.kind().into()),
        ("place", place_of(record)),
        ("after", (*after as f64).into()),
        ("id", event.id.as_str().into()),
        ("sender", event.sender.as_str().into()),
        ("at", (event.at.0 as f64).into()),
        ("content", content.into()),
    ])
}

/// An event of this chat and type.
pub(super) fn event_of(chat: &ChatId, kind: &str, record: &JsValue) -> Option<EventRecord> {
    let state_key = text(record, "place");
    let body = EventBody::Other { kind: kind.into(), state_key, content: text(record, "content")? };
    let (id, sender) = ids_of(record)?;
    let at = Timestamp(number(record, "at") as i64);
    let event = RoomEvent { id, sender, at, body };
    let (number, after) = (number(record, "place") as u64, number(record, "after") as u64);
    Some(EventRecord { chat: chat.clone(), number, after, event })
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn get(record: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(record, &name.into()).ok()
}

// One search for all who ask.
#[inline(never)]
fn text(record: &JsValue, name: &str) -> Option<String> {
    get(record, name)?.as_string()
}

/// 0 if it is none.
#[inline(never)]
fn number(record: &JsValue, name: &str) -> f64 {
    get(record, name).and_then(|value| value.as_f64()).unwrap_or_default()
}
