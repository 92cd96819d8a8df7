//! The chat list.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

use super::shelf::ShelfItem;
use crate::domain::chat::Chat;
use crate::route::Route;
use crate::ui::kit::empty::Empty;
use crate::ui::kit::gradually::{FIRST, gradually};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::kit::skipped;
use crate::ui::session;
use crate::ui::shell::avatar::ChatAvatar;
use crate::ui::shell::later::LaterOverlay;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::chats::ChatRow;
use crate::view_model::rows::Row;
use crate::view_model::shelf::Line;

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
    let lines = {
        let session = session.clone();
        Memo::new(move |_| session.lines())
    };
    let is_account = {
        let session = session.clone();
        Memo::new(move |_| session.me().is_some_and(|me| me.account.is_some()))
    };
    let drawn = gradually(move || lines.read().len());
    let each = move || -> Vec<Line> { lines.read().iter().take(drawn.get()).cloned().collect() };
    let sketches = skipped::is_told();
    let item = move |line: Line| match line {
        Line::Chat(row) => {
            let is_it = |line: &Line| matches!(line, Line::Chat(it) if it.key == row.key);
            let is_first = lines.read_untracked().iter().take(FIRST).any(is_it);
            view! { <ChatItem row=row sketch={sketches && !is_first} /> }.into_any()
        }
        Line::Shelf(shelf) => view! { <ShelfItem shelf=shelf /> }.into_any(),
    };
    let painted = session.platform.painted;
    Effect::new(move |_| {
        if known.get() {
            painted("teahouse:chats");
        }
    });
    view! {
        <Pane title=texts.title column=Column::List actions=new_menu()>
            <Show when=move || is_account.get()>
                <LaterOverlay route=Route::Chats />
            </Show>
            <ul role="list" aria-label=texts.title aria-busy=move || (!known.get()).to_string()>
                <For each=each key=Line::key children=item />
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
    let (texts, lists) = (&session.texts().chats, &session.texts().lists);
    let items = Callback::new(move |()| {
        let go = |route: Route| {
            let session = session.clone();
            Callback::new(move |()| session.go(route.clone()))
        };
        let mut items = vec![
            MenuItem { icon: Icon::Contacts, label: lists.new_group, run: go(Route::NewGroup) },
            MenuItem { icon: Icon::Me, label: lists.add_contact, run: go(Route::MyCode) },
            MenuItem { icon: Icon::Scan, label: lists.scan, run: go(Route::Scan) },
            MenuItem { icon: Icon::Chats, label: lists.meet, run: go(Route::Meet) },
            MenuItem { icon: Icon::Plus, label: texts.add_profile, run: go(Route::AddProfile) },
        ];
        if !session.abilities.read_untracked().meetings {
            items.remove(3);
        }
        items
    });
    view! { <Menu icon=Icon::Plus label=texts.new items=items /> }.into_any()
}

/// A chat of a list.
#[component]
pub fn ChatItem(
    /// The chat.
    row: Row<Chat>,
    /// It begins as its name alone: a list may have a thousand, and the browser tells when a row comes near.
    #[prop(optional)]
    sketch: bool,
) -> impl IntoView {
    let session = session();
    let (route, visible) = (session.window.route, session.window.visible);
    let Row { key: id, value } = row;
    let (pressed, opened) = (session.clone(), session.window);
    let to = Route::Chat(id.clone());
    let open = {
        let to = to.clone();
        // The address tells the same a moment later.
        move |event: MouseEvent| {
            if is_plain(&event) {
                opened.moved_to(to.clone());
            }
        }
    };
    let href = to.href();
    let (clock, acting) = (session.clock(), session.acting);
    let chat = {
        let value = value.clone();
        Memo::new(move |_| {
            // A day may have passed when somebody comes back.
            visible.track();
            ChatRow::new(&value.read(), acting.read().as_ref(), &clock)
        })
    };
    let near = RwSignal::new(!sketch);
    let seen = move |event: Event| {
        let is_near = !skipped::is_skipped(&event);
        if near.get_untracked() != is_near {
            near.set(is_near);
        }
    };
    let flag = move |read: fn(&ChatRow) -> bool| move || read(&chat.read()).then_some("");
    view! {
        <li>
            <a
                class="chat-row"
                href=href
                on:pointerdown=move |_| pressed.prepare(id.clone())
                on:pointercancel=move |_| session.give_up_ahead()
                on:click=open
                on:contentvisibilityautostatechange=seen
                aria-label=move || chat.read().label.clone()
                aria-current=move || (near.get() && *route.read() == to).then_some("page")
                data-muted=flag(|row| row.muted)
                data-pinned=flag(|row| row.pinned)
                data-unread=flag(|row| row.unread > 0)
            >
                <span class="chat-row__name" dir="auto">
                    {move || chat.read().title.clone()}
                </span>
                {move || near.get().then(|| filled(chat, value.clone()))}
            </a>
        </li>
    }
}

/// All that a row shows besides its name.
fn filled(chat: Memo<ChatRow>, value: ArcRwSignal<Chat>) -> impl IntoView {
    let session = session();
    let (texts, called) = (&session.texts().chats, session.texts().lists.called);
    let with = Memo::new(move |_| Some(value.read().with.clone()));
    let part = move |read: fn(&ChatRow) -> &str| move || read(&chat.read()).to_owned();
    let badge = move || {
        let row = chat.read();
        let kind = row.muted.then_some("dot");
        (row.unread > 0).then(|| view! { <span class="badge chat-row__badge" data-kind=kind>{row.badge()}</span> })
    };
    let mark = move |shown: fn(&ChatRow) -> bool, icon: Icon, label: &'static str| {
        move || shown(&chat.read()).then(|| view! { <span title=label>{icon.view()}</span> })
    };
    view! {
        <span class="chat-row__avatar">
            <ChatAvatar with=with name=Signal::derive(part(|row| &row.title)) />
        </span>
        <span class="chat-row__marks">
            {mark(|row| row.pinned, Icon::Pin, texts.pinned)} {mark(|row| row.muted, Icon::Mute, texts.muted)}
        </span>
        <span class="chat-row__time">{part(|row| &row.time)}</span>
        <span class="chat-row__preview" dir="auto">
            {move || chat.read().called.then(|| view! { <mark class="chat-row__called">{called}</mark> " " })}
            {part(|row| &row.preview)}
        </span>
        {badge}
    }
}

/// True for a press that opens a link here, and not in another tab.
fn is_plain(event: &MouseEvent) -> bool {
    event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
}
