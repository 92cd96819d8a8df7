//! Choosing a program for a chat.

use leptos::prelude::*;

use super::face::face;
use super::{Shipped, state};
use crate::domain::id::ChatId;
use crate::domain::mini::program::Program;
use crate::route::Route;
use crate::ui::kit::filter::Filter;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::programs::{Programs, ShareProgram};
use crate::view_model::rows::Row;

/// The screen.
#[component]
pub fn PickScreen(
    /// The chat.
    chat: ChatId,
) -> impl IntoView {
    let texts = &session().texts().programs;
    let page = Programs::new(&session());
    page.look();
    let (rows, shipped, query) = (page.clone(), page.clone(), page.query.clone());
    let below = Route::Chat(chat.clone());
    let chat = StoredValue::new(chat);
    let share = StoredValue::new(ShareProgram::new(&session()));
    let busy = Memo::new(move |_| share.with_value(|share| share.busy.get()));
    let none = Memo::new(move |_| session().programs.get().is_empty());
    let rows = StoredValue::new(rows);
    view! {
        <Pane title=texts.title column=Column::Below(below)>
            <div class="settings">
                <p>{texts.share_text}</p>
                {state(page)}
                <Show when=move || !none.get()>
                    <Filter label=texts.find value=query.clone() />
                    <ul class="card" role="list" aria-label=texts.title>
                        <For each=move || rows.with_value(Programs::shown) key=|row| row.key.clone() let(row)>
                            <Choice share=share chat=chat row=row />
                        </For>
                    </ul>
                    <p class="field__hint" role="status">
                        {move || match busy.get() {
                            true => Some(texts.sending),
                            false => rows.with_value(Programs::shown).is_empty().then_some(texts.none_found),
                        }}
                    </p>
                </Show>
                <Shipped page=shipped.clone() />
            </div>
        </Pane>
    }
}

#[component]
fn Choice(share: StoredValue<ShareProgram>, chat: StoredValue<ChatId>, row: Row<Program>) -> impl IntoView {
    let texts = &session().texts().programs;
    let called = row.value.clone();
    let name = Memo::new(move |_| called.read().manifest.name.as_str().to_owned());
    let id = row.key;
    view! {
        <li>
            <button
                type="button"
                class="profile-row"
                aria-label=move || (texts.send_it)(&name.get())
                on:click=move |_| share.with_value(|share| share.send(id.clone(), chat.get_value()))
            >
                {face(row.value)}
                <span class="profile-row__name" dir="auto">
                    {move || name.get()}
                </span>
            </button>
        </li>
    }
}
