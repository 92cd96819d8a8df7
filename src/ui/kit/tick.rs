//! Something to agree to, or to turn on in passing.

use leptos::html;
use leptos::prelude::*;

use super::focus::focus;

/// A box and its words.
#[component]
pub fn Tick(
    /// Unique on the page.
    id: &'static str,
    /// The words.
    label: &'static str,
    /// Checked or not.
    #[prop(into)]
    on: Signal<bool>,
    /// It was turned.
    on_turn: Callback<bool>,
    /// What is wrong.
    #[prop(default = None.into(), into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let (Some(_), Some(field)) = (error.get(), node.get()) {
            focus(&field);
        }
    });
    let wrong = Memo::new(move |_| error.read().is_some());
    view! {
        <div class="tick">
            <label class="tick__line" for=id>
                <input
                    class="tick__box"
                    type="checkbox"
                    id=id
                    node_ref=node
                    aria-invalid=move || wrong.get().then_some("true")
                    aria-describedby=move || wrong.get().then(|| format!("{id}-error"))
                    prop:checked=move || on.get()
                    on:change:target=move |event| on_turn.run(event.target().checked())
                />
                <span>{label}</span>
            </label>
            <Show when=move || wrong.get()>
                <p class="field__error" id=format!("{id}-error") role="alert">
                    {move || error.get()}
                </p>
            </Show>
        </div>
    }
}
