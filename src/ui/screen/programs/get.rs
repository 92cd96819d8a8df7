//! Installing a program from a link: its address, and that nothing happens by itself.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::programs::GetProgram;

/// The screen.
#[component]
pub fn GetScreen(
    /// The address of a package.
    link: String,
) -> impl IntoView {
    let texts = &session().texts().programs;
    session().follow_shelf();
    let page = GetProgram::new(&session(), link.clone());
    let (busy, wrong) = (page.busy.clone(), page.wrong.clone());
    let is_busy = {
        let busy = busy.clone();
        move || busy.get().to_string()
    };
    let label = move || if busy.get() { texts.installing } else { texts.install_it };
    let wrong = move || {
        wrong.get().map(|wrong| {
            view! {
                <p class="notice" role="alert">
                    {wrong}
                </p>
            }
        })
    };
    view! {
        <Pane title=texts.get_title column=Column::Below(Route::Programs)>
            <div class="settings">
                <p>{texts.get_text}</p>
                <p class="card programs__address"><bdi>{link}</bdi></p>
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    aria-disabled=is_busy
                    on:click=move |_| page.get()
                >
                    {label}
                </button>
                {wrong}
            </div>
        </Pane>
    }
}
