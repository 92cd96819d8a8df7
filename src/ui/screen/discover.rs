//! Discover: the way to what there is besides chats and people.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};

/// The screen.
#[component]
pub fn Discover() -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let route = session.window.route;
    let here = move || matches!(*route.read(), Route::Programs | Route::Program(_) | Route::AboutProgram(_));
    view! {
        <Pane title=texts.discover.title column=Column::List>
            <div class="me">
                <ul class="card" role="list">
                    <li>
                        <a
                            class="menu-row"
                            href=Route::Programs.href()
                            aria-current=move || here().then_some("page")
                        >
                            {Icon::Programs.view()}
                            <span class="menu-row__label">{texts.places.programs}</span>
                            <span class="menu-row__chevron">{Icon::Chevron.view()}</span>
                        </a>
                    </li>
                </ul>
                <p class="programs__calm">{texts.discover.no_feed}</p>
            </div>
        </Pane>
    }
}
