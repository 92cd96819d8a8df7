//! A browser that sees what a test shows it.

use std::cell::{Cell, RefCell};

use crate::domain::scan::{CameraFault, Pasted, Sight};
use crate::view_model::platform::Scanner;

/// What became of the camera.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::view_model) enum Event {
    Opened,
    Closed,
}

thread_local! {
    static ALLOWED: Cell<bool> = const { Cell::new(false) };
    static FAULT: Cell<Option<CameraFault>> = const { Cell::new(None) };
    static SIGHT: RefCell<Sight> = const { RefCell::new(Sight::Nothing) };
    static CLIPBOARD: RefCell<Pasted> = const { RefCell::new(Pasted::Refused) };
    static EVENTS: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn scanner() -> Scanner {
    let sight =
        |_| -> crate::view_model::platform::Asked<Sight> { Box::pin(async { SIGHT.with_borrow(Clone::clone) }) };
    Scanner {
        camera_allowed: || Box::pin(async { ALLOWED.get() }),
        open_camera: |_| {
            Box::pin(async {
                EVENTS.with_borrow_mut(|events| events.push(Event::Opened));
                FAULT.get().map_or(Ok(()), Err)
            })
        },
        close_camera: || EVENTS.with_borrow_mut(|events| events.push(Event::Closed)),
        read_camera: sight,
        read_file: sight,
        paste: || Box::pin(async { CLIPBOARD.with_borrow(Clone::clone) }),
    }
}

pub(in crate::view_model) fn reset() {
    ALLOWED.set(false);
    FAULT.set(None);
    SIGHT.set(Sight::Nothing);
    EVENTS.take();
}

pub(in crate::view_model) fn allow() {
    ALLOWED.set(true);
}

pub(in crate::view_model) fn fail(fault: CameraFault) {
    FAULT.set(Some(fault));
}

pub(in crate::view_model) fn show(sight: Sight) {
    SIGHT.set(sight);
}

pub(in crate::view_model) fn put(pasted: Pasted) {
    CLIPBOARD.set(pasted);
}

pub(in crate::view_model) fn events() -> Vec<Event> {
    EVENTS.take()
}
