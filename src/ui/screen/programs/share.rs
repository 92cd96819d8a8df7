//! Putting a program into a chat.

use leptos::prelude::*;

use super::chats::ChatList;
use crate::domain::mini::program::ProgramId;
use crate::route::Route;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::programs::ShareProgram;

/// The screen.
#[component]
pub fn ShareScreen(
    /// Which program.
    id: ProgramId,
) -> impl IntoView {
    let texts = &session().texts().programs;
    session().follow_shelf();
    let page = StoredValue::new(ShareProgram::new(&session()));
    let id = StoredValue::new(id);
    let busy = page.with_value(|page| page.busy.clone());
    let can = Memo::new(move |_| page.with_value(ShareProgram::can));
    let choose = Callback::new(move |chat| page.with_value(|page| page.send(id.get_value(), chat)));
    view! {
        <Pane title=texts.share column=Column::Below(Route::Programs)>
            <div class="settings">
                <Show when=move || can.get() fallback=move || view! { <p role="alert">{texts.share_unable}</p> }>
                    <p>{texts.share_text}</p>
                    <ChatList label=texts.share choose=choose />
                </Show>
                <p class="field__hint" role="status">
                    {move || busy.get().then_some(texts.sending)}
                </p>
            </div>
        </Pane>
    }
}
