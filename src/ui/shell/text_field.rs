//! A form with one text in it, of one line or several, and the button that hands it in.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::ui::kit::area::Area;
use crate::ui::kit::field::Field;
use crate::view_model::text_form::TextForm;

/// A form around several lines.
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
    let field = area(&form, id, label, hint);
    view! {
        <Handing form=form submit=submit on_submit=on_submit>
            {field}
        </Handing>
    }
}

/// A form around one line.
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
    /// Which keyboard the browser offers.
    #[prop(default = "text")]
    mode: &'static str,
    /// The field takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let field = line(&form, id, label, hint, mode, autofocus);
    view! {
        <Handing form=form submit=submit on_submit=on_submit>
            {field}
        </Handing>
    }
}

/// A form around anything: what failed, and the button.
#[component]
pub fn Handing(
    /// What is typed.
    form: TextForm,
    /// What the button is called.
    #[prop(into)]
    submit: Signal<String>,
    /// Hands the form in.
    on_submit: Callback<()>,
    /// What is filled in.
    children: Children,
) -> impl IntoView {
    let busy = form.clone();
    let hand_in = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    let failed = move || {
        let text = form.failed()?;
        Some(view! {
            <p class="notice" role="alert">
                {text}
            </p>
        })
    };
    view! {
        <form on:submit=hand_in novalidate>
            {children()} {failed}
            <button type="submit" class="button" data-kind="primary" aria-disabled=move || busy.is_busy().to_string()>
                {move || submit.get()}
            </button>
        </form>
    }
}

/// The field of one line.
pub fn line(
    form: &TextForm,
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    mode: &'static str,
    autofocus: bool,
) -> AnyView {
    let (value, error, on_input) = parts(form);
    view! { <Field id=id label=label hint=hint value=value error=error on_input=on_input mode=mode autofocus=autofocus /> }
        .into_any()
}

/// The field of several lines.
pub fn area(form: &TextForm, id: &'static str, label: &'static str, hint: impl Into<String>) -> AnyView {
    let hint = hint.into();
    let (value, error, on_input) = parts(form);
    view! { <Area id=id label=label hint=hint value=value error=error on_input=on_input /> }.into_any()
}

fn parts(form: &TextForm) -> (Signal<String>, Signal<Option<String>>, Callback<String>) {
    let (value, wrong, typed) = (form.text.clone(), form.clone(), form.clone());
    (
        Signal::derive(move || value.get()),
        Signal::derive(move || wrong.wrong()),
        Callback::new(move |text| typed.typed(text)),
    )
}
