//! Making the first profile.

use leptos::prelude::*;

use super::name_field::NameFormView;
use crate::route::Route;
use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::view_model::name_form::NameForm;

/// The screen.
#[component]
pub fn Start() -> impl IntoView {
    let session = session();
    let texts = &session.texts().start;
    let back = session.texts().common.back;
    view! {
        <main class="start">
            <a class="icon-button" href=Route::Home.href() aria-label=back title=back>
                {Icon::Back.view()}
            </a>
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
