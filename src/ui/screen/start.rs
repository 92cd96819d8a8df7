//! Making the first profile.

use leptos::prelude::*;

use super::name_field::NameFormView;
use super::sign_in::BackHome;
use crate::ui::session;
use crate::view_model::name_form::NameForm;

/// The screen.
#[component]
pub fn Start() -> impl IntoView {
    let session = session();
    let texts = &session.texts().start;
    view! {
        <main class="start">
            <BackHome />
            <h1 tabindex="-1">{texts.title}</h1>
            <p>{texts.text}</p>
            <NameFormView
                form=NameForm::new(&session, "")
                id="name"
                label=texts.name
                submit=texts.submit
                on_submit=NameForm::start
                autofocus=true
            />
        </main>
    }
}
