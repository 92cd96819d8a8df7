//! A form with one text in it, of one line or several, and the button that hands it in.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::ui::kit::area::Area;
use crate::view_model::text_form::TextForm;

/// The form.
#[component]
pub fn AreaForm(
    /// What is typed.
    form: TextForm,
    /// Unique on the page.
    id: &'static str,
    /// What is asked.
    label: &'static str,
    /// What is accepted.
    hint: &'static str,
    /// What the button is called.
    submit: &'static str,
    /// Hands the form in.
    on_submit: Callback<()>,
) -> impl IntoView {
    let value = form.text.clone();
    let (typed, wrong, busy) = (form.clone(), form.clone(), form);
    let hand_in = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form on:submit=hand_in novalidate>
            <Area
                id=id
                label=label
                hint=hint
                value=Signal::derive(move || value.get())
                error=Signal::derive(move || wrong.error())
                on_input=Callback::new(move |text| typed.typed(text))
            />
            <button type="submit" class="button" data-kind="primary" aria-disabled=move || busy.is_busy().to_string()>
                {submit}
            </button>
        </form>
    }
}
