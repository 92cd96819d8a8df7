//! One open chat: its header, the messages and the composer.

use leptos::ev::DragEvent;
use leptos::html;
use leptos::prelude::*;

use super::chat_info::ChatInfo;
use super::composer::ComposerView;
use super::file::{Looking, PictureDialog};
use super::invitation::InvitationScreen;
use super::log::Log;
use super::signs::{Reacting, SignDialog};
use super::strip::Strips;
use crate::backend::Failure;
use crate::domain::chat::With;
use crate::domain::id::ChatId;
use crate::domain::safety::Guard;
use crate::route::{GroupPage, Route};
use crate::ui::kit::empty::Empty;
use crate::ui::kit::file_input;
use crate::ui::kit::follow::Follow;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::session;
use crate::ui::shell::avatar::ChatAvatar;
use crate::ui::shell::notices::Notices;
use crate::ui::shell::pane::DetailHeading;
use crate::view_model::attach::INPUT;
use crate::view_model::conversation::Conversation;
use crate::view_model::talk::Footing;

/// The screen: the conversation, or the invitation to it.
#[component]
pub fn ConversationScreen(
    /// Which chat.
    id: ChatId,
) -> impl IntoView {
    let session = session();
    let invited = {
        let id = id.clone();
        Memo::new(move |_| session.footing(&id) == Footing::Invited)
    };
    move || match invited.get() {
        true => view! { <InvitationScreen id=id.clone() /> }.into_any(),
        false => view! { <Talk id=id.clone() /> }.into_any(),
    }
}

#[component]
fn Talk(id: ChatId) -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let conversation = Conversation::open(&session, id);
    keep_in_step(&conversation);
    let (reacting, looking) = (Reacting::default(), Looking::default());
    provide_context(reacting);
    provide_context(looking);

    let list = NodeRef::<html::Div>::new();
    let at_end = {
        let conversation = conversation.clone();
        Callback::new(move |at_end| conversation.scrolled(at_end))
    };
    let (follow, scrolled) = Follow::new(list, at_end);
    let failure = conversation.timeline.failure.clone();
    let body = {
        let conversation = conversation.clone();
        move || match failure.get() {
            None => view! {
                <Log conversation=conversation.clone() list=list follow=follow scrolled=scrolled />
                <Foot conversation=conversation.clone() follow=follow />
            }
            .into_any(),
            Some(Failure::NotFound) => {
                view! { <Empty title=texts.conversation.missing_title text=texts.conversation.missing_text /> }
                    .into_any()
            }
            Some(failure) => view! {
                <p class="notice" role="alert">
                    {(texts.failure)(&failure)}
                </p>
            }
            .into_any(),
        }
    };
    let group = conversation.group.clone();
    let composer = conversation.composer.clone();
    let files = session.abilities;
    let drag = move |event: DragEvent| {
        if files.read_untracked().files && file_input::has_files(&event) {
            event.prevent_default();
        }
    };
    let drop = move |event: DragEvent| {
        if files.read_untracked().files && file_input::has_files(&event) {
            // Or else the browser would leave the app for the file.
            event.prevent_default();
            if composer.may_attach() && file_input::dropped(&event, INPUT) {
                composer.attach();
            }
        }
    };
    view! {
        <div class="conversation" on:dragover=drag on:drop=drop>
            <Header conversation=conversation.clone() />
            <Notices />
            {move || group.get().map(|group| view! { <Strips group=group /> })}
            {body}
            <SignDialog conversation=conversation.clone() reacting=reacting />
            <PictureDialog conversation=conversation looking=looking />
        </div>
    }
}

/// Where one writes, or why one does not.
#[component]
fn Foot(conversation: Conversation, follow: Follow) -> impl IntoView {
    let label = session().texts().talk.forget;
    let reads_only = {
        let conversation = conversation.clone();
        Memo::new(move |_| conversation.reads_only())
    };
    let asked = {
        let conversation = conversation.clone();
        Memo::new(move |_| conversation.asked_by())
    };
    move || match (asked.get(), reads_only.get()) {
        (Some((words, address)), _) => {
            view! { <Asked conversation=conversation.clone() words=words address=address /> }.into_any()
        }
        (None, None) => view! {
            {
                let conversation = conversation.clone();
                move || conversation.answer_line().map(|line| view! { <p class="conversation__notice">{line}</p> })
            }
            <Typing conversation=conversation.clone() />
            <ComposerView conversation=conversation.clone() follow=follow />
        }
        .into_any(),
        (None, Some(why)) => {
            let conversation = conversation.clone();
            view! {
                <div class="conversation__ended">
                    <p>{why}</p>
                    <button type="button" class="button" on:click=move |_| conversation.forget()>
                        {label}
                    </button>
                </div>
            }
            .into_any()
        }
    }
}

/// Who wants to talk, and the two answers.
#[component]
fn Asked(conversation: Conversation, words: String, address: String) -> impl IntoView {
    let texts = &session().texts().exchange;
    let decline = conversation.clone();
    view! {
        <div class="conversation__asked">
            <p dir="auto">{words}</p>
            <p class="conversation__address">
                <bdi>{address}</bdi>
            </p>
            <p class="field__hint">{texts.wants_text}</p>
            <div class="invitation__actions">
                <button type="button" class="button" data-kind="primary" on:click=move |_| conversation.accept()>
                    {texts.accept}
                </button>
                <button type="button" class="button" on:click=move |_| decline.decline()>
                    {texts.decline}
                </button>
            </div>
        </div>
    }
}

/// Who is writing. Not read out: it comes and goes while somebody listens.
#[component]
fn Typing(conversation: Conversation) -> impl IntoView {
    let words = Memo::new(move |_| conversation.typing());
    view! {
        <p class="conversation__typing" dir="auto">
            {move || words.get()}
        </p>
    }
}

/// What goes on while the chat is open, and what is left to do when it closes.
fn keep_in_step(conversation: &Conversation) {
    let session = session();
    let group = conversation.clone();
    Effect::new(move |_| group.follow_group());
    let seen = conversation.clone();
    Effect::new(move |_| seen.mark_seen());
    let composer = conversation.composer.clone();
    Effect::new(move |_| {
        if !session.window.visible.get() {
            composer.save();
        }
    });
    let left = conversation.clone();
    on_cleanup(move || left.leave());
}

#[component]
fn Header(conversation: Conversation) -> impl IntoView {
    let session = session();
    let texts = &session.texts().conversation;
    let info = RwSignal::new(false);
    let title = {
        let conversation = conversation.clone();
        Memo::new(move |_| conversation.title())
    };
    let subtitle = {
        let conversation = conversation.clone();
        Memo::new(move |_| conversation.subtitle())
    };
    let with = {
        let conversation = conversation.clone();
        Memo::new(move |_| conversation.chat().map(|chat| chat.with))
    };
    let plain = {
        let conversation = conversation.clone();
        Memo::new(move |_| conversation.guard() == Guard::Plain)
    };
    let open_words = session.texts().exchange.plain;
    let guard = move || {
        plain.get().then(|| view! { <span class="conversation__guard">{Icon::Unlock.view()} {open_words}</span> })
    };
    let about = Route::Group(conversation.id.clone(), GroupPage::Info);
    // About a group there is more than a dialog holds.
    let show = move |_| match with.read_untracked().as_ref().and_then(With::group) {
        Some(_) => session.go(about.clone()),
        None => info.set(true),
    };
    view! {
        <header class="conversation__header">
            <a
                class="icon-button conversation__back"
                href=Route::Chats.href()
                aria-label=texts.back
                title=texts.back
            >
                {Icon::Back.view()}
            </a>
            <ChatAvatar with=with name=title size="s" />
            <div class="conversation__who">
                <DetailHeading class="conversation__title" title=title />
                <p class="conversation__subtitle">{move || subtitle.get()} {guard}</p>
            </div>
            <Show when=move || with.read().is_some()>
                <IconButton icon=Icon::Info label=texts.info on_click=show.clone() />
            </Show>
        </header>
        <ChatInfo conversation=conversation open=info />
    }
}
