//! About a program.

use leptos::prelude::*;

use crate::domain::mini::broker::Standing;
use crate::domain::mini::program::ProgramId;
use crate::route::Route;
use crate::ui::kit::choice::{Choice, Choosable};
use crate::ui::kit::confirm::{Asking, Confirm, Question};
use crate::ui::kit::empty::Empty;
use crate::ui::kit::switch::Switch;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::programs::{AboutProgram, Permission};

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
    session.follow_shelf();
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
                    <Empty title=texts.not_here text=texts.none_text />
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
    let signer = move || page.with_value(AboutProgram::signer);
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
                <p class="field__hint">{signer}</p>
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
            <a class="menu-row" href=move || Route::ShareProgram(page.with_value(|page| page.id.clone())).href()>
                <span class="menu-row__label">{texts.share}</span>
            </a>
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
                <For each=move || permissions.get() key=|it| it.capability let(permission)>
                    <PermissionRow page=page permissions=permissions permission=permission />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn PermissionRow(page: Page, permissions: Memo<Vec<Permission>>, permission: Permission) -> impl IntoView {
    const ASK: &str = "ask";
    const ALWAYS: &str = "always";
    const NEVER: &str = "never";
    let texts = &session().texts().programs;
    let Permission { capability, name, reason, always, .. } = permission;
    // What was said for good may change while the row stays, with the keyboard in it.
    let chosen = Signal::derive(move || {
        let permissions = permissions.read();
        match permissions.iter().find(|it| it.capability == capability).and_then(|it| it.standing) {
            None => ASK,
            Some(Standing::Always) => ALWAYS,
            Some(Standing::Never) => NEVER,
        }
    });
    let choose = Callback::new(move |value| {
        let standing = match value {
            ALWAYS => Some(Standing::Always),
            NEVER => Some(Standing::Never),
            _ => None,
        };
        page.with_value(|page| page.permit(capability, standing));
    });
    let mut options = vec![(ASK, texts.ask), (NEVER, texts.never)];
    if always {
        options.insert(1, (ALWAYS, texts.always));
    }
    let options = options.into_iter().map(|(value, label)| Choosable { value, label, lang: None }).collect();
    let reason = (!reason.is_empty()).then(|| (texts.says)(&reason));
    view! {
        <li class="group__words">
            <p id=capability.name()>{name}</p>
            <p class="field__hint" dir="auto">
                {reason}
            </p>
            <Choice
                name=capability.name()
                labelled_by=capability.name()
                options=options
                chosen=chosen
                on_choose=choose
            />
        </li>
    }
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
