//! A browser that does with codes what a test wants.

use std::cell::{Cell, RefCell};

use crate::view_model::platform::{Codes, Picture};

thread_local! {
    static WILLING: Cell<bool> = const { Cell::new(true) };
    static SAVED: RefCell<Vec<Picture>> = const { RefCell::new(Vec::new()) };
    static SHARED: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn codes() -> Codes {
    Codes {
        begin: |_| (),
        measured: |_| (),
        can_share: || true,
        share: |title, link| {
            SHARED.with_borrow_mut(|shared| shared.push((title, link)));
            Box::pin(async { WILLING.get() })
        },
        save_picture: |picture| {
            SAVED.with_borrow_mut(|saved| saved.push(picture));
            Box::pin(async { WILLING.get() })
        },
        print: || (),
    }
}

/// From now on the browser does what it is asked, or not.
pub(in crate::view_model) fn set_willing(willing: bool) {
    WILLING.set(willing);
}

pub(in crate::view_model) fn saved() -> Vec<Picture> {
    SAVED.take()
}

pub(in crate::view_model) fn shared() -> Vec<(String, String)> {
    SHARED.take()
}
