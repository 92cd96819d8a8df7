//! What view models need of the world around them, as plain functions and signals that a test can give as well.

mod codes;
mod files;
mod frames;
mod scanner;

use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;

use super::settings::Preferences;
use crate::domain::id::PersonId;
use crate::domain::time::Timestamp;
use crate::route::Route;
use crate::text::Locale;

pub use codes::{Codes, Picture};
pub use files::{Chosen, Files};
pub use frames::{Frames, Guise, Hear, Reply, Visit};
pub use scanner::Scanner;

/// What somebody or something else answers, later.
pub type Asked<T> = Pin<Box<dyn Future<Output = T>>>;

/// Something that goes on by itself once it is spawned.
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// How a point in time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// Hour and minute.
    Time,
    /// The short name of the day of the week.
    Weekday,
    /// Day and month, in numbers.
    Date,
    /// Day, month and year, in numbers.
    DateWithYear,
    /// The day in full words.
    Day,
    /// Day and time, for those who hear it read out.
    Full,
}

/// What the browser does for the view models.
#[derive(Debug, Clone, Copy)]
pub struct Platform {
    /// The time.
    pub now: fn() -> Timestamp,
    /// Random bits fit for an id.
    pub random: fn() -> [u8; 16],
    /// The number of the local day; consecutive days have consecutive numbers.
    pub day: fn(Timestamp) -> i64,
    /// A point in time in words.
    pub format: fn(Locale, DateStyle, Timestamp) -> String,
    /// Starts a task.
    pub spawn: fn(Task),
    /// Does something later.
    pub later: fn(Duration, Box<dyn FnOnce()>),
    /// The address of the app, which ends with a slash.
    pub base: fn() -> String,
    /// The origins that whoever runs the app lets widgets come from, with blanks between them.
    pub widget_origins: fn() -> String,
    /// Changes the address of the page.
    pub go: fn(&Route),
    /// Changes the address of the page without a new entry in its history.
    pub replace: fn(&Route),
    /// Keeps in mind who acts in this tab, for the next start.
    pub remember: fn(&PersonId),
    /// Keeps in mind no longer that somebody acted.
    pub forget: fn(&PersonId),
    /// What [`keep_unsent`](Self::keep_unsent) kept in this tab.
    pub unsent: fn() -> String,
    /// Keeps a text for as long as the tab lives, also while it is loaded again.
    pub keep_unsent: fn(&str),
    /// Asks the browser not to clear the storage by itself.
    pub persist: fn(),
    /// Keeps the preferences of the device.
    pub save: fn(Preferences),
    /// Puts a text on the clipboard; false if the browser refused.
    pub copy: fn(String) -> Asked<bool>,
    /// A text without capitals.
    pub lower: fn(&str) -> String,
    /// Names the page.
    pub title: fn(&str),
    /// Notes the time at which what has just been drawn was painted, under a name.
    pub painted: fn(&'static str),
    /// Lets a waiting new version of the app take over.
    pub update: fn(),
}

/// What the browser does for pages only. They bring it along, so that a first visit does not fetch it.
#[derive(Debug, Clone, Copy)]
pub struct Tools {
    /// For codes on the screen.
    pub codes: Codes,
    /// Reads the picture that was chosen in a file input, as a small square `data:` address; `None` if it is none.
    pub read_picture: fn(&'static str) -> Asked<Option<String>>,
    /// For reading codes.
    pub scanner: Scanner,
}

/// The tab, as it is right now; adapters keep the signals up to date.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// The place that the address names.
    pub route: RwSignal<Route>,
    /// True once the address has named another place than at first.
    pub moved: StoredValue<bool>,
    /// True while somebody may be looking at the tab.
    pub visible: RwSignal<bool>,
    /// True while there is room for one pane only.
    pub narrow: RwSignal<bool>,
    /// True while one types on a keyboard that does not cover the screen.
    pub keyboard: RwSignal<bool>,
    /// True when a new version of the app waits to take over.
    pub update_ready: RwSignal<bool>,
    /// What the last code led to, until somebody is in who can follow it.
    pub invitation: RwSignal<Option<String>>,
}

impl Window {
    /// A visible tab at a place.
    pub fn new(route: Route) -> Self {
        Self {
            invitation: RwSignal::new(payload(&route)),
            route: RwSignal::new(route),
            moved: StoredValue::new(false),
            visible: RwSignal::new(true),
            narrow: RwSignal::new(false),
            keyboard: RwSignal::new(true),
            update_ready: RwSignal::new(false),
        }
    }

    /// The address names another place, or the same one once more.
    pub fn moved_to(&self, route: Route) {
        if *self.route.read_untracked() != route {
            if let Some(payload) = payload(&route) {
                self.invitation.set(Some(payload));
            }
            self.moved.set_value(true);
            self.route.set(route);
        }
    }
}

/// What a code said, if that is where one is.
fn payload(route: &Route) -> Option<String> {
    match route {
        Route::Join(payload) => Some(payload.clone()),
        _ => None,
    }
}
