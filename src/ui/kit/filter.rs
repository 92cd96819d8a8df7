//! A box that makes a list shorter while one types.

use leptos::prelude::*;

/// The box.
#[component]
pub fn Filter(
    /// What it is called.
    label: &'static str,
    /// What is in it.
    value: ArcRwSignal<String>,
) -> impl IntoView {
    let typed = value.clone();
    view! {
        <input
            class="field__input filter"
            type="search"
            dir="auto"
            autocomplete="off"
            aria-label=label
            placeholder=label
            prop:value=move || value.get()
            on:input:target=move |event| typed.set(event.target().value())
        />
    }
}
