//! The shelf of programs.

pub mod about;
pub mod accesses;
pub mod asked;
pub mod chats;
mod face;
pub mod get;
pub mod pick;
pub mod remote;
pub mod running;
pub mod scan;
pub mod share;
pub mod sheet;
pub mod widgets;

use leptos::prelude::*;

use self::face::face;
use crate::domain::mini::program::Program;
use crate::route::Route;
use crate::ui::kit::empty::Empty;
use crate::ui::kit::file_input::{FileInput, open};
use crate::ui::kit::filter::Filter;
use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::programs::{INPUT, Programs};
use crate::view_model::rows::Row;

/// The screen.
#[component]
pub fn ProgramsScreen() -> impl IntoView {
    let session = session();
    let all = session.texts();
    let texts = &all.programs;
    let page = Programs::new(&session);
    page.look();
    let (known, rows, chosen, shipped) = (page.clone(), page.clone(), page.clone(), page.clone());
    let known = Memo::new(move |_| known.is_known());
    let none = Memo::new(move |_| session.programs.get().is_empty());
    let found = {
        let rows = rows.clone();
        Memo::new(move |_| !rows.shown().is_empty())
    };
    let (busy, query) = (page.busy.clone(), page.query.clone());
    let is_busy = {
        let busy = busy.clone();
        move || busy.get()
    };
    let label = move || if busy.get() { texts.installing } else { texts.install };
    let state = state(page);
    view! {
        <Pane title=texts.title column=Column::Detail(&Route::Discover)>
            <div class="settings">
                <p>{texts.text}</p>
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    aria-disabled=move || is_busy().to_string()
                    on:click=move |_| open(INPUT)
                >
                    {label}
                </button>
                <FileInput id=INPUT one_of=".xdc,.zip,application/zip" on_choose=Callback::new(move |()| chosen.chosen()) />
                {state}
                <Show when=move || known.get() && none.get()>
                    <Empty title=texts.none_title text=texts.none_text />
                </Show>
                <Show when=move || known.get() && !none.get()>
                    <Filter label=texts.find value=query.clone() />
                    <ul class="card" role="list" aria-label=texts.title>
                        {
                            let rows = rows.clone();
                            view! {
                                <For each=move || rows.shown() key=|row| row.key.clone() let(row)>
                                    <ProgramRow row=row />
                                </For>
                            }
                        }
                    </ul>
                    <Show when=move || !found.get()>
                        <p role="status">{texts.none_found}</p>
                    </Show>
                </Show>
                <Shipped page=shipped.clone() />
            </div>
        </Pane>
    }
}

/// What is wrong with the shelf, or was with the last package.
fn state(page: Programs) -> impl IntoView {
    let all = session().texts();
    let (wrong, failure) = (page.wrong.clone(), page.failure.clone());
    let failure = move || {
        let again = page.clone();
        failure.get().map(|failure| {
            view! {
                <p class="notice" role="alert">
                    {(all.failure)(&failure)}
                </p>
                <button type="button" class="button" on:click=move |_| again.look()>
                    {all.common.try_again}
                </button>
            }
        })
    };
    let wrong = move || wrong.get().map(|wrong| view! { <p class="notice" role="alert">{wrong}</p> });
    view! {
        {wrong}
        {failure}
    }
}

/// What ships with the app and is not here yet.
#[component]
fn Shipped(page: Programs) -> impl IntoView {
    let texts = &session().texts().programs;
    let (known, listed) = (page.clone(), page.clone());
    let some = Memo::new(move |_| known.is_known() && !known.shipped().is_empty());
    let listed = StoredValue::new(listed);
    let row = move |id: &'static str| {
        let (name, what) = (texts.shipped)(id);
        view! {
            <li class="program-row">
                <span class="profile-row program-row__open">
                    <span class="program-face">{Icon::Programs.view()}</span>
                    <span class="profile-row__name">
                        {name} <small class="profile-row__note">{what}</small>
                    </span>
                </span>
                <button
                    type="button"
                    class="button"
                    aria-label=(texts.get_it)(name)
                    on:click=move |_| listed.with_value(|page| page.get(id))
                >
                    {texts.get}
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || some.get()>
            <h2>{texts.shipped_title}</h2>
            <ul class="card" role="list" aria-label=texts.shipped_title>
                <For each=move || listed.with_value(Programs::shipped) key=|id| *id let(id)>
                    {row(id)}
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn ProgramRow(row: Row<Program>) -> impl IntoView {
    let texts = &session().texts().programs;
    let (id, value) = (row.key, row.value);
    let (called, line) = (value.clone(), value.clone());
    let name = Memo::new(move |_| called.read().manifest.name.as_str().to_owned());
    let line = move || line.read().manifest.description.clone();
    let pinned = value.clone();
    let pin = move || pinned.read().pinned.then(|| Icon::Pin.view());
    view! {
        <li class="program-row">
            <a
                class="profile-row program-row__open"
                href=Route::Program(id.clone()).href()
                aria-label=move || (texts.open)(&name.get())
            >
                {face(value)}
                <span class="profile-row__name">
                    <span dir="auto">{move || name.get()}</span>
                    <small class="profile-row__note" dir="auto">
                        {line}
                    </small>
                </span>
                {pin}
            </a>
            <a
                class="icon-button"
                href=Route::AboutProgram(id).href()
                aria-label=move || (texts.details)(&name.get())
                title=move || (texts.details)(&name.get())
            >
                {Icon::Info.view()}
            </a>
        </li>
    }
}
