//! The people one can write to.

use leptos::prelude::*;

use crate::domain::name::Name;
use crate::domain::person::Contact;
use crate::route::Route;
use crate::ui::kit::empty::Empty;
use crate::ui::kit::icon::Icon;
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
    let (people, by_address) = (&session.texts().people, session.texts().code.by_address);
    let device = {
        let session = session.clone();
        Memo::new(move |_| session.abilities.read().device)
    };
    let tag = RwSignal::new(None::<Name>);
    let contacts = {
        let session = session.clone();
        move || session.filed_under(tag.read().as_ref())
    };
    let alone = {
        let session = session.clone();
        Memo::new(move |_| session.is_alone())
    };
    view! {
        <Pane title=texts.title column=Column::List>
            {groups_row()}
            {tags_row(tag)}
            <ul role="list" aria-label=texts.title>
                <For each=contacts key=|row| row.key.clone() let(row)>
                    <ContactItem row=row />
                </For>
            </ul>
            <Show when=move || alone.get() && !device.get()>
                <Empty title=people.alone_title text=people.alone_text>
                    <a class="button" href=Route::MyCode.href()>
                        {by_address}
                    </a>
                </Empty>
            </Show>
            <Show when=move || alone.get() && device.get()>
                <Empty title=texts.empty_title text=texts.empty_text>
                    <a class="button" href=Route::AddProfile.href()>
                        {texts.add_profile}
                    </a>
                </Empty>
            </Show>
        </Pane>
    }
}

/// The way to the groups.
fn groups_row() -> AnyView {
    let session = session();
    let route = session.window.route;
    view! {
        <a
            class="contact-row"
            href=Route::Groups.href()
            aria-current=move || (*route.read() == Route::Groups).then_some("page")
        >
            <span class="avatar">{Icon::Contacts.view()}</span>
            <span class="contact-row__name">{session.texts().groups.title}</span>
        </a>
    }
    .into_any()
}

/// The tags, of which one may be chosen.
fn tags_row(chosen: RwSignal<Option<Name>>) -> AnyView {
    let session = session();
    let texts = &session.texts().people;
    let tags = Memo::new(move |_| session.tags());
    let chip = move |tag: Option<Name>| {
        let label = tag.as_ref().map_or(texts.all, |tag| tag.as_str()).to_owned();
        let here = {
            let tag = tag.clone();
            move || (*chosen.read() == tag).to_string()
        };
        view! {
            <button
                type="button"
                class="tags__tag"
                dir="auto"
                aria-pressed=here
                on:click=move |_| chosen.set(tag.clone())
            >
                {label}
            </button>
        }
    };
    let chips = move || {
        let tags = tags.get();
        (!tags.is_empty()).then(|| {
            let all = [None].into_iter().chain(tags.into_iter().map(Some));
            view! {
                <div class="tags" role="group" aria-label=texts.tags_label>
                    {all.map(chip).collect_view()}
                </div>
            }
        })
    };
    chips.into_any()
}

#[component]
fn ContactItem(row: Row<Contact>) -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let (id, value) = (row.key, row.value);
    let contact = Memo::new(move |_| ContactRow::new(&value.read(), texts));
    let name = Signal::derive(move || contact.read().name.clone());
    let person = id.clone();
    let (href, route, to) = (Route::Person(id.clone()).href(), session.window.route, Route::Person(id.clone()));
    let about = move || {
        let (to, href) = (to.clone(), href.clone());
        contact.read().about.clone().map(|label| {
            view! {
                <a
                    class="icon-button"
                    href=href
                    aria-label=label.clone()
                    title=label
                    aria-current=move || (*route.read() == to).then_some("page")
                >
                    {Icon::Info.view()}
                </a>
            }
        })
    };
    view! {
        <li class="contact-item">
            <button type="button" class="contact-row" on:click=move |_| session.write_to(person.clone())>
                <PersonAvatar id=id name=name />
                <span class="contact-row__name">
                    <span dir="auto">{move || name.get()}</span>
                    " "
                    <small class="contact-row__note">{move || contact.read().note.clone()}</small>
                </span>
            </button>
            {about}
        </li>
    }
}
