//! What the owner and the admins did, for every member to read.

use leptos::prelude::*;

use super::Followed;
use crate::domain::group::act::LogEntry;
use crate::ui::session;
use crate::view_model::group::GroupState;
use crate::view_model::rows::Row;

pub(super) fn page(state: Followed) -> AnyView {
    let session = session();
    let texts = &session.texts().group;
    state.with_value(GroupState::watch_log);
    let rows = state.with_value(|state| state.log.clone());
    let (known, empty) = (rows.clone(), rows.clone());
    let newest = move || rows.get().into_iter().rev().collect::<Vec<_>>();
    view! {
        <ul class="card" role="list" aria-label=texts.log aria-busy=move || (!known.is_known()).to_string()>
            <For each=newest key=|row| row.key let(row)>
                {entry(state, row)}
            </For>
        </ul>
        <Show when=move || empty.is_empty()>
            <p>{texts.log_empty}</p>
        </Show>
    }
    .into_any()
}

fn entry(state: Followed, row: Row<LogEntry>) -> AnyView {
    let at = state.with_value(|state| state.session().clock().full(row.value.read_untracked().at));
    let sentence = Memo::new(move |_| state.with_value(|state| state.logged(&row.value.read())));
    view! {
        <li class="group__entry">
            <span dir="auto">{move || sentence.get()}</span>
            <small class="field__hint">{at}</small>
        </li>
    }
    .into_any()
}
