//! About a program.

use leptos::prelude::*;

use crate::domain::mini::broker::Standing;
use crate::domain::mini::capability::Capability;
use crate::domain::mini::program::ProgramId;
use crate::route::Route;
use crate::ui::kit::confirm::{Asking, Confirm, Question};
use crate::ui::kit::empty::Empty;
use crate::ui::kit::switch::Switch;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::programs::{AboutProgram, Permission, Programs};

type Page = StoredValue<AboutProgram>;

/// The screen.
#[component]
pub fn AboutScreen(
    /// Of which program.
    id: ProgramId,
) -> impl IntoView {
    let session = session();
    let all = session.texts();
    let texts = &all.programs;
    Programs::new(&session).look();
    let page: Page = StoredValue::new(AboutProgram::new(&session, id));
    let asking = Asking::default();
    let program = Memo::new(move |_| page.with_value(AboutProgram::program));
    let is_there = Memo::new(move |_| program.read().is_some());
    let known = Memo::new(move |_| session.programs.is_known());
    view! {
        <Pane title=texts.about column=Column::Below(Route::Programs)>
            <div class="settings">
                <Show when=move || is_there.get()>
                    <What page=page asking=asking />
                    <May page=page />
                    <Log page=page />
                </Show>
                <Show when=move || known.get() && !is_there.get()>
                    <Empty title=texts.over text=texts.not_here />
                </Show>
            </div>
            <Confirm asking=asking cancel=all.common.cancel close=all.common.close />
        </Pane>
    }
}

/// What it is, and what can be done with it.
#[component]
fn What(page: Page, asking: Asking) -> impl IntoView {
    let texts = &session().texts().programs;
    let program = Memo::new(move |_| page.with_value(AboutProgram::program));
    let manifest = move || program.get().map(|it| it.manifest);
    let name = Memo::new(move |_| manifest().map(|it| it.name.as_str().to_owned()).unwrap_or_default());
    let description = move || manifest().map(|it| it.description).unwrap_or_default();
    let version =
        move || manifest().map(|it| it.version).filter(|it| !it.is_empty()).map(|version| (texts.version)(&version));
    let size = move || program.get().map(|it| page.with_value(|page| page.size(it.bytes)));
    let source = move || manifest().and_then(|it| it.source);
    let kept = move || page.with_value(AboutProgram::kept);
    let pinned = Memo::new(move |_| program.read().as_ref().is_some_and(|it| it.pinned));
    let before = Memo::new(move |_| program.read().as_ref().and_then(|it| it.before.clone()));
    let empty = move |_| {
        asking.ask(Question::new(texts.empty, texts.empty_text.into(), texts.empty, move || {
            page.with_value(AboutProgram::empty)
        }));
    };
    let uninstall = move |_| {
        let run = move || page.with_value(AboutProgram::uninstall);
        asking.ask(Question::new(texts.uninstall, texts.uninstall_text.into(), texts.uninstall, run));
    };
    let row = |label: &'static str, value: AnyView| {
        view! {
            <div class="menu-row">
                <span class="menu-row__label">{label}</span>
                <span class="menu-row__value">{value}</span>
            </div>
        }
    };
    let source = move || {
        source().map(|url| {
            row(
                texts.source,
                view! {
                    <bdi class="programs__address">{url}</bdi>
                }
                .into_any(),
            )
        })
    };
    let back = move || {
        before.get().map(|version| {
            view! {
                <button type="button" class="menu-row" on:click=move |_| page.with_value(AboutProgram::go_back)>
                    <span class="menu-row__label">{(texts.go_back)(&version)}</span>
                </button>
            }
        })
    };
    view! {
        <div class="card">
            <div class="group__words">
                <p class="programs__name" dir="auto">{move || name.get()}</p>
                <p dir="auto">{description}</p>
                <p class="field__hint">{version}</p>
            </div>
        </div>
        <div class="card">
            <Switch
                id="pin-program"
                label=texts.pin
                hint=texts.pin_hint
                on=pinned
                on_turn=Callback::new(move |on| page.with_value(|page| page.pin(on)))
            />
            {row(texts.size, size.into_any())}
            {row(texts.keeps, kept.into_any())}
            {source}
        </div>
        <div class="card">
            {back}
            <button type="button" class="menu-row" on:click=empty>
                <span class="menu-row__label">{texts.empty}</span>
            </button>
            <button type="button" class="menu-row" data-kind="danger" on:click=uninstall>
                <span class="menu-row__label">{texts.uninstall}</span>
            </button>
        </div>
    }
}

/// What it may ask for.
#[component]
fn May(page: Page) -> impl IntoView {
    let texts = &session().texts().programs;
    let permissions = Memo::new(move |_| page.with_value(AboutProgram::permissions));
    let nothing = Memo::new(move |_| permissions.read().is_empty());
    view! {
        <h2>{texts.may}</h2>
        <Show when=move || nothing.get()>
            <p>{texts.may_nothing}</p>
        </Show>
        <Show when=move || !nothing.get()>
            <ul class="card" role="list" aria-label=texts.may>
                <For each=move || permissions.get() key=|it| (it.capability, it.standing) let(permission)>
                    <PermissionRow page=page permission=permission />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn PermissionRow(page: Page, permission: Permission) -> impl IntoView {
    let texts = &session().texts().programs;
    let Permission { capability, name, reason, standing, always } = permission;
    let option = move |label: &'static str, value: Option<Standing>| {
        let id = format!("permit-{}-{label}", capability.name());
        view! {
            <label class="choice__option">
                <input
                    type="radio"
                    name=format!("permit-{}", capability.name())
                    id=id
                    prop:checked=standing == value
                    on:change=move |_| page.with_value(|page| page.permit(capability, value))
                />
                <span>{label}</span>
            </label>
        }
    };
    let reason = (!reason.is_empty()).then(|| (texts.says)(&reason));
    view! {
        <li class="group__words">
            <p id=label_of(capability)>{name}</p>
            <p class="field__hint" dir="auto">
                {reason}
            </p>
            <div class="choice" role="radiogroup" aria-labelledby=label_of(capability)>
                {option(texts.ask, None)}
                {always.then(|| option(texts.always, Some(Standing::Always)))}
                {option(texts.never, Some(Standing::Never))}
            </div>
        </li>
    }
}

fn label_of(capability: Capability) -> String {
    format!("permit-{}-label", capability.name())
}

/// What it asked for.
#[component]
fn Log(page: Page) -> impl IntoView {
    let texts = &session().texts().programs;
    let lines = Memo::new(move |_| page.with_value(AboutProgram::log));
    let hash = move || page.with_value(AboutProgram::hash);
    let log = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p>{texts.log_none}</p> }.into_any();
        }
        let line = |line| view! { <li class="group__entry">{line}</li> };
        view! {
            <ul class="card" role="list" aria-label=texts.log>
                {lines.into_iter().map(line).collect_view()}
            </ul>
        }
        .into_any()
    };
    view! {
        <h2>{texts.log}</h2>
        {log}
        <p class="field__hint programs__address">{texts.fingerprint}" "{hash}</p>
    }
}
