//! The chats behind one row of the list.

use leptos::prelude::*;

use super::chats::ChatItem;
use crate::route::Route;
use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::shelf::Shelf;

/// The screen.
#[component]
pub fn ShelfScreen(
    /// Which ones.
    shelf: Shelf,
) -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let title = shelf.title(texts);
    let chats = {
        let session = session.clone();
        move || session.on_shelf(shelf)
    };
    let empty = Memo::new(move |_| session.chats.is_known() && session.on_shelf(shelf).is_empty());
    view! {
        <Pane title=title column=Column::Detail(&Route::Chats)>
            <ul role="list" aria-label=title>
                <For each=chats key=|row| row.key.clone() let(row)>
                    <ChatItem row=row />
                </For>
            </ul>
            <Show when=move || empty.get()>
                <p class="shelf__empty">{shelf.empty(texts)}</p>
            </Show>
        </Pane>
    }
}

/// The row of the list that leads to the screen.
#[component]
pub fn ShelfItem(
    /// Which one.
    shelf: Shelf,
) -> impl IntoView {
    let session = session();
    let (route, visible) = (session.window.route, session.window.visible);
    let texts = session.texts();
    let unread = texts.lists.unread;
    let row = Memo::new(move |_| {
        visible.track();
        session.shelf_row(shelf, &session.clock())
    });
    let to = shelf.route();
    let href = to.href();
    let icon = match shelf {
        Shelf::Folded => Icon::Fold,
        Shelf::Accounts => Icon::Announce,
    };
    let dot = move || {
        row.read().unread.then(|| {
            view! {
                <span class="badge chat-row__badge" data-kind="dot">
                    {unread}
                </span>
            }
        })
    };
    view! {
        <li>
            <a
                class="chat-row"
                href=href
                aria-current=move || (*route.read() == to).then_some("page")
                data-unread=move || row.read().unread.then_some("")
                data-muted=""
            >
                <span class="chat-row__avatar avatar">{icon.view()}</span>
                <span class="chat-row__name">{shelf.title(texts)}</span>
                <span class="chat-row__time">{move || row.read().time.clone()}</span>
                <span class="chat-row__preview">{move || row.read().count.clone()}</span>
                {dot}
            </a>
        </li>
    }
}
