//! Something that happened in a program: a line that leads there.

use leptos::prelude::*;

use crate::domain::mini::aside::Tidings;
use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::view_model::conversation::Conversation;

/// The line. Both of its texts are the program's, and neither reaches into what stands beside it.
#[component]
pub fn TidingsView(
    /// The chat.
    conversation: Conversation,
    /// What happened.
    tidings: Tidings,
) -> impl IntoView {
    let colon = session().texts().common.colon;
    let (program, info) = (tidings.program.as_str().to_owned(), tidings.info.as_str().to_owned());
    view! {
        <p class="tidings">
            <button type="button" class="tidings__line" on:click=move |_| conversation.look_into(&tidings)>
                {Icon::Programs.view()}
                <span class="tidings__words">
                    <bdi class="tidings__program">{program}</bdi>
                    {colon}
                    <bdi>{info}</bdi>
                </span>
            </button>
        </p>
    }
}
