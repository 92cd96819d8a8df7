//! What a widget would do with the chat, asked once for all of it: the person takes out what they do not want.

use leptos::prelude::*;

use super::running::Program;
use crate::domain::mini::widget::Access;
use crate::ui::kit::dialog::Dialog;
use crate::ui::session;

/// The sheet.
#[component]
pub fn Accesses(
    /// What asks.
    program: Program,
) -> impl IntoView {
    let all = session().texts();
    let texts = &all.programs;
    let (accesses, name) = program.with_value(|it| (it.accesses.clone(), it.name.clone()));
    let open = RwSignal::new(false);
    let wanted = accesses.clone();
    Effect::new(move |_| open.set(accesses.read().is_some()));
    // Whoever closes the question has not said yes.
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            program.with_value(|it| it.decide(&[]));
        }
        now
    });
    let title = Signal::derive(move || (texts.asks)(&name.get()));
    view! {
        <Dialog id="program-accesses" title=title close=all.common.close open=open>
            {
                let wanted = wanted.clone();
                move || wanted.get().map(|wanted| view! { <Choose program=program wanted=wanted /> })
            }
        </Dialog>
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
