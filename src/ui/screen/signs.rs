//! Signs that people put on messages: those that are there, and the dialog to choose another one.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::domain::id::MessageId;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::field::Field;
use crate::ui::session;
use crate::view_model::bubble::{Bubble, Sign};
use crate::view_model::conversation::Conversation;
use crate::view_model::exchange::SIGNS;

/// The message for which a sign is being chosen.
#[derive(Debug, Clone, Copy)]
pub struct Reacting {
    open: RwSignal<bool>,
    message: RwSignal<Option<MessageId>>,
}

impl Default for Reacting {
    fn default() -> Self {
        Self { open: RwSignal::new(false), message: RwSignal::new(None) }
    }
}

impl Reacting {
    /// Chooses one for this message.
    pub fn to(&self, id: MessageId) {
        self.message.set(Some(id));
        self.open.set(true);
    }
}

/// The signs on a message, each a button to join in or to step back.
#[component]
pub fn SignsView(
    /// The message.
    bubble: Memo<Bubble>,
    /// Which.
    id: MessageId,
    /// The chat.
    conversation: Conversation,
) -> impl IntoView {
    let label = session().texts().exchange.signs;
    let signs = Memo::new(move |_| bubble.read().signs.clone());
    let any = Memo::new(move |_| !signs.read().is_empty());
    let (id, conversation) = (StoredValue::new(id), StoredValue::new(conversation));
    let sign = move |key: String| {
        // Counts change in place, so that the keyboard stays on a sign that somebody else joins.
        let now = {
            let key = key.clone();
            Memo::new(move |_| signs.read().iter().find(|sign| sign.key == key).cloned())
        };
        let part = move |read: fn(&Sign) -> String| move || now.read().as_ref().map(read);
        let shown = key.clone();
        let turn = move |_| {
            let mine = now.read_untracked().as_ref().is_some_and(|sign| sign.mine);
            conversation.with_value(|conversation| conversation.sign(id.get_value(), &key, !mine));
        };
        view! {
            <button
                type="button"
                class="sign"
                aria-pressed=part(|sign| sign.mine.to_string())
                aria-label=part(|sign| sign.label.clone())
                on:click=turn
            >
                <span dir="auto">{shown}</span>
                <span>{part(|sign| sign.count.to_string())}</span>
            </button>
        }
    };
    let keys = move || signs.read().iter().map(|sign| sign.key.clone()).collect::<Vec<_>>();
    view! {
        <Show when=move || any.get()>
            <div class="bubble__signs" role="group" aria-label=label>
                <For each=keys key=String::clone children=sign />
            </div>
        </Show>
    }
}

/// The dialog: six signs at once, and room for any other.
#[component]
pub fn SignDialog(
    /// The chat.
    conversation: Conversation,
    /// For which message.
    reacting: Reacting,
) -> impl IntoView {
    let all = session().texts();
    let conversation = StoredValue::new(conversation);
    let Reacting { open, message } = reacting;
    view! {
        <Dialog id="sign" title=all.exchange.react close=all.common.close open=open>
            {move || message.get().map(|id| view! { <Choosing conversation=conversation id=id open=open /> })}
        </Dialog>
    }
}

#[component]
fn Choosing(conversation: StoredValue<Conversation>, id: MessageId, open: RwSignal<bool>) -> impl IntoView {
    let texts = &session().texts().exchange;
    let (text, wrong) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let id = StoredValue::new(id);
    let put = move |key: &str| {
        let id = id.get_value();
        let done = conversation.with_value(|conversation| {
            let mine = untrack(|| conversation.has_sign(&id, key.trim()));
            conversation.sign(id, key, !mine)
        });
        if done {
            open.set(false);
        }
        done
    };
    let button = move |key: &'static str| {
        let mine = move || conversation.with_value(|conversation| conversation.has_sign(&id.get_value(), key));
        view! {
            <button
                type="button"
                class="sign"
                data-size="l"
                aria-pressed=move || mine().to_string()
                on:click=move |_| {
                    put(key);
                }
            >
                {key}
            </button>
        }
    };
    let hand_in = move |event: SubmitEvent| {
        event.prevent_default();
        if !put(&text.get_untracked()) {
            wrong.set(Some(texts.other_sign_hint.into()));
        }
    };
    let typed = move |words| {
        text.set(words);
        wrong.set(None);
    };
    view! {
        <div class="signs">{SIGNS.map(button).collect_view()}</div>
        <form class="signs__other" on:submit=hand_in novalidate>
            <Field
                id="other-sign"
                label=texts.other_sign
                hint=texts.other_sign_hint
                value=text
                error=wrong
                on_input=Callback::new(typed)
            />
            <button type="submit" class="button">
                {texts.put}
            </button>
        </form>
    }
}
