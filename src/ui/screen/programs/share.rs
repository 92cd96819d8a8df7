//! Putting a program into a chat.

use leptos::prelude::*;

use crate::domain::chat::Chat;
use crate::domain::mini::program::ProgramId;
use crate::route::Route;
use crate::ui::kit::filter::Filter;
use crate::ui::session;
use crate::ui::shell::avatar::ChatAvatar;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::chats::title;
use crate::view_model::programs::ShareProgram;
use crate::view_model::rows::Row;

type Page = StoredValue<ShareProgram>;

/// The screen.
#[component]
pub fn ShareScreen(
    /// Which program.
    id: ProgramId,
) -> impl IntoView {
    let texts = &session().texts().programs;
    session().follow_shelf();
    let page: Page = StoredValue::new(ShareProgram::new(&session()));
    let id = StoredValue::new(id);
    let (query, busy) = page.with_value(|page| (page.query.clone(), page.busy.clone()));
    let shown = Memo::new(move |_| page.with_value(ShareProgram::chats).len());
    let can = Memo::new(move |_| page.with_value(ShareProgram::can));
    view! {
        <Pane title=texts.share column=Column::Below(Route::Programs)>
            <div class="settings">
                <Show when=move || can.get() fallback=move || view! { <p role="alert">{texts.share_unable}</p> }>
                    <p>{texts.share_text}</p>
                    <Filter label=texts.find_chat value=query.clone() />
                    <ul class="card" role="list" aria-label=texts.share>
                        <For each=move || page.with_value(ShareProgram::chats) key=|row| row.key.clone() let(row)>
                            <ChatChoice page=page id=id row=row />
                        </For>
                    </ul>
                </Show>
                <p class="field__hint" role="status">
                    {move || match busy.get() {
                        true => Some(texts.sending),
                        false => (can.get() && shown.get() == 0).then_some(texts.share_none),
                    }}
                </p>
            </div>
        </Pane>
    }
}

#[component]
fn ChatChoice(page: Page, id: StoredValue<ProgramId>, row: Row<Chat>) -> impl IntoView {
    let texts = session().texts();
    let (chat, value, called) = (row.key, row.value.clone(), row.value);
    let with = Memo::new(move |_| Some(value.read().with.clone()));
    let name = Memo::new(move |_| title(&called.read().title, texts));
    view! {
        <li>
            <button type="button" class="profile-row" on:click=move |_| page.with_value(|page| page.send(id.get_value(), chat.clone()))>
                <ChatAvatar with=with name=name />
                <span class="profile-row__name" dir="auto">
                    {move || name.get()}
                </span>
            </button>
        </li>
    }
}
