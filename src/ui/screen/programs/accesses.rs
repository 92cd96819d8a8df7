//! What a widget would do with the chat, asked once for all of it: the person takes out what they do not want.

use leptos::prelude::*;

use super::running::Program;
use super::sheet::Sheet;
use crate::domain::mini::widget::Access;
use crate::ui::session;

/// The sheet.
#[component]
pub fn Accesses(
    /// What asks.
    program: Program,
) -> impl IntoView {
    view! {
        <Sheet
            program=program
            id="program-accesses"
            title=session().texts().programs.asks
            asked=program.with_value(|it| it.accesses.clone())
            no=|it| it.decide(&[])
            view=|program, wanted| view! { <Choose program=program wanted=wanted /> }.into_any()
        />
    }
}

#[component]
fn Choose(program: Program, wanted: Vec<Access>) -> impl IntoView {
    let texts = &session().texts().programs;
    let rows: Vec<_> = wanted.into_iter().map(|access| (access, RwSignal::new(true))).collect();
    let chosen = StoredValue::new(rows.clone());
    let allow = move |_| {
        let rows = chosen.get_value().into_iter();
        let granted: Vec<_> = rows.filter(|(_, on)| on.get_untracked()).map(|(access, _)| access).collect();
        program.with_value(|it| it.decide(&granted));
    };
    let row = move |(access, on): (Access, RwSignal<bool>)| {
        view! {
            <li>
                <label class="program__access">
                    <input
                        type="checkbox"
                        prop:checked=move || on.get()
                        on:change:target=move |event| on.set(event.target().checked())
                    />
                    <span>
                        {(texts.access)(&access)} <small class="profile-row__note">
                            <bdi>{access.kind.clone()}</bdi>
                        </small>
                    </span>
                </label>
            </li>
        }
    };
    view! {
        <p>{texts.accesses}</p>
        <ul class="card program__choices" role="list">
            {rows.into_iter().map(row).collect_view()}
        </ul>
        <div class="program__answers">
            <button type="button" class="button" on:click=move |_| program.with_value(|it| it.decide(&[]))>
                {texts.no}
            </button>
            <button type="button" class="button" data-kind="primary" on:click=allow>
                {texts.from_now_on}
            </button>
        </div>
    }
}
