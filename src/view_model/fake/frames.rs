//! Frames without programs: what the shell does with them is noted, and a test speaks for the program.

use std::cell::RefCell;
use std::rc::Rc;

use crate::domain::mini::host::{CallId, Said};
use crate::view_model::platform::{Frames, Reply, Visit};

/// What the shell did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    Opened(String),
    Led(String),
    Visited(Visit),
    Told(CallId, Reply),
    Heard(Vec<u8>),
    Posted(String),
    Closed,
    Parked,
    Shown,
    Left(String),
    Fetched(String),
}

type Hears = Option<Rc<dyn Fn(Said)>>;

thread_local! {
    static EVENTS: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
    static PACKAGE: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
    static HEARS: RefCell<Hears> = const { RefCell::new(None) };
}

fn note(event: Event) {
    EVENTS.with_borrow_mut(|events| events.push(event));
}

pub(super) fn frames() -> Frames {
    Frames {
        open: |_, _, launch, guise, hear| {
            note(Event::Opened(launch.name));
            guise.at.into_iter().for_each(|at| note(Event::Led(at.into())));
            HEARS.set(Some(hear.into()));
            Some(1)
        },
        visit: |_, _, visit, hear| {
            note(Event::Visited(visit));
            HEARS.set(Some(hear.into()));
            Some(1)
        },
        warm: || (),
        park: |_| {
            note(Event::Parked);
            HEARS.with_borrow(Option::is_some)
        },
        show: |_, _, _| {
            note(Event::Shown);
            HEARS.with_borrow(Option::is_some)
        },
        tell: |_, id, reply| note(Event::Told(id, reply)),
        live: |_, data| note(Event::Heard(data.to_vec())),
        widget: |_, json| note(Event::Posted(json.into())),
        ping: |_| HEARS.with_borrow(Option::is_some),
        close: |_| {
            if HEARS.take().is_some() {
                note(Event::Closed);
            }
        },
        close_all: || HEARS.set(None),
        fetch: |address| {
            note(Event::Fetched(address.into()));
            let package = PACKAGE.with_borrow(Clone::clone);
            Box::pin(async { package })
        },
        leave: |address| note(Event::Left(address.into())),
    }
}

/// What is found at every address.
pub(crate) fn serve(package: Option<&[u8]>) {
    PACKAGE.set(package.map(<[u8]>::to_vec));
}

/// What the shell did since the last time.
pub(crate) fn events() -> Vec<Event> {
    EVENTS.take()
}

/// The program says something.
pub(crate) fn say(said: Said) {
    // The program may be ended by what it says.
    let hears = HEARS.with_borrow(Clone::clone);
    if let Some(hears) = hears {
        hears(said);
    }
}
