//! Keys and devices of the account.

mod devices;
mod recovery;

use leptos::prelude::*;

use crate::domain::id::PersonId;
use crate::route::Route;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::switch::Switch;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::security::Security as Model;

type Page = StoredValue<Model>;

/// The screen.
#[component]
pub fn Security() -> impl IntoView {
    let session = session();
    let texts = &session.texts().security;
    let page: Page = StoredValue::new(Model::new(&session));
    let known = of(page, Model::is_known);
    page.with_value(Model::look);
    view! {
        <Pane title=texts.title column=Column::Detail(&Route::Me)>
            <div class="settings">
                <Show when=move || !known.get()>
                    <Looking page=page />
                </Show>
                <Show when=move || known.get()>
                    <ThisDevice page=page />
                    {recovery::section(page)}
                    {devices::section(page)}
                    <Receipts page=page />
                    <Ignored page=page />
                </Show>
            </div>
        </Pane>
    }
}

/// Nothing is known yet, or nothing can be known.
#[component]
fn Looking(page: Page) -> impl IntoView {
    let all = session().texts();
    let failure = page.with_value(|page| page.failure.clone());
    move || match failure.get() {
        None => view! { <p role="status">{all.security.looking}</p> }.into_any(),
        Some(failure) => view! {
            <p class="notice" role="alert">
                {(all.failure)(&failure)}
            </p>
            <button type="button" class="button" on:click=move |_| page.with_value(Model::look)>
                {all.common.try_again}
            </button>
        }
        .into_any(),
    }
}

/// Something of the page, kept up to date.
fn of<T: PartialEq + Send + Sync + 'static>(page: Page, read: fn(&Model) -> T) -> Memo<T> {
    Memo::new(move |_| page.with_value(read))
}

/// Whether this device is confirmed, and how that comes about.
#[component]
fn ThisDevice(page: Page) -> impl IntoView {
    let session = session();
    let texts = &session.texts().security;
    let (confirmed, others) = (of(page, Model::is_confirmed), of(page, Model::has_other_device));
    let words = move || if confirmed.get() { texts.confirmed } else { texts.not_confirmed };
    let icon = move || if confirmed.get() { Icon::Shield.view() } else { Icon::Info.view() };
    let session = StoredValue::new(session);
    view! {
        <h2>{texts.this_device}</h2>
        <div class="card security__state" data-state=move || if confirmed.get() { "good" } else { "open" }>
            {icon} <p role="status">{words}</p>
        </div>
        <Show when=move || !confirmed.get() && others.get()>
            <button
                type="button"
                class="button"
                data-kind="primary"
                on:click=move |_| session.with_value(|session| session.compare(None))
            >
                {texts.compare_own}
            </button>
        </Show>
    }
}

#[component]
fn Receipts(page: Page) -> impl IntoView {
    let texts = &session().texts().security;
    view! {
        <div class="card">
            <Switch
                id="receipts"
                label=texts.receipts
                hint=texts.receipts_hint
                on=of(page, Model::receipts)
                on_turn=Callback::new(move |on| page.with_value(|page| page.set_receipts(on)))
            />
        </div>
    }
}

/// Whom one does not hear from.
#[component]
fn Ignored(page: Page) -> impl IntoView {
    let texts = &session().texts().security;
    let ignored = of(page, Model::ignored);
    let any = Memo::new(move |_| !ignored.read().is_empty());
    view! {
        <Show when=move || any.get()>
            <h2>{texts.ignored}</h2>
            <p>{texts.ignored_text}</p>
            <ul class="card" role="list" aria-label=texts.ignored>
                <For each=move || ignored.get() key=PersonId::clone let(person)>
                    <IgnoredRow person=person />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn IgnoredRow(person: PersonId) -> impl IntoView {
    let session = session();
    let texts = &session.texts().security;
    let name = session.called(&person);
    let label = (texts.hear_again_whom)(&name);
    view! {
        <li class="profile-row">
            <span class="profile-row__name" dir="auto">
                {name}
            </span>
            <button
                type="button"
                class="button"
                aria-label=label
                on:click=move |_| session.ignore(person.clone(), false)
            >
                {texts.hear_again}
            </button>
        </li>
    }
}
