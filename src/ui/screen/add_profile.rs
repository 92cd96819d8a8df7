//! Making another profile.

use leptos::prelude::*;

use super::name_field::NameFormView;
use crate::route::Route;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::name_form::NameForm;

/// The screen.
#[component]
pub fn AddProfile() -> impl IntoView {
    let session = session();
    let all = session.texts();
    let texts = &all.profiles;
    view! {
        <Pane title=texts.add_title column=Column::Detail(&Route::Profiles)>
            <div class="profiles">
                <p>{texts.add_text}</p>
                <NameFormView
                    form=NameForm::new(&session, "")
                    id="new-name"
                    label=texts.name
                    submit=texts.add_submit
                    on_submit=NameForm::add
                    autofocus=true
                />
            </div>
        </Pane>
    }
}
