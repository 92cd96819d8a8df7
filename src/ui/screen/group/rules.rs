//! The house rules: those that hold, who keeps them, and those that held before.

use leptos::prelude::*;

use super::{Followed, of};
use crate::domain::group::HouseRules;
use crate::domain::group::power::Power;
use crate::ui::screen::bubble::pieces;
use crate::ui::session;
use crate::ui::shell::text_field::AreaForm;
use crate::view_model::group::GroupState;
use crate::view_model::group::info::Wording;

pub(super) fn page(state: Followed) -> AnyView {
    let texts = &session().texts().group.rule;
    let rules = of(state, |state| state.read(|group| group.rules.clone()).unwrap_or_default());
    let keepers = of(state, GroupState::keepers);
    let may = of(state, |state| state.may(Power::Rules));
    Effect::new(move |_| state.with_value(GroupState::mark_rules_seen));
    let holds = move || match rules.read().last() {
        Some(rules) => view! { <section class="card group__words">{words(state, rules)}</section> }.into_any(),
        None => view! { <p>{texts.none}</p> }.into_any(),
    };
    let earlier = move || {
        let rules = rules.read();
        let (_, earlier) = rules.split_last().filter(|(_, earlier)| !earlier.is_empty())?;
        let each =
            earlier.iter().rev().map(|rules| view! { <section class="group__words">{words(state, rules)}</section> });
        Some(view! {
            <details class="card group__earlier">
                <summary class="menu-row">{texts.earlier}</summary>
                {each.collect_view()}
            </details>
        })
    };
    view! {
        {holds}
        <p>{move || (texts.keepers)(&keepers.read())}</p>
        {earlier}
        <Show when=move || may.get()>{editor(state)}</Show>
    }
    .into_any()
}

/// One version.
fn words(state: Followed, rules: &HouseRules) -> AnyView {
    let by = rules.by.clone();
    let (version, at) = (rules.version, rules.at);
    let note = move || state.with_value(|state| state.rules_note(version, &by, at));
    view! {
        <div class="strip__whole" dir="auto">
            {pieces(rules.text.as_str())}
        </div>
        <p class="field__hint">{note}</p>
    }
    .into_any()
}

fn editor(state: Followed) -> AnyView {
    let texts = &session().texts().group.rule;
    let form = state.with_value(|state| state.form(Wording::Rules));
    let typed = form.clone();
    let done = Callback::new(|()| ());
    let hand_in = Callback::new(move |()| state.with_value(|state| state.hand_in(Wording::Rules, &typed, done)));
    view! {
        <h2>{texts.edit}</h2>
        <AreaForm
            form=form
            id="house-rules"
            label=texts.label
            hint=texts.hint
            submit=texts.publish
            on_submit=hand_in
        />
    }
    .into_any()
}
