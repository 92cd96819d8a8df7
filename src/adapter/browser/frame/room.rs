//! The frame of the app's own origin, around that of a program, `public/mini.html`, or around a widget that is a page of
//! elsewhere, `public/mini-remote.html`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlIFrameElement, MessageEvent, Window};

use super::super::document;
use super::keyboard;
use crate::domain::mini::host::FrameId;

/// A page that is a room.
#[derive(Clone, Copy)]
pub(super) struct Kind(&'static str);

/// Of a program.
pub(super) const PROGRAM: Kind = Kind("mini.html");
/// Of a page of elsewhere.
pub(super) const REMOTE: Kind = Kind("mini-remote.html");

/// What a room may do: its own origin, without which it could not start offline, scripts, and forms, which its policy
/// keeps from being sent. What is in it may do no more than that.
const ATTRIBUTES: [(&str, &str); 4] = [
    ("class", "program__frame"),
    ("sandbox", "allow-scripts allow-forms allow-same-origin"),
    ("allow", "camera 'none'; microphone 'none'; fullscreen 'none'"),
    ("referrerpolicy", "no-referrer"),
];

/// This browser cannot keep a program in.
#[derive(Clone, Copy)]
pub(super) struct Unsafe;

type Listener = Closure<dyn FnMut(MessageEvent)>;

/// Its window, once it is ready, and the origin of both.
type Entered = Result<(Window, String), Unsafe>;

enum State {
    /// With those who wait for it.
    Loading(Vec<Box<dyn FnOnce(Entered)>>),
    Ready(Entered),
}

/// A room that loads, or is ready.
pub(super) struct Room {
    pub(super) frame: HtmlIFrameElement,
    /// Which of its programs is seen.
    pub(super) shown: Cell<Option<FrameId>>,
    state: Rc<RefCell<State>>,
}

impl Room {
    /// Makes one inside an element.
    pub(super) fn make(place: &Element, Kind(page): Kind) -> Option<Self> {
        keyboard::keep();
        let window = web_sys::window()?;
        let frame: HtmlIFrameElement = window.document()?.create_element("iframe").ok()?.dyn_into().ok()?;
        ATTRIBUTES.iter().try_for_each(|(name, value)| frame.set_attribute(name, value)).ok()?;
        let state = Rc::new(RefCell::new(State::Loading(Vec::new())));
        listen(&window, frame.clone(), Rc::clone(&state));
        frame.set_src(&format!("{}{page}", document::base()));
        place.append_child(&frame).ok()?;
        Some(Self { frame, shown: Cell::default(), state })
    }

    /// Does something with it as soon as it is ready.
    pub(super) fn enter(&self, enters: impl FnOnce(Entered) + 'static) {
        let mut state = self.state.borrow_mut();
        let entered = match &mut *state {
            State::Loading(waiting) => return waiting.push(Box::new(enters)),
            State::Ready(entered) => entered.clone(),
        };
        drop(state);
        enters(entered);
    }
}

/// Hears the one word that a room says.
fn listen(window: &Window, frame: HtmlIFrameElement, state: Rc<RefCell<State>>) {
    let origin = window.location().origin().unwrap_or_default();
    let own: Rc<Cell<Option<Listener>>> = Rc::default();
    let (of, target) = (Rc::clone(&own), window.clone());
    let hear = Listener::new(move |event: MessageEvent| {
        // The room is of this origin, and it is that very window.
        let Some(theirs) = frame.content_window() else { return };
        let is_theirs = event.source().is_some_and(|source| JsValue::from(source) == JsValue::from(theirs.clone()));
        if event.origin() != origin || !is_theirs {
            return;
        }
        let word = Reflect::get(&event.data(), &"teahouse".into()).ok().and_then(|it| it.as_string());
        let entered = match word.as_deref() {
            Some("ready") => Ok((theirs, origin.clone())),
            Some("unsafe") => Err(Unsafe),
            _ => return,
        };
        if let State::Loading(waiting) = state.replace(State::Ready(entered.clone())) {
            waiting.into_iter().for_each(|enters| enters(entered.clone()));
        }
        if let Some(own) = of.take() {
            // Fails only for a closure that is no function.
            let _ = target.remove_event_listener_with_callback("message", own.as_ref().unchecked_ref());
            // It runs right now: it goes a moment later.
            wasm_bindgen_futures::spawn_local(async move { drop(own) });
        }
    });
    let _ = window.add_event_listener_with_callback("message", hear.as_ref().unchecked_ref());
    own.set(Some(hear));
}
