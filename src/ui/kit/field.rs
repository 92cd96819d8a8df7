//! A line to fill in, with its label, a hint, and what is wrong with it.

use leptos::html;
use leptos::prelude::*;

use super::focus::{focus, focus_when_there};

/// The field.
#[component]
pub fn Field(
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
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// Which keyboard the browser offers.
    #[prop(default = "text")]
    mode: &'static str,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    if autofocus {
        focus_when_there(node);
    }
    // Whoever is told that something is wrong is where they can mend it.
    Effect::new(move |_| {
        if let (Some(_), Some(field)) = (error.get(), node.get()) {
            focus(&field);
        }
    });
    let wrong = Memo::new(move |_| error.read().is_some());
    let described = move || if wrong.get() { format!("{id}-hint {id}-error") } else { format!("{id}-hint") };
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
            </label>
            <input
                class="field__input"
                type="text"
                inputmode=mode
                id=id
                node_ref=node
                dir="auto"
                autocomplete="off"
                autocapitalize="words"
                aria-describedby=described
                aria-invalid=move || wrong.get().then_some("true")
                prop:value=move || value.get()
                on:input:target=move |event| on_input.run(event.target().value())
            />
            <p class="field__hint" id=format!("{id}-hint")>
                {hint}
            </p>
            <Show when=move || wrong.get()>
                <p class="field__error" id=format!("{id}-error") role="alert">
                    {move || error.get()}
                </p>
            </Show>
        </div>
    }
}
