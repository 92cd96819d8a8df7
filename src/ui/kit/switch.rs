//! On or off, at once.

use leptos::prelude::*;

/// A line with a switch at its end.
#[component]
pub fn Switch(
    /// Unique on the page.
    id: &'static str,
    /// What is on or off.
    label: &'static str,
    /// What that means.
    hint: &'static str,
    /// On or off.
    #[prop(into)]
    on: Signal<bool>,
    /// It was turned.
    on_turn: Callback<bool>,
) -> impl IntoView {
    view! {
        <div class="menu-row">
            <div class="menu-row__label">
                <p id=format!("{id}-label")>{label}</p>
                <p class="field__hint" id=format!("{id}-hint")>
                    {hint}
                </p>
            </div>
            <button
                type="button"
                class="switch"
                role="switch"
                id=id
                aria-checked=move || on.get().to_string()
                aria-labelledby=format!("{id}-label")
                aria-describedby=format!("{id}-hint")
                on:click=move |_| on_turn.run(!on.get_untracked())
            ></button>
        </div>
    }
}
