//! Making another profile.

use leptos::prelude::*;

use super::name_field::NameFormView;
use crate::route::Route;
use crate::ui::kit::choice::{Choice, Choosable};
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::account::{SERVICE, SUBSCRIPTION, kind_of, name_of};
use crate::view_model::name_form::NameForm;

/// The screen.
#[component]
pub fn AddProfile() -> impl IntoView {
    let session = session();
    let all = session.texts();
    let (texts, accounts) = (&all.profiles, &all.accounts);
    let form = NameForm::new(&session, "");
    let (kind, choose) = (form.kind.clone(), form.kind.clone());
    let chosen = {
        let kind = kind.clone();
        Memo::new(move |_| name_of(kind.get()))
    };
    let options = [(None, accounts.person), (SUBSCRIPTION, accounts.subscription), (SERVICE, accounts.service)]
        .map(|(kind, label)| Choosable { value: name_of(kind), label, lang: None });
    let may = move || kind.get().map_or_else(|| accounts.person_text.into(), accounts.text);
    view! {
        <Pane title=texts.add_title column=Column::Detail(&Route::Profiles)>
            <div class="profiles">
                <p>{texts.add_text}</p>
                <h2 id="kind-label">{accounts.kind}</h2>
                <Choice
                    name="kind"
                    labelled_by="kind-label"
                    options=options.to_vec()
                    chosen=chosen
                    on_choose=Callback::new(move |name| choose.set(kind_of(name)))
                />
                <p role="status">{may}</p>
                <NameFormView
                    form=form
                    id="new-name"
                    label=texts.name
                    submit=texts.add_submit
                    on_submit=NameForm::add
                    autofocus=true
                />
                <p>{texts.or_sign_in}</p>
                <a class="button" href=Route::SignIn.href()>
                    {texts.sign_in}
                </a>
            </div>
        </Pane>
    }
}
