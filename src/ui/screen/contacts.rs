//! The people one can write to.

use leptos::prelude::*;

use crate::domain::person::Contact;
use crate::route::Route;
use crate::ui::kit::empty::Empty;
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::contacts::ContactRow;
use crate::view_model::rows::Row;

/// The screen.
#[component]
pub fn Contacts() -> impl IntoView {
    let session = session();
    let texts = &session.texts().contacts;
    let contacts = session.contacts.clone();
    let alone = {
        let session = session.clone();
        Memo::new(move |_| session.is_alone())
    };
    view! {
        <Pane title=texts.title column=Column::List>
            <ul role="list" aria-label=texts.title>
                <For each=move || contacts.get() key=|row| row.key.clone() let(row)>
                    <ContactItem row=row />
                </For>
            </ul>
            <Show when=move || alone.get()>
                <Empty title=texts.empty_title text=texts.empty_text>
                    <a class="button" href=Route::AddProfile.href()>
                        {texts.add_profile}
                    </a>
                </Empty>
            </Show>
        </Pane>
    }
}

#[component]
fn ContactItem(row: Row<Contact>) -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let (id, value) = (row.key, row.value);
    let contact = Memo::new(move |_| ContactRow::new(&value.read(), texts));
    let name = Signal::derive(move || contact.read().name.clone());
    let person = id.clone();
    view! {
        <li>
            <button type="button" class="contact-row" on:click=move |_| session.write_to(person.clone())>
                <PersonAvatar id=id name=name />
                <span class="contact-row__name">
                    <span dir="auto">{move || name.get()}</span>
                    " "
                    <small class="contact-row__note">{move || contact.read().note}</small>
                </span>
            </button>
        </li>
    }
}
