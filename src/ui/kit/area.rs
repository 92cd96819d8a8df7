//! Several lines to fill in, with their label, a hint, and what is wrong with them.

use leptos::html;
use leptos::prelude::*;

use super::focus::focus;

/// The area.
#[component]
pub fn Area(
    /// Unique on the page.
    id: &'static str,
    /// What is asked.
    label: &'static str,
    /// What is accepted.
    hint: &'static str,
    /// What is in it.
    #[prop(into)]
    value: Signal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Something was typed.
    on_input: Callback<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let (Some(_), Some(area)) = (error.get(), node.get()) {
            focus(&area);
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
            </label>
            <textarea
                class="field__input field__area"
                id=id
                node_ref=node
                dir="auto"
                rows="3"
                autocomplete="off"
                aria-describedby=format!("{id}-hint {id}-error")
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=move || value.get()
                on:input:target=move |event| on_input.run(event.target().value())
            ></textarea>
            <p class="field__hint" id=format!("{id}-hint")>
                {hint}
            </p>
            <div class="field__error" id=format!("{id}-error") role="alert">
                {move || error.get()}
            </div>
        </div>
    }
}
