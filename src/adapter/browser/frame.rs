//! A frame in which a program runs: `public/mini.html` makes it, and hands it the other end of the one port that there is.
//!
//! Whatever comes through the port may have been made to do harm: it is a number, a text and bytes of bounded length, or
//! it is nothing.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Date, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlIFrameElement, MessageChannel, MessageEvent, MessagePort};

use super::document;
use crate::domain::file::{FileContent, MAX_FILE_BYTES};
use crate::domain::mini::host::{CallId, MAX_CALL_BYTES, Request, Said};
use crate::domain::mini::manifest::Kind;
use crate::domain::mini::path::FilePath;
use crate::domain::mini::program::Launch;

/// The page that makes the program's frame.
const PAGE: &str = "mini.html";
/// Most messages of a program in a second.
const MAX_RATE: u32 = 400;

type Listener = Closure<dyn FnMut(MessageEvent)>;

struct Open {
    port: MessagePort,
    room: Listener,
    _program: Listener,
}

thread_local! {
    static FRAMES: RefCell<HashMap<&'static str, Open>> = RefCell::default();
}

/// Starts a program in an `<iframe>`; it is told the language, and what to call the person.
pub fn open(at: &'static str, launch: Launch, guise: (&str, &str), hear: impl Fn(Said) + 'static) {
    close(at);
    let hear: Rc<dyn Fn(Said)> = Rc::new(hear);
    let (Some(window), Some(frame)) = (web_sys::window(), element(at)) else { return };
    let Ok(channel) = MessageChannel::new() else { return };
    let (port, others) = (channel.port1(), channel.port2());
    let mut program = listener(Rc::clone(&hear));
    let heard = Listener::new(move |event: MessageEvent| program(&event.data()));
    port.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    let origin = window.location().origin().unwrap_or_default();
    let mut parcel = Some((parcel(launch, guise), others));
    let of = frame.clone();
    let room = Listener::new(move |event: MessageEvent| {
        // The room is of this origin, and it is that very window.
        let Some(theirs) = of.content_window() else { return };
        if event.origin() != origin
            || !event.source().is_some_and(|source| JsValue::from(source) == JsValue::from(theirs.clone()))
        {
            return;
        }
        match Reflect::get(&event.data(), &"teahouse".into()).ok().and_then(|it| it.as_string()).as_deref() {
            Some("ready") => {
                if let Some((parcel, others)) = parcel.take() {
                    // A room that is gone needs nothing.
                    let _ = theirs.post_message_with_transfer(&parcel, &origin, &Array::of1(&others));
                }
            }
            Some("unsafe") => hear(Said::Unsafe),
            _ => {}
        }
    });
    // Fails only for a closure that is no function.
    let _ = window.add_event_listener_with_callback("message", room.as_ref().unchecked_ref());
    FRAMES.with_borrow_mut(|frames| frames.insert(at, Open { port, room, _program: heard }));
    frame.set_src(&format!("{}{PAGE}", document::base()));
}

/// Reads what comes from the program.
fn listener(hear: Rc<dyn Fn(Said)>) -> impl FnMut(&JsValue) {
    let (mut second, mut count, mut carried, mut over) = (0.0, 0, 0, false);
    move |data| {
        let now = (Date::now() / 1000.0).floor();
        (second, count, carried) = if now == second { (second, count + 1, carried) } else { (now, 1, 0) };
        let parts = data.dyn_ref::<Array>().filter(|parts| (2..=3).contains(&parts.length()));
        let number = parts.and_then(|parts| parts.get(0).as_f64());
        let text = parts.and_then(|parts| parts.get(1).dyn_into::<js_sys::JsString>().ok());
        let (Some(number), Some(text)) = (number, text) else { return };
        let bytes = parts.and_then(|parts| parts.get(2).dyn_into::<ArrayBuffer>().ok());
        // Whatever is in it, it takes memory here: all that comes in one second is one file at most.
        carried += bytes.as_ref().map_or(0, ArrayBuffer::byte_length) as usize;
        let too_long = text.length() as usize > MAX_CALL_BYTES || carried > MAX_FILE_BYTES;
        if over || count > MAX_RATE || too_long {
            if !over {
                over = true;
                hear(Said::TooMuch);
            }
            return;
        }
        let text = String::from(text);
        let bytes = bytes.map(|bytes| Uint8Array::new(&bytes).to_vec());
        match (number, text.as_str()) {
            (0.0, "load") => hear(Said::Loaded),
            (0.0, "pong") => hear(Said::Alive),
            (0.0, "live") => hear(Said::Live(bytes.unwrap_or_default())),
            (0.0, word) => {
                if let Some(why) = word.strip_prefix("error:") {
                    hear(Said::Failed(why.chars().filter(|char| !char.is_control()).take(200).collect()));
                }
            }
            _ if number.fract() == 0.0 && (1.0..=f64::from(u32::MAX)).contains(&number) => {
                hear(Said::Call(Request { id: number as CallId, call: text, file: bytes }));
            }
            _ => {}
        }
    }
}

/// Tells a program what became of a call.
pub fn tell(at: &'static str, id: CallId, parts: &[(&str, &str)]) {
    let message = Object::new();
    set(&message, "id", &id.into());
    parts.iter().for_each(|(name, value)| set(&message, name, &(*value).into()));
    post(at, &message);
}

/// Tells a program what another one says live.
pub fn live(at: &'static str, data: &[u8]) {
    let message = Object::new();
    set(&message, "live", &Uint8Array::from(data).into());
    post(at, &message);
}

/// Asks a program whether it still answers; false if none runs there.
pub fn ping(at: &'static str) -> bool {
    let message = Object::new();
    set(&message, "ping", &true.into());
    post(at, &message)
}

/// Ends a program.
pub fn close(at: &'static str) {
    let Some(open) = FRAMES.with_borrow_mut(|frames| frames.remove(at)) else { return };
    open.port.close();
    if let Some(window) = web_sys::window() {
        let _ = window.remove_event_listener_with_callback("message", open.room.as_ref().unchecked_ref());
    }
    if let Some(frame) = element(at) {
        frame.set_src("about:blank");
    }
}

/// Opens an address of elsewhere beside the app, which it learns nothing of.
pub fn leave(address: &str) {
    if let Some(window) = web_sys::window() {
        // A browser that does not open it says so by itself.
        let _ = window.open_with_url_and_target_and_features(address, "_blank", "noopener,noreferrer");
    }
}

fn element(at: &str) -> Option<HtmlIFrameElement> {
    web_sys::window()?.document()?.get_element_by_id(at)?.dyn_into().ok()
}

fn post(at: &str, message: &JsValue) -> bool {
    FRAMES.with_borrow(|frames| frames.get(at).is_some_and(|open| open.port.post_message(message).is_ok()))
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}

/// Everything that the program's page needs to start.
fn parcel(launch: Launch, (locale, guest): (&str, &str)) -> Object {
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
    ] {
        set(&parcel, key, &value);
    }
    parcel
}
