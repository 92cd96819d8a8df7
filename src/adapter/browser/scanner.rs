//! The worker that reads codes where the browser itself cannot. It starts when it is first asked, and anew after it
//! went silent.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use futures::channel::oneshot;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, ImageData, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::document;

/// The `<meta>` element that holds the address of the worker.
const ADDRESS: &str = "teahouse-part-scanner";

/// Longer than the largest picture takes on a slow phone, with the way of the program to it.
const PATIENCE_MS: u32 = 20_000;

type Waiting = Rc<RefCell<HashMap<u32, oneshot::Sender<Option<String>>>>>;

struct Scanner {
    worker: Worker,
    waiting: Waiting,
    _hear: Closure<dyn FnMut(MessageEvent)>,
    _fail: Closure<dyn FnMut(Event)>,
}

thread_local! {
    static SCANNER: RefCell<Option<Scanner>> = const { RefCell::new(None) };
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// The worker could not be started, or went silent.
pub(super) struct Silent;

/// The text of a code in a picture, if there is one.
pub(super) async fn read(image: &ImageData) -> Result<Option<String>, Silent> {
    let answer = ask(image).ok_or(Silent)?;
    match select(answer, TimeoutFuture::new(PATIENCE_MS)).await {
        Either::Left((Ok(text), _)) => Ok(text),
        _ => {
            if let Some(scanner) = SCANNER.take() {
                scanner.worker.terminate();
            }
            Err(Silent)
        }
    }
}

fn ask(image: &ImageData) -> Option<oneshot::Receiver<Option<String>>> {
    SCANNER.with_borrow_mut(|scanner| {
        if scanner.is_none() {
            *scanner = start();
        }
        let scanner = scanner.as_ref()?;
        let id = LAST.get().wrapping_add(1);
        LAST.set(id);
        let rgba = Reflect::get(&Reflect::get(image, &"data".into()).ok()?, &"buffer".into()).ok()?;
        let message = Object::new();
        for (name, value) in [
            ("id", id.into()),
            ("width", image.width().into()),
            ("height", image.height().into()),
            ("rgba", rgba.clone()),
        ] {
            // Setting a property of a plain object cannot fail.
            let _ = Reflect::set(&message, &name.into(), &value);
        }
        let (answer, heard) = oneshot::channel();
        scanner.waiting.borrow_mut().insert(id, answer);
        scanner.worker.post_message_with_transfer(&message, &Array::of1(&rgba)).ok()?;
        Some(heard)
    })
}

fn start() -> Option<Scanner> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&document::meta(ADDRESS)?, &options).ok()?;
    let waiting = Waiting::default();
    let asked = Rc::clone(&waiting);
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let part = |name: &str| Reflect::get(&event.data(), &JsValue::from(name)).unwrap_or_default();
        let Some(id) = part("id").as_f64() else { return };
        if let Some(answer) = asked.borrow_mut().remove(&(id as u32)) {
            let _ = answer.send(part("text").as_string());
        }
    });
    let asked = Rc::clone(&waiting);
    // A program that cannot be loaded: nobody who asked will hear anything.
    let fail = Closure::<dyn FnMut(Event)>::new(move |_| asked.borrow_mut().clear());
    worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
    Some(Scanner { worker, waiting, _hear: hear, _fail: fail })
}
