//! A button with a sign for a face and a word for a name.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::icon::Icon;

/// The button.
#[component]
pub fn IconButton(
    /// The sign.
    icon: Icon,
    /// The word.
    label: &'static str,
    /// It was pressed.
    on_click: impl Fn(MouseEvent) + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="icon-button" aria-label=label title=label on:click=on_click>
            {icon.view()}
        </button>
    }
}
