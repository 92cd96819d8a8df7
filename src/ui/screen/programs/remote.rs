//! Before a page of elsewhere is opened: its host, and what that learns.

use leptos::prelude::*;

use super::running::Program;
use crate::ui::kit::dialog::Dialog;
use crate::ui::session;
use crate::view_model::programs::Wants;

/// The sheet.
#[component]
pub fn Introduction(
    /// What is to be opened.
    program: Program,
) -> impl IntoView {
    let all = session().texts();
    let texts = &all.programs;
    let (introduces, name) = program.with_value(|it| (it.introduces.clone(), it.name.clone()));
    let open = RwSignal::new(false);
    let asks = introduces.clone();
    Effect::new(move |_| open.set(asks.get()));
    // Whoever closes the question has not said yes.
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            program.with_value(|it| it.agree(false));
        }
        now
    });
    let title = Signal::derive(move || (texts.remote_open)(&name.get()));
    let wants = Memo::new(move |_| introduces.get().then(|| program.with_value(|it| it.wants())).flatten());
    view! {
        <Dialog id="program-introduction" title=title close=all.common.close open=open>
            {move || wants.get().map(|wants| view! { <Introduced program=program wants=wants /> })}
        </Dialog>
    }
}

#[component]
fn Introduced(program: Program, wants: Wants) -> impl IntoView {
    let texts = &session().texts().programs;
    let Wants { host, learns } = wants;
    let learn = |(what, words): (_, String)| {
        view! {
            <li class="menu-row">
                <span class="menu-row__label">{(texts.remote_learns)(what)}</span>
                <bdi class="menu-row__value programs__address">{words}</bdi>
            </li>
        }
    };
    let button = move |label: &'static str, kind: &'static str, may: bool| {
        view! {
            <button type="button" class="button" data-kind=kind on:click=move |_| program.with_value(|it| it.agree(may))>
                {label}
            </button>
        }
    };
    view! {
        <p class="programs__address">{(texts.remote_text)(&host)}</p>
        {(!learns.is_empty())
            .then(|| {
                view! {
                    <p>{texts.remote_tells}</p>
                    <ul class="card" role="list">
                        {learns.into_iter().map(learn).collect_view()}
                    </ul>
                }
            })}
        <div class="program__answers">
            {button(texts.remote_no, "", false)} {button(texts.remote_yes, "primary", true)}
        </div>
    }
}
