//! Before a page of elsewhere is opened: its host, and what that learns.

use leptos::prelude::*;

use super::running::Program;
use super::sheet::Sheet;
use crate::ui::session;
use crate::view_model::programs::Wants;

/// The sheet.
#[component]
pub fn Introduction(
    /// What is to be opened.
    program: Program,
) -> impl IntoView {
    let introduces = program.with_value(|it| it.introduces.clone());
    let asked = Signal::derive(move || introduces.get().then(|| program.with_value(|it| it.wants())).flatten());
    view! {
        <Sheet
            program=program
            id="program-introduction"
            title=session().texts().programs.remote_open
            asked=asked
            no=|it| it.agree(false)
            view=|program, wants| view! { <Introduced program=program wants=wants /> }.into_any()
        />
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
