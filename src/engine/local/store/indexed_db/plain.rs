//! Records that are read and written field by field: what serde makes of them is several times as long, and everybody
//! who comes for the first time would fetch it.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::file::FileContent;
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::mini::event::{EventBody, RoomEvent};
use crate::domain::mini::update::SharedUpdate;
use crate::domain::time::Timestamp;
use crate::engine::local::record::{EventPlace, EventRecord, FileRecord, UpdateRecord};

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
    let id = MessageId::parse(&text(record, "id")?).ok()?;
    let sender = PersonId::parse(&text(record, "sender")?).ok()?;
    Some(SharedUpdate { id, sender, text: text(record, "text")? })
}

/// What an event is found under.
pub(super) fn event_key(EventRecord { chat, place, event, .. }: &EventRecord) -> Array {
    Array::of3(&chat.as_str().into(), &event.body.kind().into(), &place_of(place))
}

fn place_of(place: &EventPlace) -> JsValue {
    match place {
        EventPlace::Number(number) => (*number as f64).into(),
        EventPlace::State(key) => key.as_str().into(),
    }
}

pub(super) fn event(EventRecord { chat, place, after, event }: &EventRecord) -> JsValue {
    let content = match &event.body {
        EventBody::Other { content, .. } => content.as_str(),
        // Everything else is kept elsewhere.
        _ => "",
    };
    object(&[
        ("chat", chat.as_str().into()),
        ("kind", event.body.kind().into()),
        ("place", place_of(place)),
        ("after", (*after as f64).into()),
        ("id", event.id.as_str().into()),
        ("sender", event.sender.as_str().into()),
        ("at", (event.at.0 as f64).into()),
        ("content", content.into()),
    ])
}

pub(super) fn event_of(record: &JsValue) -> Option<EventRecord> {
    let state_key = text(record, "place");
    let place = match &state_key {
        Some(key) => EventPlace::State(key.clone()),
        None => EventPlace::Number(number(record, "place")? as u64),
    };
    let body = EventBody::Other { kind: text(record, "kind")?, state_key, content: text(record, "content")? };
    let event = RoomEvent {
        id: MessageId::parse(&text(record, "id")?).ok()?,
        sender: PersonId::parse(&text(record, "sender")?).ok()?,
        at: Timestamp(number(record, "at")? as i64),
        body,
    };
    let chat = ChatId::parse(&text(record, "chat")?).ok()?;
    Some(EventRecord { chat, place, after: number(record, "after")? as u64, event })
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

fn number(record: &JsValue, name: &str) -> Option<f64> {
    get(record, name)?.as_f64()
}
