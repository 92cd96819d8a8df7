//! What is pinned in a group.

use leptos::prelude::*;

use super::{Followed, of};
use crate::ui::screen::bubble::pieces;
use crate::ui::session;
use crate::view_model::group::GroupState;

/// The announcement, if there is one.
pub(super) fn card(state: Followed) -> AnyView {
    let title = session().texts().talk.announcement;
    let pinned = of(state, GroupState::pinned);
    let card = move || {
        let pinned = pinned.get()?;
        let text = pieces(pinned.text.as_str());
        Some(view! {
            <section class="card group__words">
                <h2>{title}</h2>
                <div class="strip__whole" dir="auto">
                    {text}
                </div>
                <p class="field__hint">{move || state.with_value(|state| state.byline(&pinned))}</p>
            </section>
        })
    };
    card.into_any()
}
