//! What is drawn: markup over view models. No rule of the app is decided here.

pub mod kit;
pub mod screen;
pub mod shell;

use leptos::prelude::*;

use crate::view_model::Session;

/// The tab, for any view.
pub fn session() -> Session {
    expect_context()
}
