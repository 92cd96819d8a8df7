//! One message.

use leptos::prelude::*;

use super::file::FileView;
use super::quote::QuoteView;
use super::signs::{Reacting, SignsView};
use super::tidings::TidingsView;
use crate::domain::id::MessageId;
use crate::domain::link::{Segment, segments};
use crate::domain::message::Body;
use crate::domain::mini::aside::Tidings;
use crate::route::Route;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::view_model::bubble::{Bubble, Can};
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
    let tidings = value.with_untracked(|entry| match &entry.message.body {
        Body::Tidings(tidings) => Some(Tidings::clone(tidings)),
        _ => None,
    });
    let notice = (happened && tidings.is_none()).then(|| {
        let (conversation, value) = (conversation.clone(), value.clone());
        let words = Memo::new(move |_| conversation.notice(&value.read()));
        view! {
            <p class="conversation__notice" dir="auto">
                {move || words.get()}
            </p>
        }
    });
    let tidings = tidings.map(|tidings| view! { <TidingsView conversation=conversation.clone() tidings=tidings /> });
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
    let place = place_of(&id);
    let article = (!happened).then(|| {
        view! {
            <article
                class="bubble"
                id=place
                aria-label=move || bubble.read().label.clone()
                data-mine=flag(|bubble| bubble.mine)
                data-first=flag(|bubble| bubble.first)
                data-last=flag(|bubble| bubble.last)
                data-state=move || bubble.read().state
            >
                {head}
                <QuoteView bubble=bubble conversation=conversation.clone() />
                <FileView bubble=bubble id=id.clone() conversation=conversation.clone() />
                <Words bubble=bubble />
                <NoteView bubble=bubble />
                <Meta bubble=bubble />
                <SignsView bubble=bubble id=id.clone() conversation=conversation.clone() />
                <Unsent bubble=bubble id=id.clone() conversation=conversation.clone() />
                <MessageMenu bubble=bubble id=id conversation=conversation />
            </article>
        }
    });
    view! {
        {day}
        {notice}
        {tidings}
        {article}
    }
}

/// The id of a message in the page.
pub fn place_of(id: &MessageId) -> String {
    format!("message-{id}")
}

/// The words as text, never as markup.
#[component]
fn Words(bubble: Memo<Bubble>) -> impl IntoView {
    let text = Memo::new(move |_| bubble.read().text.clone());
    move || {
        text.get().map(|text| {
            view! {
                <p class="bubble__text" dir="auto">
                    {pieces(&text)}
                </p>
            }
        })
    }
}

/// What is said in the place of words, or beneath them.
#[component]
fn NoteView(bubble: Memo<Bubble>) -> impl IntoView {
    let session = session();
    let label = session.texts().exchange.to_security;
    let note = Memo::new(move |_| bubble.read().note.clone());
    let helps = Memo::new(move |_| note.read().as_ref().is_some_and(|note| note.security) && session.has_security());
    move || {
        note.get().map(|note| {
            let help = move || {
                helps.get().then(|| {
                    view! {
                        " "
                        <a href=Route::Security.href()>{label}</a>
                    }
                })
            };
            view! { <p class="bubble__note">{note.text} {help}</p> }
        })
    }
}

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
        let icon = match bubble.state {
            "sending" => Icon::Clock,
            "read" => Icon::Checks,
            _ => Icon::Check,
        };
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
    let all = session().texts();
    let (texts, exchange) = (&all.conversation, &all.exchange);
    let reacting = expect_context::<Reacting>();
    let items = Callback::new(move |()| {
        let Bubble { can, text, .. } = bubble.get_untracked();
        let item = |may: bool, icon: Icon, label: &'static str, run: fn(&Conversation, &MessageId)| {
            let (conversation, id) = (conversation.clone(), id.clone());
            may.then(|| MenuItem { icon, label, run: Callback::new(move |()| run(&conversation, &id)) })
        };
        let react = can.react.then(|| {
            let id = id.clone();
            MenuItem { icon: Icon::Smile, label: exchange.react, run: Callback::new(move |()| reacting.to(id.clone())) }
        });
        let recall = |conversation: &Conversation, id: &MessageId| conversation.recall(id.clone());
        let copy = text.map(|text| {
            let conversation = conversation.clone();
            let run = Callback::new(move |()| conversation.copy(text.clone()));
            MenuItem { icon: Icon::Copy, label: texts.copy, run }
        });
        let first = item(can.reply, Icon::Reply, exchange.reply, Conversation::reply);
        let edit = item(can.edit, Icon::Edit, texts.edit, Conversation::edit);
        let recall = item(can.recall, Icon::Recall, exchange.recall, recall);
        [first, react, edit, recall, copy].into_iter().flatten().collect()
    });
    let has_any = Memo::new(move |_| {
        let bubble = bubble.read();
        bubble.text.is_some() || bubble.can != Can::default()
    });
    view! {
        <Show when=move || has_any.get()>
            <Menu icon=Icon::More label=texts.menu class="bubble__menu" items=items />
        </Show>
    }
}
