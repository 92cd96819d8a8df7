//! What goes into a frame.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;

use super::FRAMES;
use crate::domain::file::FileContent;
use crate::domain::mini::host::{CallId, FrameId};
use crate::domain::mini::manifest::Kind;
use crate::domain::mini::path::FilePath;
use crate::domain::mini::program::Launch;

/// Tells a program what became of a call.
pub fn tell(at: FrameId, id: CallId, parts: &[(&str, &str)]) {
    let message = Object::new();
    set(&message, "id", &id.into());
    parts.iter().for_each(|(name, value)| set(&message, name, &(*value).into()));
    post(at, &message);
}

/// Tells a program what another one says live.
pub fn live(at: FrameId, data: &[u8]) {
    say(at, "live", &Uint8Array::from(data).into());
}

/// Posts something to a program by the widget API of Matrix.
pub fn post_widget(at: FrameId, json: &str) {
    say(at, "widget", &json.into());
}

/// Asks a program whether it still answers; false if none runs there.
pub fn ping(at: FrameId) -> bool {
    say(at, "ping", &true.into())
}

/// Tells the room whether this program of it is the one that is shown.
pub(super) fn show(at: FrameId, shown: bool) {
    say(at, "shown", &shown.into());
}

/// Tells the room that this program of it is over.
pub(super) fn end(at: FrameId) {
    say(at, "end", &true.into());
}

fn say(at: FrameId, word: &str, value: &JsValue) -> bool {
    let message = Object::new();
    set(&message, word, value);
    post(at, &message)
}

fn post(at: FrameId, message: &JsValue) -> bool {
    FRAMES.with_borrow(|frames| frames.open.get(&at).is_some_and(|open| open.port.post_message(message).is_ok()))
}

pub(super) fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}

/// Everything that the program's page needs to start.
pub(super) fn parcel(launch: Launch, (locale, guest, at): (&str, &str, &str)) -> Object {
    let Launch { kind, name, start, files, pseudonym, local, in_chat, .. } = launch;
    let has_host = kind == Kind::MiniApp;
    let file = |(path, content): (FilePath, FileContent)| {
        let bytes = Uint8Array::from(content.bytes.as_slice());
        Array::of3(&path.as_str().into(), &content.media_type.into(), &bytes)
    };
    let pair = |(key, value): (String, String)| Array::of2(&key.into(), &value.into());
    let parcel = Object::new();
    for (key, value) in [
        ("host", JsValue::from(has_host)),
        ("name", name.into()),
        ("start", start.as_str().into()),
        ("files", files.into_iter().map(file).collect::<Array>().into()),
        ("local", local.into_iter().map(pair).collect::<Array>().into()),
        ("locale", locale.into()),
        ("chat", in_chat.into()),
        ("address", pseudonym.into()),
        ("guest", guest.into()),
        ("at", at.into()),
    ] {
        set(&parcel, key, &value);
    }
    parcel
}
