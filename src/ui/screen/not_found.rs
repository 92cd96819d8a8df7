//! An address that leads nowhere.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::kit::empty::Empty;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};

/// The screen.
#[component]
pub fn NotFound() -> impl IntoView {
    let texts = session().texts();
    view! {
        <Pane title=texts.not_found.title column=Column::Detail(&Route::Chats)>
            <Empty title=texts.not_found.title text=texts.not_found.text>
                <a class="button" data-kind="primary" href=Route::Chats.href()>
                    {texts.common.go_to_chats}
                </a>
            </Empty>
        </Pane>
    }
}
