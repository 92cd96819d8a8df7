//! Records that are read and written field by field: what serde makes of them is several times as long, and everybody
//! who comes for the first time would fetch it.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::file::FileContent;
use crate::domain::id::{MessageId, PersonId};
use crate::domain::mini::update::SharedUpdate;
use crate::engine::local::record::{FileRecord, UpdateRecord};

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

fn text(record: &JsValue, name: &str) -> Option<String> {
    get(record, name)?.as_string()
}
