//! What is drawn: markup over view models. No rule of the app is decided here.

pub mod kit;
pub mod screen;
pub mod shell;

use leptos::prelude::*;

use crate::text::Catalogue;
use crate::view_model::Session;

/// The tab, for any view.
pub fn session() -> Session {
    expect_context()
}

/// The texts in the language that the views around are made for; a new language makes new views.
pub fn texts() -> &'static Catalogue {
    session().texts()
}
