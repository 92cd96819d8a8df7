//! The message that another one answers.

use leptos::prelude::*;

use super::bubble::place_of;
use crate::ui::kit::focus::lead_to;
use crate::view_model::bubble::{Bubble, Quoted};
use crate::view_model::conversation::Conversation;

/// The message, above its answer; a click leads to it.
#[component]
pub fn QuoteView(
    /// The answer.
    bubble: Memo<Bubble>,
    /// The chat.
    conversation: Conversation,
) -> impl IntoView {
    let quoted = Memo::new(move |_| bubble.read().quoted.clone());
    move || {
        let Quoted { id, name, text, label } = quoted.get()?;
        let conversation = conversation.clone();
        let go = move |_| {
            if conversation.is_loaded(&id) {
                lead_to(&place_of(&id));
            }
        };
        Some(view! {
            <button type="button" class="bubble__quote" aria-label=label on:click=go>
                {(!name.is_empty())
                    .then(|| {
                        view! {
                            <span class="bubble__quoted" dir="auto">
                                {name}
                            </span>
                        }
                    })}
                <span class="bubble__gist" dir="auto">
                    {text}
                </span>
            </button>
        })
    }
}
