//! The code that says who one is.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::kit::qr::Tile;
use crate::ui::session;
use crate::ui::shell::code_sheet::CodeSheet;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::avatar::{hue, initial};

/// The screen.
#[component]
pub fn MyCode() -> impl IntoView {
    let session = session();
    let texts = &session.texts().code;
    let me = {
        let session = session.clone();
        Memo::new(move |_| session.me())
    };
    let sheet = move || {
        let me = me.get()?;
        let tiles = vec![Tile { initial: initial(&me.id, me.name.as_str()), hue: hue(&me.id) }];
        Some(view! { <CodeSheet sheet=session.code_of(&me) tiles=tiles label=texts.my_link /> })
    };
    view! {
        <Pane title=texts.my_code column=Column::Detail(&Route::Me)>
            <div class="my-code">
                {sheet} <p class="my-code__text">{texts.my_text}</p>
            </div>
        </Pane>
    }
}
