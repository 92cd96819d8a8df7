//! Choosing a chat.

use leptos::prelude::*;

use crate::domain::chat::Chat;
use crate::domain::id::ChatId;
use crate::ui::kit::filter::Filter;
use crate::ui::session;
use crate::ui::shell::avatar::ChatAvatar;
use crate::view_model::chats::title;
use crate::view_model::programs::chats;
use crate::view_model::rows::Row;

/// The chats in which something can be said, and a box to find one.
#[component]
pub fn ChatList(
    /// What the list is called.
    label: &'static str,
    /// One was chosen.
    choose: Callback<ChatId>,
    /// True while no choice counts.
    #[prop(optional, into)]
    waits: Signal<bool>,
) -> impl IntoView {
    let texts = &session().texts().programs;
    let query = ArcRwSignal::new(String::new());
    let typed = query.clone();
    let shown = StoredValue::new(move || chats(&session(), &typed.read()));
    let none = Memo::new(move |_| shown.with_value(|shown| shown()).is_empty());
    view! {
        <Filter label=texts.find_chat value=query />
        <ul class="card program__choices" role="list" aria-label=label>
            <For each=move || shown.with_value(|shown| shown()) key=|row| row.key.clone() let(row)>
                <ChatChoice choose=choose waits=waits row=row />
            </For>
        </ul>
        <p class="field__hint" role="status">
            {move || none.get().then_some(texts.share_none)}
        </p>
    }
}

#[component]
fn ChatChoice(choose: Callback<ChatId>, waits: Signal<bool>, row: Row<Chat>) -> impl IntoView {
    let texts = session().texts();
    let (chat, value, called) = (row.key, row.value.clone(), row.value);
    let with = Memo::new(move |_| Some(value.read().with.clone()));
    let name = Memo::new(move |_| title(&called.read().title, texts));
    view! {
        <li>
            <button type="button" class="profile-row" aria-disabled=move || waits.get().to_string() on:click=move |_| choose.run(chat.clone())>
                <ChatAvatar with=with name=name />
                <span class="profile-row__name" dir="auto">
                    {move || name.get()}
                </span>
            </button>
        </li>
    }
}
