//! A form with one text in it, of one line or several, and the button that hands it in.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::ui::kit::area::Area;
use crate::ui::kit::field::Field;
use crate::view_model::text_form::TextForm;

/// A form of several lines.
#[component]
pub fn AreaForm(
    /// What is typed.
    form: TextForm,
    /// Unique on the page.
    id: &'static str,
    /// What is asked.
    label: &'static str,
    /// What is accepted.
    #[prop(into)]
    hint: String,
    /// What the button is called.
    #[prop(into)]
    submit: Signal<String>,
    /// Hands the form in.
    on_submit: Callback<()>,
) -> impl IntoView {
    let Wires { value, error, typed } = Wires::new(&form);
    let field = view! { <Area id=id label=label hint=hint value=value error=error on_input=typed /> };
    framed(field.into_any(), form, submit, on_submit)
}

/// A form of one line.
#[component]
pub fn LineForm(
    /// What is typed.
    form: TextForm,
    /// Unique on the page.
    id: &'static str,
    /// What is asked.
    label: &'static str,
    /// What is accepted.
    hint: &'static str,
    /// What the button is called.
    #[prop(into)]
    submit: Signal<String>,
    /// Hands the form in.
    on_submit: Callback<()>,
) -> impl IntoView {
    let Wires { value, error, typed } = Wires::new(&form);
    let field = view! { <Field id=id label=label hint=hint value=value error=error on_input=typed /> };
    framed(field.into_any(), form, submit, on_submit)
}

struct Wires {
    value: Signal<String>,
    error: Signal<Option<String>>,
    typed: Callback<String>,
}

impl Wires {
    fn new(form: &TextForm) -> Self {
        let (value, wrong, typed) = (form.text.clone(), form.clone(), form.clone());
        Self {
            value: Signal::derive(move || value.get()),
            error: Signal::derive(move || wrong.error()),
            typed: Callback::new(move |text| typed.typed(text)),
        }
    }
}

fn framed(field: AnyView, form: TextForm, submit: Signal<String>, on_submit: Callback<()>) -> AnyView {
    let hand_in = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form on:submit=hand_in novalidate>
            {field}
            <button type="submit" class="button" data-kind="primary" aria-disabled=move || form.is_busy().to_string()>
                {move || submit.get()}
            </button>
        </form>
    }
    .into_any()
}
