//! Discover: empty, on purpose.

use leptos::prelude::*;

use crate::ui::kit::empty::Empty;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};

/// The screen.
#[component]
pub fn Discover() -> impl IntoView {
    let texts = &session().texts().discover;
    view! {
        <Pane title=texts.title column=Column::List>
            <Empty title=texts.empty_title text=texts.empty_text />
        </Pane>
    }
}
