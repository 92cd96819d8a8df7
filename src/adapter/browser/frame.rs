//! A frame in which a program runs: `public/mini.html` makes it, and hands it the other end of the one port that there is.
//! A widget that is a page of elsewhere has `public/mini-remote.html` in the place of that.
//!
//! Whatever comes through the port may have been made to do harm: it is a number, a text and bytes of bounded length, or
//! it is nothing.

mod keyboard;
mod parking;
mod room;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Date, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlIFrameElement, MessageChannel, MessageEvent, MessagePort};

use self::room::{PROGRAM, REMOTE, Room, Unsafe};
use super::document;
use crate::domain::file::{FileContent, MAX_FILE_BYTES};
use crate::domain::mini::host::{CallId, FrameId, MAX_CALL_BYTES, Request, Said};
use crate::domain::mini::manifest::Kind;
use crate::domain::mini::path::FilePath;
use crate::domain::mini::program::Launch;

/// Most messages of a program in a second.
const MAX_RATE: u32 = 400;

type Listener = Closure<dyn FnMut(MessageEvent)>;

struct Open {
    frame: HtmlIFrameElement,
    port: MessagePort,
    _program: Listener,
}

#[derive(Default)]
struct Frames {
    last: FrameId,
    open: HashMap<FrameId, Open>,
    /// One that is ready for a program, and hidden.
    warm: Option<Room>,
}

thread_local! {
    static FRAMES: RefCell<Frames> = RefCell::default();
}

/// Starts a program in an `<iframe>` inside an element; it is told the language, what to call the person, and where it
/// begins.
pub fn open(
    slot: &str,
    id: &str,
    launch: Launch,
    guise: (&str, &str, &str),
    hear: impl Fn(Said) + 'static,
) -> Option<FrameId> {
    let slot = document::element(slot)?;
    let warm = FRAMES.with_borrow_mut(|frames| frames.warm.take());
    let warm = warm.filter(|room| parking::move_into(&slot, &room.frame));
    let room = warm.or_else(|| Room::make(&slot, PROGRAM))?;
    room.frame.set_title(&launch.name);
    enter(room, id, parcel(launch, guise), hear)
}

/// Opens a page of elsewhere in an `<iframe>` inside an element: its origin, which it cannot leave, its address, and
/// what it is called.
pub fn visit(slot: &str, id: &str, page: (&str, &str, &str), hear: impl Fn(Said) + 'static) -> Option<FrameId> {
    let room = Room::make(&document::element(slot)?, REMOTE)?;
    let (origin, address, name) = page;
    room.frame.set_title(name);
    let parcel = Object::new();
    [("origin", origin), ("address", address), ("name", name)].iter().for_each(|(key, value)| {
        set(&parcel, key, &(*value).into());
    });
    enter(room, id, parcel, hear)
}

/// Hands a room what it needs, as soon as it is ready, and hears what comes from there.
fn enter(room: Room, id: &str, parcel: Object, hear: impl Fn(Said) + 'static) -> Option<FrameId> {
    let hear: Rc<dyn Fn(Said)> = Rc::new(hear);
    let channel = MessageChannel::new().ok()?;
    let (port, others) = (channel.port1(), channel.port2());
    let mut program = listener(Rc::clone(&hear));
    let heard = Listener::new(move |event: MessageEvent| program(&event.data()));
    port.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    room.frame.set_id(id);
    let frame = room.frame.clone();
    room.enter(move |entered| match entered {
        Ok((window, origin)) => {
            // A room that is gone needs nothing.
            let _ = window.post_message_with_transfer(&parcel, &origin, &Array::of1(&others));
        }
        Err(Unsafe) => hear(Said::Unsafe),
    });
    Some(FRAMES.with_borrow_mut(|frames| {
        frames.last += 1;
        frames.open.insert(frames.last, Open { frame, port, _program: heard });
        frames.last
    }))
}

/// Has a frame ready for the program that is started next.
pub fn warm() {
    let is_ready = FRAMES.with_borrow(|frames| frames.warm.is_some());
    if !is_ready && let Some(room) = parking::place().and_then(|place| Room::make(&place, PROGRAM)) {
        FRAMES.with_borrow_mut(|frames| frames.warm = Some(room));
    }
}

/// Takes a program out of sight, where it goes on; false if this browser cannot.
pub fn park(at: FrameId) -> bool {
    let frame = FRAMES.with_borrow(|frames| frames.open.get(&at).map(|open| open.frame.clone()));
    frame.zip(parking::place()).is_some_and(|(frame, place)| {
        frame.set_id("");
        parking::move_into(&place, &frame)
    })
}

/// Brings it back, into an element; false if it is gone.
pub fn show(at: FrameId, slot: &str, id: &str) -> bool {
    let frame = FRAMES.with_borrow(|frames| frames.open.get(&at).map(|open| open.frame.clone()));
    frame.zip(document::element(slot)).is_some_and(|(frame, slot)| {
        frame.set_id(id);
        parking::move_into(&slot, &frame)
    })
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
        // Whatever is in it, it takes memory here: all that comes in one second is two files at most.
        carried += bytes.as_ref().map_or(0, ArrayBuffer::byte_length) as usize;
        let too_long = text.length() as usize > MAX_CALL_BYTES || carried > 2 * MAX_FILE_BYTES;
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
            (0.0, "page") => hear(Said::Turned),
            (0.0, "pong") => hear(Said::Alive),
            (0.0, "left") => hear(Said::Gone),
            (0.0, "dark" | "light") => hear(Said::Looks { dark: text == "dark" }),
            (0.0, "live") => hear(Said::Live(bytes.unwrap_or_default())),
            (0.0, word) => {
                if let Some(why) = word.strip_prefix("error:") {
                    hear(Said::Failed(why.chars().filter(|char| !char.is_control()).take(200).collect()));
                } else if let Some(said) = word.strip_prefix("widget:") {
                    hear(Said::Widget(said.into()));
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
pub fn tell(at: FrameId, id: CallId, parts: &[(&str, &str)]) {
    let message = Object::new();
    set(&message, "id", &id.into());
    parts.iter().for_each(|(name, value)| set(&message, name, &(*value).into()));
    post(at, &message);
}

/// Tells a program what another one says live.
pub fn live(at: FrameId, data: &[u8]) {
    let message = Object::new();
    set(&message, "live", &Uint8Array::from(data).into());
    post(at, &message);
}

/// Posts something to a program by the widget API of Matrix.
pub fn post_widget(at: FrameId, json: &str) {
    let message = Object::new();
    set(&message, "widget", &json.into());
    post(at, &message);
}

/// Asks a program whether it still answers; false if none runs there.
pub fn ping(at: FrameId) -> bool {
    let message = Object::new();
    set(&message, "ping", &true.into());
    post(at, &message)
}

/// Ends a program.
pub fn close(at: FrameId) {
    if let Some(open) = FRAMES.with_borrow_mut(|frames| frames.open.remove(&at)) {
        open.port.close();
        open.frame.remove();
    }
}

/// Ends all of them.
pub fn close_all() {
    let all: Vec<_> = FRAMES.with_borrow(|frames| frames.open.keys().copied().collect());
    all.into_iter().for_each(close);
}

/// Opens an address of elsewhere beside the app, which it learns nothing of.
pub fn leave(address: &str) {
    if let Some(window) = web_sys::window() {
        // A browser that does not open it says so by itself.
        let _ = window.open_with_url_and_target_and_features(address, "_blank", "noopener,noreferrer");
    }
}

fn post(at: FrameId, message: &JsValue) -> bool {
    FRAMES.with_borrow(|frames| frames.open.get(&at).is_some_and(|open| open.port.post_message(message).is_ok()))
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}

/// Everything that the program's page needs to start.
fn parcel(launch: Launch, (locale, guest, at): (&str, &str, &str)) -> Object {
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
