//! The code that says who one is.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::domain::address::address_of;
use crate::route::Route;
use crate::ui::kit::entry::Entry;
use crate::ui::kit::qr::Tile;
use crate::ui::session;
use crate::ui::shell::code_sheet::CodeSheet;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::add_contact::AddressForm;
use crate::view_model::avatar::{hue, initial};

/// The screen.
#[component]
pub fn MyCode() -> impl IntoView {
    let session = session();
    let texts = &session.texts().code;
    let me = {
        let session = session.clone();
        Memo::new(move |_| session.me())
    };
    let form = AddressForm::new(&session);
    let sheet = move || {
        let me = me.get()?;
        let tiles = vec![Tile { initial: initial(&me.id, me.name.as_str()), hue: hue(&me.id) }];
        Some(view! { <CodeSheet sheet=session.code_of(&me) tiles=tiles label=texts.my_link /> })
    };
    let own = Memo::new(move |_| me.read().as_ref().and_then(|me| address_of(&me.id)));
    let words = move || if own.read().is_some() { texts.my_text_home } else { texts.my_text };
    let address = move || {
        own.get().map(|address| {
            view! {
                <p class="my-code__text">
                    <bdi>{(texts.my_address)(&address)}</bdi>
                </p>
            }
        })
    };
    let address_form = move || own.read().is_some().then(|| view! { <ByAddress form=form.clone() /> });
    view! {
        <Pane title=texts.my_code column=Column::Detail(&Route::Me)>
            <div class="my-code">
                {address_form} {sheet} <p class="my-code__text">{words}</p> {address}
            </div>
        </Pane>
    }
}

/// Writing to somebody whose address one knows.
#[component]
fn ByAddress(form: AddressForm) -> impl IntoView {
    let texts = &session().texts().code;
    let (value, wrong, busy, typed) = (form.text.clone(), form.wrong.clone(), form.busy.clone(), form.clone());
    let write = move |event: SubmitEvent| {
        event.prevent_default();
        form.write();
    };
    view! {
        <section class="my-code__address" aria-label=texts.by_address>
            <form on:submit=write novalidate>
                <Entry
                    id="address"
                    label=texts.address
                    hint=Signal::derive(move || texts.address_hint.to_owned())
                    value=Signal::derive(move || value.get())
                    error=Signal::derive(move || wrong.get())
                    on_input=Callback::new(move |text| typed.typed(text))
                    autocomplete="off"
                    mode="email"
                />
                <button type="submit" class="button" data-kind="primary" aria-disabled=move || busy.get().to_string()>
                    {texts.write}
                </button>
            </form>
        </section>
    }
}
