//! The chat list.

use leptos::prelude::*;

use crate::domain::chat::Chat;
use crate::route::Route;
use crate::ui::kit::empty::Empty;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::chats::ChatRow;
use crate::view_model::rows::Row;

/// The screen.
#[component]
pub fn Chats() -> impl IntoView {
    let session = session();
    let texts = &session.texts().chats;
    let loading = session.texts().common.loading;
    let chats = session.chats.clone();
    let (known, empty) = {
        let (known, empty) = (chats.clone(), chats.clone());
        (Memo::new(move |_| known.is_known()), Memo::new(move |_| empty.is_empty()))
    };
    let painted = session.platform.painted;
    Effect::new(move |_| {
        if known.get() {
            painted("teahouse:chats");
        }
    });
    view! {
        <Pane title=texts.title column=Column::List actions=new_menu()>
            <ul role="list" aria-label=texts.title aria-busy=move || (!known.get()).to_string()>
                <For each=move || chats.get() key=|row| row.key.clone() let(row)>
                    <ChatItem row=row />
                </For>
            </ul>
            <Show when=move || !known.get()>
                <p class="visually-hidden" role="status">
                    {loading}
                </p>
            </Show>
            <Show when=move || empty.get()>
                <Empty title=texts.empty_title text=texts.empty_text />
            </Show>
        </Pane>
    }
}

fn new_menu() -> AnyView {
    let session = session();
    let texts = &session.texts().chats;
    let items = Callback::new(move |()| {
        let go = |route: Route| {
            let session = session.clone();
            Callback::new(move |()| session.go(route.clone()))
        };
        vec![
            MenuItem { icon: Icon::Chats, label: texts.new_chat, run: go(Route::Contacts) },
            MenuItem { icon: Icon::Me, label: texts.add_profile, run: go(Route::AddProfile) },
        ]
    });
    view! { <Menu icon=Icon::Plus label=texts.new items=items /> }.into_any()
}

#[component]
fn ChatItem(row: Row<Chat>) -> impl IntoView {
    let session = session();
    let (route, visible) = (session.window.route, session.window.visible);
    let (id, value) = (row.key, row.value);
    let with = value.with_untracked(|chat| chat.with.person().cloned()).unwrap_or_else(crate::domain::person::guide_id);
    let to = Route::Chat(id);
    let href = to.href();
    let texts = &session.texts().chats;
    let clock = session.clock();
    let chat = Memo::new(move |_| {
        // A day may have passed when somebody comes back.
        visible.track();
        ChatRow::new(&value.read(), &clock)
    });
    let part = move |read: fn(&ChatRow) -> &str| move || read(&chat.read()).to_owned();
    let flag = move |read: fn(&ChatRow) -> bool| move || read(&chat.read()).then_some("");
    let badge = move || {
        let row = chat.read();
        let kind = row.muted.then_some("dot");
        (row.unread > 0).then(|| view! { <span class="badge chat-row__badge" data-kind=kind>{row.badge()}</span> })
    };
    let mark = move |shown: fn(&ChatRow) -> bool, icon: Icon, label: &'static str| {
        move || shown(&chat.read()).then(|| view! { <span title=label>{icon.view()}</span> })
    };
    view! {
        <li>
            <a
                class="chat-row"
                href=href
                aria-label=part(|row| &row.label)
                aria-current=move || (*route.read() == to).then_some("page")
                data-muted=flag(|row| row.muted)
                data-pinned=flag(|row| row.pinned)
                data-unread=flag(|row| row.unread > 0)
            >
                <span class="chat-row__avatar">
                    <PersonAvatar id=with name=Signal::derive(part(|row| &row.title)) />
                </span>
                <span class="chat-row__name" dir="auto">
                    {part(|row| &row.title)}
                </span>
                <span class="chat-row__marks">
                    {mark(|row| row.pinned, Icon::Pin, texts.pinned)}
                    {mark(|row| row.muted, Icon::Mute, texts.muted)}
                </span>
                <span class="chat-row__time">{part(|row| &row.time)}</span>
                <span class="chat-row__preview" dir="auto">
                    {part(|row| &row.preview)}
                </span>
                {badge}
            </a>
        </li>
    }
}
