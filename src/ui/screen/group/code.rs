//! The code of a group, or why there is none that works.

use leptos::prelude::*;

use super::{Followed, of};
use crate::route::GroupPage;
use crate::ui::kit::confirm::{Asking, Question};
use crate::ui::kit::qr::Tile;
use crate::ui::session;
use crate::ui::shell::code_sheet::CodeSheet;
use crate::view_model::group::GroupState;
use crate::view_model::group::code::CodeState;

/// What is in the dialog.
pub(super) fn view(state: Followed, asking: Asking) -> AnyView {
    let all = session().texts();
    let texts = &all.group;
    let code = of(state, GroupState::code);
    let renews = of(state, GroupState::may_renew);
    let renew = move || state.with_value(GroupState::renew);
    let ask = move |_| {
        let (title, text) = (texts.code_texts.new, texts.code_texts.new_confirm.into());
        if matches!(code.get_untracked(), Some(CodeState::Works(_))) {
            asking.ask(Question::new(title, text, title, renew));
        } else {
            // There is nothing that would stop to work.
            renew();
        }
    };
    let button = move || {
        renews.get().then(|| {
            view! {
                <button type="button" class="button" on:click=ask>
                    {texts.code_texts.new}
                </button>
            }
        })
    };
    let takes = of(state, GroupState::takes);
    let invite = move || {
        takes.get().then(|| {
            view! {
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    on:click=move |_| state.with_value(|state| state.go(GroupPage::Invite))
                >
                    {texts.invite}
                </button>
            }
        })
    };
    let body = move || match code.get()? {
        CodeState::Works(sheet) => {
            let tiles = state.with_value(|state| untrack(|| state.tiles()));
            let tiles = tiles.into_iter().map(|(initial, hue)| Tile { initial, hue }).collect();
            Some(
                view! {
                    <CodeSheet sheet=sheet tiles=tiles label=texts.code_texts.link>
                        {button}
                    </CodeSheet>
                }
                .into_any(),
            )
        }
        CodeState::Dead(refusal) => Some(
            view! {
                <p role="status">{(texts.code_texts.dead)(refusal)}</p>
                {button}
                {invite()}
            }
            .into_any(),
        ),
        CodeState::Missing => {
            let text = if renews.get() { texts.code_texts.missing } else { texts.code_texts.missing_ask };
            Some(
                view! {
                    <p role="status">{text}</p>
                    {button}
                }
                .into_any(),
            )
        }
    };
    body.into_any()
}
