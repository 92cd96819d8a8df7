//! The frames in which programs run: `public/mini.html`, the room of all of them, makes one for each, and hands it the
//! other end of the one port that there is. A widget that is a page of elsewhere has a room of its own,
//! `public/mini-remote.html`.

mod hear;
mod keyboard;
mod parking;
mod post;
mod room;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, Object};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, MessageChannel, MessageEvent, MessagePort};

pub use self::post::{live, ping, post_widget, tell};
use self::post::{parcel, set};
use self::room::{PROGRAM, REMOTE, Room, Unsafe};
use super::document;
use crate::domain::mini::host::{FrameId, Said};
use crate::domain::mini::program::Launch;

type Listener = Closure<dyn FnMut(MessageEvent)>;

/// A program that runs, in its room.
struct Open {
    room: Rc<Room>,
    name: String,
    port: MessagePort,
    _program: Listener,
}

#[derive(Default)]
struct Frames {
    last: FrameId,
    open: HashMap<FrameId, Open>,
    /// The room of all programs, where the browser can move it: wherever one of them is shown, it is there.
    shared: Option<Rc<Room>>,
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
    let room = shared().filter(|room| parking::move_into(&slot, &room.frame)).or_else(|| make(&slot))?;
    let name = launch.name.clone();
    enter(room, (id, &name), parcel(launch, guise), hear)
}

fn shared() -> Option<Rc<Room>> {
    FRAMES.with_borrow(|frames| frames.shared.clone())
}

/// Makes a room for programs. Where it cannot be moved, it is that of one program.
fn make(place: &Element) -> Option<Rc<Room>> {
    let room = Rc::new(Room::make(place, PROGRAM)?);
    if parking::moves(place).is_some() {
        FRAMES.with_borrow_mut(|frames| frames.shared = Some(Rc::clone(&room)));
    }
    Some(room)
}

/// Opens a page of elsewhere in an `<iframe>` inside an element: its origin, which it cannot leave, its address, and
/// what it is called.
pub fn visit(slot: &str, id: &str, page: (&str, &str, &str), hear: impl Fn(Said) + 'static) -> Option<FrameId> {
    let room = Rc::new(Room::make(&document::element(slot)?, REMOTE)?);
    let (origin, address, name) = page;
    let parcel = Object::new();
    [("origin", origin), ("address", address), ("name", name)].iter().for_each(|(key, value)| {
        set(&parcel, key, &(*value).into());
    });
    enter(room, (id, name), parcel, hear)
}

/// Hands a room what a program needs, as soon as it is ready, and hears what comes from there.
fn enter(room: Rc<Room>, (id, name): (&str, &str), parcel: Object, hear: impl Fn(Said) + 'static) -> Option<FrameId> {
    let hear: Rc<dyn Fn(Said)> = Rc::new(hear);
    let channel = MessageChannel::new().ok()?;
    let (port, others) = (channel.port1(), channel.port2());
    let mut program = hear::listener(Rc::clone(&hear));
    let heard = Listener::new(move |event: MessageEvent| program(&event.data()));
    port.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    room.frame.set_id(id);
    room.enter(move |entered| match entered {
        Ok((window, origin)) => {
            // A room that is gone needs nothing.
            let _ = window.post_message_with_transfer(&parcel, &origin, &Array::of1(&others));
        }
        Err(Unsafe) => hear(Said::Unsafe),
    });
    let at = FRAMES.with_borrow_mut(|frames| {
        frames.last += 1;
        let open = Open { room: Rc::clone(&room), name: name.into(), port, _program: heard };
        frames.open.insert(frames.last, open);
        frames.last
    });
    present(&room, at);
    Some(at)
}

/// Has a frame ready for the program that is started next, where it can be moved to.
pub fn warm() {
    let Some(room) = shared().filter(|room| room.frame.is_connected()) else {
        let place = parking::place().filter(|place| parking::moves(place).is_some());
        return drop(place.and_then(|place| make(&place)));
    };
    room.enter(|entered| {
        let word = Object::new();
        set(&word, "teahouse", &"warm".into());
        if let Ok((window, origin)) = entered {
            // A room that is gone has nothing ready.
            let _ = window.post_message(&word, &origin);
        }
    });
}

/// Takes a program out of sight, where it goes on; false if this browser cannot.
pub fn park(at: FrameId) -> bool {
    post::show(at, false);
    room_of(at).is_some_and(|room| set_aside(&room, at))
}

/// Brings it back, into an element; false if it is gone.
pub fn show(at: FrameId, slot: &str, id: &str) -> bool {
    let Some((room, slot)) = room_of(at).zip(document::element(slot)) else { return false };
    room.frame.set_id(id);
    let is_there = parking::move_into(&slot, &room.frame);
    if is_there {
        post::show(at, true);
        present(&room, at);
    }
    is_there
}

fn room_of(at: FrameId) -> Option<Rc<Room>> {
    FRAMES.with_borrow(|frames| frames.open.get(&at).map(|open| Rc::clone(&open.room)))
}

/// From now on this program is the one that is seen in its room.
fn present(room: &Room, at: FrameId) {
    if let Some(before) = room.shown.replace(Some(at)).filter(|before| *before != at) {
        post::show(before, false);
    }
    FRAMES.with_borrow(|frames| frames.open.get(&at).iter().for_each(|open| room.frame.set_title(&open.name)));
}

/// Takes a room out of sight with all that is in it, unless another program is shown there; false if this browser cannot.
fn set_aside(room: &Room, at: FrameId) -> bool {
    if room.shown.get() != Some(at) {
        return true;
    }
    room.shown.set(None);
    room.frame.set_id("");
    parking::place().is_some_and(|place| parking::move_into(&place, &room.frame))
}

/// Ends a program. A room that others are in is left to them.
pub fn close(at: FrameId) {
    post::end(at);
    let Some(Open { room, port, .. }) = FRAMES.with_borrow_mut(|frames| frames.open.remove(&at)) else { return };
    port.close();
    if shared().is_some_and(|shared| Rc::ptr_eq(&shared, &room)) {
        set_aside(&room, at);
    } else {
        room.frame.remove();
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
