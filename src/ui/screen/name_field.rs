//! A form with one name in it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::backend::Failure;
use crate::ui::kit::field::Field;
use crate::ui::session;
use crate::view_model::name_form::{FormState, NameForm};

/// The form: a name, what is wrong with it, and a button.
#[component]
pub fn NameFormView(
    /// The form.
    form: NameForm,
    /// Unique on the page.
    id: &'static str,
    /// What is asked.
    label: &'static str,
    /// What the button is called.
    submit: &'static str,
    /// Hands the form in.
    on_submit: fn(&NameForm),
    /// The field takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let texts = session().texts();
    let state = form.state.clone();
    // What is wrong with the name is told at the name; what is wrong with the world, above the button.
    let is_name = move || matches!(&*state.read(), FormState::Refused(Failure::Name(_)));
    let error = {
        let (form, is_name) = (form.clone(), is_name.clone());
        Signal::derive(move || form.error().filter(|_| is_name()))
    };
    let failure = {
        let form = form.clone();
        move || {
            let text = form.error().filter(|_| !is_name())?;
            Some(view! {
                <p class="notice" role="alert">
                    {text}
                </p>
            })
        }
    };
    let value = form.text.clone();
    let typed = {
        let form = form.clone();
        Callback::new(move |text| form.typed(text))
    };
    let busy = {
        let form = form.clone();
        move || form.is_busy().to_string()
    };
    let hand_in = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit(&form);
    };
    view! {
        <form on:submit=hand_in novalidate>
            <Field
                id=id
                label=label
                hint=texts.start.hint
                value=Signal::derive(move || value.get())
                error=error
                on_input=typed
                autofocus=autofocus
            />
            {failure}
            <button type="submit" class="button" data-kind="primary" aria-disabled=busy>
                {submit}
            </button>
        </form>
    }
}
