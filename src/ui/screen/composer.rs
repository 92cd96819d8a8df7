//! Where one writes.

use leptos::ev::{ClipboardEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::attached::AttachedView;
use crate::domain::id::ChatId;
use crate::route::Route;
use crate::ui::kit::file_input::{self, FileInput};
use crate::ui::kit::focus::focus;
use crate::ui::kit::follow::Follow;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::session;
use crate::view_model::attach::INPUT;
use crate::view_model::composer::Composer;
use crate::view_model::conversation::Conversation;

/// `keyCode` of a key that an input method has taken for itself; some browsers say so only in this way.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// The composer.
#[component]
pub fn ComposerView(
    /// The chat.
    conversation: Conversation,
    /// Leads to what was sent.
    follow: Follow,
) -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let composer = conversation.composer.clone();
    let field = NodeRef::<html::Textarea>::new();
    take_focus(&conversation, field);
    let chat = conversation.id.clone();

    let send = {
        let composer = composer.clone();
        Callback::new(move |()| {
            composer.send();
            follow.to_end();
        })
    };
    let key = move |event: KeyboardEvent| {
        // Whoever composes Chinese or Japanese confirms a word with Enter and leaves it with Esc.
        if event.is_composing() || event.key_code() == TAKEN_BY_INPUT_METHOD {
            return;
        }
        match event.key().as_str() {
            "Enter" if !event.shift_key() => send.run(()),
            "ArrowUp" if conversation.edit_last() => {}
            "Escape" => conversation.escape(),
            _ => return,
        }
        event.prevent_default();
    };
    let paste = {
        let composer = composer.clone();
        move |event: ClipboardEvent| {
            if file_input::is_file(&event) && composer.may_attach() {
                event.prevent_default();
                if file_input::pasted(&event, INPUT) {
                    composer.attach();
                }
            }
        }
    };
    let placeholder = {
        let first = composer.attachments.first.clone();
        move || if first.read().is_some() { texts.exchange.caption } else { texts.composer.message }
    };
    let (text, lines, blank, busy) = (composer.clone(), composer.clone(), composer.clone(), composer.clone());
    let (editing, failure, input) = (composer.clone(), composer.failure.clone(), composer.clone());
    let (replying, attached) = (composer.clone(), composer.clone());
    let is_editing = {
        let editing = editing.editing.clone();
        Memo::new(move |_| editing.read().is_some())
    };
    let send_label = move || if is_editing.get() { texts.composer.save } else { texts.composer.send };
    view! {
        {move || failure.get().map(|failure| view! { <p class="notice" role="alert">{(texts.failure)(&failure)}</p> })}
        <div class="composer">
            <Show when=move || is_editing.get()>
                <div class="composer__editing">
                    <span>{texts.composer.editing}</span>
                    <IconButton icon=Icon::Close label=texts.common.cancel on_click={
                        let editing = editing.clone();
                        move |_| {
                            editing.cancel_editing();
                        }
                    } />
                </div>
            </Show>
            <ReplyingView composer=replying />
            <AttachedView composer=attached />
            <AttachButton composer=composer chat=chat />
            <textarea
                class="composer__field"
                node_ref=field
                dir="auto"
                rows=move || lines.lines().to_string()
                aria-label=texts.composer.message
                placeholder=placeholder
                enterkeyhint="send"
                autocomplete="off"
                prop:value=move || text.text()
                on:input:target=move |event| input.input(event.target().value())
                on:keydown=key
                on:paste=paste
            ></textarea>
            <button
                type="button"
                class="composer__send"
                aria-label=send_label
                title=send_label
                aria-disabled=move || (!blank.can_send()).to_string()
                aria-busy=move || busy.is_busy().to_string()
                on:click=move |_| {
                    send.run(());
                    if let Some(field) = field.try_get_untracked().flatten() {
                        focus(&field);
                    }
                }
            >
                {Icon::Send.view()}
            </button>
        </div>
    }
}

/// What is being answered, and a way not to.
#[component]
fn ReplyingView(composer: Composer) -> impl IntoView {
    let texts = &session().texts().exchange;
    let replying = composer.replying.clone();
    move || {
        let replying = replying.get()?;
        let composer = composer.clone();
        Some(view! {
            <div class="composer__editing">
                <span>
                    <b>{(texts.replying_to)(&replying.name)}</b>
                    " "
                    <bdi>{replying.text}</bdi>
                </span>
                <IconButton icon=Icon::Close label=texts.stop_replying on_click=move |_| {
                    composer.stop_replying();
                } />
            </div>
        })
    }
}

/// Chooses files, or a program as long as nothing is written, where they can be sent.
#[component]
fn AttachButton(composer: Composer, chat: ChatId) -> impl IntoView {
    let session = session();
    let label = session.texts().exchange.attach;
    let programs = session.texts().places.programs;
    let may = Memo::new(move |_| session.abilities.read().files);
    let text = composer.clone();
    let blank = Memo::new(move |_| text.text().is_empty());
    let href = StoredValue::new(Route::PickProgram(chat).href());
    let composer = StoredValue::new(composer);
    let choose = move |_| {
        if composer.with_value(Composer::may_attach) {
            file_input::open(INPUT);
        }
    };
    view! {
        <Show when=move || may.get()>
            <FileInput id=INPUT on_choose=Callback::new(move |()| composer.with_value(Composer::attach)) />
            <IconButton icon=Icon::Attach label=label on_click=choose />
            <Show when=move || blank.get()>
                <a class="icon-button" href=href.get_value() aria-label=programs title=programs>
                    {Icon::Programs.view()}
                </a>
            </Show>
        </Show>
    }
}

/// The field has the focus when a chat opens and when a message is edited,
/// but not where that would cover the messages with a keyboard on the screen.
fn take_focus(conversation: &Conversation, field: NodeRef<html::Textarea>) {
    let session = session();
    let composer = conversation.composer.clone();
    Effect::new(move |_| {
        let edits = composer.editing.read().is_some() || composer.replying.read().is_some();
        if let Some(field) = field.get()
            && (edits || session.may_type())
        {
            focus(&field);
        }
    });
}
