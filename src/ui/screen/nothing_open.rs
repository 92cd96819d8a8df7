//! Beside a list from which nothing was chosen.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::kit::empty::Empty;
use crate::ui::session;

/// The calm half of a wide screen.
#[component]
pub fn NothingOpen(
    /// The section whose list is beside it.
    section: Route,
) -> impl IntoView {
    let texts = session().texts();
    let (title, text) = match section {
        Route::Contacts => (texts.contacts.choose_title, texts.contacts.choose_text),
        Route::Discover => (texts.discover.title, texts.discover.calm),
        Route::Me => (texts.me.choose_title, texts.me.choose_text),
        _ => (texts.chats.nothing_open_title, texts.chats.nothing_open_text),
    };
    view! { <Empty title=title text=text /> }
}
