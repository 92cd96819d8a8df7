//! The messages of a chat, the newest at the end.

use leptos::html;
use leptos::prelude::*;

use super::bubble::BubbleView;
use crate::ui::kit::follow::Follow;
use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::view_model::conversation::Conversation;

/// The list, the way to older messages and the way back to the end.
#[component]
pub fn Log(
    /// The chat.
    conversation: Conversation,
    /// The element that scrolls.
    list: NodeRef<html::Div>,
    /// Keeps the reader's place in it.
    follow: Follow,
    /// Hears that it scrolled.
    scrolled: Callback<()>,
) -> impl IntoView {
    let session = session();
    let texts = &session.texts().conversation;
    let rows = conversation.timeline.rows.clone();
    mark_painted(&conversation, session.platform.painted);
    let title = {
        let conversation = conversation.clone();
        Memo::new(move |_| conversation.title())
    };
    let group = conversation.group.clone();
    let empty = {
        let (rows, conversation) = (rows.clone(), conversation.clone());
        Memo::new(move |_| rows.is_empty() && conversation.asked_by().is_none())
    };
    let known = {
        let rows = rows.clone();
        Memo::new(move |_| rows.is_known())
    };
    let each = StoredValue::new(conversation.clone());
    view! {
        <div
            class="conversation__log"
            role="log"
            aria-label=texts.messages
            aria-busy=move || (!known.get()).to_string()
            data-group=move || group.read().is_some().then_some("")
            tabindex="0"
            node_ref=list
            on:scroll=move |_| scrolled.run(())
        >
            <Older conversation=conversation.clone() follow=follow />
            <Show when=move || empty.get()>
                <p class="conversation__day">{texts.empty}</p>
            </Show>
            <For each=move || rows.get() key=|row| row.key.clone() let(row)>
                <BubbleView conversation=each.get_value() row=row other=title />
            </For>
        </div>
        <Latest conversation=conversation follow=follow />
    }
}

/// Notes when the messages were painted, once for each opening.
fn mark_painted(conversation: &Conversation, painted: fn(&'static str)) {
    let rows = conversation.timeline.rows.clone();
    Effect::new(move |before: Option<bool>| {
        let known = rows.is_known();
        if known && before != Some(true) {
            painted("teahouse:timeline");
        }
        known
    });
}

#[component]
fn Older(conversation: Conversation, follow: Follow) -> impl IntoView {
    let label = session().texts().conversation.earlier;
    let has_older = conversation.timeline.has_older.clone();
    let busy = conversation.loading_older.clone();
    let load = move |_| {
        follow.hold();
        conversation.load_older();
    };
    view! {
        <Show when=move || has_older.get()>
            <button
                type="button"
                class="button conversation__older"
                data-kind="quiet"
                aria-disabled={
                    let busy = busy.clone();
                    move || busy.get().to_string()
                }
                on:click=load.clone()
            >
                {label}
            </button>
        </Show>
    }
}

#[component]
fn Latest(conversation: Conversation, follow: Follow) -> impl IntoView {
    let texts = &session().texts().conversation;
    let at_end = conversation.at_end.clone();
    let fresh = Memo::new(move |_| conversation.fresh());
    let label = move || match fresh.get() {
        0 => texts.latest.into(),
        count => (texts.latest_new)(count),
    };
    view! {
        <Show when=move || !at_end.get()>
            <button type="button" class="conversation__latest" on:click=move |_| follow.to_end()>
                {Icon::Down.view()}
                <span>{label}</span>
            </button>
        </Show>
    }
}
