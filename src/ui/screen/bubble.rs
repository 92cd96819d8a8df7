//! One message.

use leptos::error::ErrorBoundary;
use leptos::prelude::*;

use crate::domain::id::MessageId;
use crate::domain::link::{Segment, segments};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::view_model::bubble::Bubble;
use crate::view_model::conversation::Conversation;
use crate::view_model::rows::Row;
use crate::view_model::timeline::{Entry, is_notice};

/// The message, after the line of a new day if it begins one.
#[component]
pub fn BubbleView(
    /// The chat.
    conversation: Conversation,
    /// The message.
    row: Row<Entry>,
    /// What the other one of a chat of two is called.
    other: Memo<String>,
) -> impl IntoView {
    let Row { key: id, value } = row;
    let (happened, sender) = value.with_untracked(|entry| (is_notice(&entry.message), entry.message.sender.clone()));
    let notice = happened.then(|| {
        let (conversation, value) = (conversation.clone(), value.clone());
        let words = Memo::new(move |_| conversation.notice(&value.read()));
        view! {
            <p class="conversation__notice" dir="auto">
                {move || words.get()}
            </p>
        }
    });
    let bubble = {
        let conversation = conversation.clone();
        Memo::new(move |_| conversation.bubble(&value.read(), &other.read()))
    };
    let flag = move |read: fn(&Bubble) -> bool| move || read(&bubble.read()).then_some("");
    let day = move || bubble.read().day.clone().map(|day| view! { <p class="conversation__day">{day}</p> });
    let head = move || {
        let name = bubble.read().sender.clone()?;
        Some(view! {
            <span class="bubble__avatar">
                <PersonAvatar id=sender.clone() name=name.clone() size="s" />
            </span>
            <p class="bubble__sender" dir="auto">
                {name}
            </p>
        })
    };
    let article = (!happened).then(|| {
        view! {
            <article
                class="bubble"
                aria-label=move || bubble.read().label.clone()
                data-mine=flag(|bubble| bubble.mine)
                data-first=flag(|bubble| bubble.first)
                data-last=flag(|bubble| bubble.last)
                data-state=move || bubble.read().state
            >
                {head}
                <Words bubble=bubble />
                <Meta bubble=bubble />
                <Unsent bubble=bubble id=id.clone() conversation=conversation.clone() />
                <MessageMenu bubble=bubble id=id conversation=conversation />
            </article>
        }
    });
    view! {
        {day}
        {notice}
        {article}
    }
}

/// The words as text, never as markup; a message that cannot be shown says so and its neighbours are not disturbed.
#[component]
fn Words(bubble: Memo<Bubble>) -> impl IntoView {
    let unreadable = session().texts().conversation.unreadable;
    let text = Memo::new(move |_| bubble.read().text.clone());
    let words = move || text.get().map(|text| pieces(&text)).ok_or(Unreadable);
    view! {
        <p class="bubble__text" dir="auto">
            <ErrorBoundary fallback=move |_| view! { <em>{unreadable}</em> }>{words}</ErrorBoundary>
        </p>
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the message cannot be read")]
struct Unreadable;

/// A text with its links.
pub fn pieces(text: &str) -> Vec<AnyView> {
    let piece = |segment: Segment<'_>| match segment {
        Segment::Text(text) => text.to_owned().into_any(),
        Segment::Link(link) => view! {
            <a href=link.to_owned() target="_blank" rel="noopener noreferrer">
                {link.to_owned()}
            </a>
        }
        .into_any(),
    };
    segments(text).into_iter().map(piece).collect()
}

/// When, and how far it has got.
#[component]
fn Meta(bubble: Memo<Bubble>) -> impl IntoView {
    let texts = &session().texts().conversation;
    let status = move || {
        let bubble = bubble.read();
        let icon = if bubble.state == "sending" { Icon::Clock } else { Icon::Check };
        bubble.status.map(|words| {
            view! {
                {icon.view()}
                <span class="visually-hidden">{words}</span>
            }
        })
    };
    view! {
        <span class="bubble__meta">
            {move || bubble.read().edited.then(|| view! { <span>{texts.edited}</span> })}
            <span>{move || bubble.read().time.clone()}</span>
            {status}
        </span>
    }
}

/// Why it did not get through, and the two ways on.
#[component]
fn Unsent(bubble: Memo<Bubble>, id: MessageId, conversation: Conversation) -> impl IntoView {
    let texts = &session().texts().conversation;
    let failure = Memo::new(move |_| bubble.read().failure);
    move || {
        let failure = failure.get()?;
        let (retry, discard) = (conversation.clone(), conversation.clone());
        let (retried, discarded) = (id.clone(), id.clone());
        Some(view! {
            <div class="bubble__failure">
                <p role="alert">{failure}</p>
                <button type="button" class="button" on:click=move |_| retry.retry(retried.clone())>
                    {texts.retry}
                </button>
                <button type="button" class="button" on:click=move |_| discard.discard(discarded.clone())>
                    {texts.discard}
                </button>
            </div>
        })
    }
}

/// What can be done with a message.
#[component]
fn MessageMenu(bubble: Memo<Bubble>, id: MessageId, conversation: Conversation) -> impl IntoView {
    let texts = &session().texts().conversation;
    let items = Callback::new(move |()| {
        let Bubble { editable, text, .. } = bubble.get_untracked();
        let edit = editable.then(|| {
            let (conversation, id) = (conversation.clone(), id.clone());
            MenuItem { icon: Icon::Edit, label: texts.edit, run: Callback::new(move |()| conversation.edit(&id)) }
        });
        let copy = text.map(|text| {
            let conversation = conversation.clone();
            let run = Callback::new(move |()| conversation.copy(text.clone()));
            MenuItem { icon: Icon::Copy, label: texts.copy, run }
        });
        edit.into_iter().chain(copy).collect()
    });
    let has_any = Memo::new(move |_| bubble.read().text.is_some());
    view! {
        <Show when=move || has_any.get()>
            <Menu icon=Icon::More label=texts.menu class="bubble__menu" items=items />
        </Show>
    }
}
