//! A program that runs: the shell's bar above it, and the shell's questions over it, which no program can draw.

use leptos::prelude::*;

use super::accesses::Accesses;
use super::asked::Questions;
use super::remote::Introduction;
use super::scan::ScanSheet;
use crate::route::Route;
use crate::ui::kit::confirm::{Asking, Confirm, Question};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::Session;
use crate::view_model::programs::{Phase, Place, Running, SLOT};
use crate::view_model::session::Notice;

pub(super) type Program = StoredValue<Running>;

/// The screen.
#[component]
pub fn RunningScreen(
    /// Where it is open.
    place: Place,
) -> impl IntoView {
    let session = session();
    let all = session.texts();
    let texts = &all.programs;
    session.follow_shelf();
    let in_chat = place.card().is_some();
    let is_remote = matches!(place, Place::Remote(..));
    let program: Program = StoredValue::new(Running::at(&session, place));
    let (name, phase, error) = program.with_value(|it| (it.name.clone(), it.phase.clone(), it.error.clone()));
    let (known, named) = program.with_value(|it| (it.id.clone(), it.named.clone()));
    let title = Memo::new(move |_| name.get());
    let asking = Asking::default();
    let items = Callback::new(move |()| {
        let item = |icon, label, run| MenuItem { icon, label, run };
        let go = |icon, label, route: Route| {
            let session = session.clone();
            item(icon, label, Callback::new(move |()| session.go(route.clone())))
        };
        let mut items = Vec::new();
        if let Some(id) = known.get_untracked() {
            if in_chat {
                let on = !named.get_untracked();
                let turn = Callback::new(move |()| program.with_value(|it| it.set_named(on)));
                items.push(item(Icon::Me, if on { texts.use_name } else { texts.use_no_name }, turn));
            }
            items.push(go(Icon::Info, texts.about, Route::AboutProgram(id.clone())));
            items.push(go(Icon::Send, texts.share, Route::ShareProgram(id)));
            let session = session.clone();
            let ask = Callback::new(move |()| ask_for_feedback(&session, program, asking));
            items.push(item(Icon::Reply, texts.feedback, ask));
        }
        if is_remote {
            let forget = Callback::new(move |()| program.with_value(Running::forget_rights));
            items.push(item(Icon::Recall, texts.remote_forget, forget));
        }
        let finish = Callback::new(move |()| program.with_value(Running::finish));
        items.push(item(Icon::Close, texts.close, finish));
        items
    });
    let actions = view! { <Menu icon=Icon::More label=texts.menu items=items /> }.into_any();
    // The element is there before anything is put into it.
    Effect::new(move |_| untrack(|| program.with_value(Running::enter)));
    Effect::new(move |_| program.with_value(Running::check));
    Effect::new(move |_| program.with_value(Running::take_in));
    on_cleanup(move || program.with_value(Running::leave_page));
    let state = phase.clone();
    let is_over = Memo::new(move |_| matches!(*state.read(), Phase::Over(_)));
    let words = move || match phase.get() {
        Phase::Starting => Some(view! { <p class="program__state" role="status">{texts.starting}</p> }.into_any()),
        Phase::Running => None,
        Phase::Silent => Some(stopped(program, texts.silent.into())),
        Phase::Over(why) => Some(stopped(program, why)),
    };
    let error = move || {
        error.get().map(|why| {
            view! {
                <p class="notice" role="alert" dir="auto">
                    {(texts.failed)(&why)}
                </p>
            }
        })
    };
    // Whose page it is stands there for as long as it is open.
    let host = move || {
        let host = program.with_value(Running::host)?;
        Some(view! { <p class="program__host"><bdi>{host}</bdi></p> })
    };
    let goes_back = Callback::new(move |()| program.with_value(Running::back));
    let below = program.with_value(|it| it.place.beneath());
    view! {
        <Pane title=title column=Column::Below(below) actions=actions goes_back=goes_back>
            <div class="program">
                {host}
                {error}
                {words}
                <div class="program__slot" id=SLOT hidden=move || is_over.get()></div>
            </div>
            <Questions program=program />
            <ScanSheet program=program />
            <Accesses program=program />
            <Confirm asking=asking cancel=all.common.cancel close=all.common.close />
            {is_remote.then(|| view! { <Introduction program=program /> })}
        </Pane>
    }
}

/// Leads to whoever made it, if they can be reached.
fn ask_for_feedback(session: &Session, program: Program, asking: Asking) {
    let texts = &session.texts().programs;
    match program.with_value(Running::contact) {
        Some(address) => {
            let text = (texts.feedback_text)(&address);
            let run = move || program.with_value(|it| it.write_to_publisher(&address));
            asking.ask(Question::new(texts.feedback, text, texts.open_it, run).harmless());
        }
        None => session.notice.set(Some(Notice::Status(texts.feedback_none.into()))),
    }
}

/// It does not answer, or runs no longer: what can be done.
fn stopped(program: Program, why: String) -> AnyView {
    let session = session();
    let texts = &session.texts().programs;
    view! {
        <div class="program__state" role="alert">
            <p>{why}</p>
            <div class="dialog__choice">
                <button type="button" class="button" on:click=move |_| program.with_value(Running::start)>
                    {texts.again}
                </button>
                <button type="button" class="button" on:click=move |_| program.with_value(Running::finish)>
                    {texts.close}
                </button>
            </div>
        </div>
    }
    .into_any()
}
