//! A line that somebody has filled in elsewhere before: a name, a password, an address.
//! The browser may remember it, and nothing corrects it.

use leptos::html;
use leptos::prelude::*;

use super::focus::{focus, focus_when_there};

/// The line.
#[component]
pub fn Entry(
    /// Unique on the page.
    id: &'static str,
    /// What is asked.
    label: &'static str,
    /// What is accepted; may be empty.
    #[prop(into)]
    hint: Signal<String>,
    /// What is in it.
    #[prop(into)]
    value: Signal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Something was typed.
    on_input: Callback<String>,
    /// It was left.
    #[prop(default = Callback::new(|()| ()))]
    on_leave: Callback<()>,
    /// What the browser knows it as.
    #[prop(into)]
    autocomplete: Signal<&'static str>,
    /// Which keyboard the browser offers.
    #[prop(default = "text")]
    mode: &'static str,
    /// Whoever looks on cannot read it.
    #[prop(default = false.into(), into)]
    hidden: Signal<bool>,
    /// What is wrong takes the focus.
    #[prop(default = true.into(), into)]
    leads: Signal<bool>,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    if autofocus {
        focus_when_there(node);
    }
    // Whoever is told that something is wrong is where they can mend it.
    Effect::new(move |_| {
        if let (Some(_), Some(field)) = (error.get(), node.get())
            && leads.get_untracked()
        {
            focus(&field);
        }
    });
    let wrong = Memo::new(move |_| error.read().is_some());
    // A field that goes away with its page is left too, when nobody is there any more who could hear of it.
    let leave = move || {
        let _ = on_leave.try_run(());
    };
    let described = move || if wrong.get() { format!("{id}-hint {id}-error") } else { format!("{id}-hint") };
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
            </label>
            <input
                class="field__input"
                type=move || if hidden.get() { "password" } else { "text" }
                inputmode=mode
                id=id
                name=id
                node_ref=node
                dir="auto"
                autocomplete=move || autocomplete.get()
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=described
                aria-invalid=move || wrong.get().then_some("true")
                prop:value=move || value.get()
                on:input:target=move |event| on_input.run(event.target().value())
                on:change=move |_| leave()
                on:blur=move |_| leave()
            />
            <p class="field__hint" id=format!("{id}-hint") hidden=move || hint.read().is_empty()>
                {move || hint.get()}
            </p>
            <Show when=move || wrong.get()>
                <p class="field__error" id=format!("{id}-error") role="alert">
                    {move || error.get()}
                </p>
            </Show>
        </div>
    }
}
