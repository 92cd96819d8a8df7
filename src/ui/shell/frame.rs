//! The house: navigation, a list, and what was chosen from it. Narrow screens show one of the two panes.

use leptos::prelude::*;

use super::later::{LaterOverlay, LaterPage};
use super::nav::Nav;
use super::notices::Toast;
use super::place::name;
use crate::route::Route;
use crate::ui::screen::chats::Chats;
use crate::ui::screen::nothing_open::NothingOpen;
use crate::ui::session;

/// The frame.
#[component]
pub fn Frame() -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let route = session.window.route;
    let section = Memo::new(move |_| route.get().section().unwrap_or(Route::Chats));
    let detail = Memo::new(move |_| Some(route.get()).filter(Route::is_detail));
    let is_open = Memo::new(move |_| detail.read().is_some());
    // The pane that was chosen last is the main part of the page.
    let role = move |main: bool| if main { "main" } else { "region" };
    let compares = {
        let safety = session.safety;
        Memo::new(move |_| safety.read().as_ref().is_some_and(|safety| safety.comparison.is_some()))
    };
    Effect::new(move |_| session.follow_safety());
    view! {
        <div class="frame" data-detail=move || if is_open.get() { "open" } else { "none" }>
            <Nav />
            <section
                class="frame__list"
                role=move || role(!is_open.get())
                aria-label=move || name(&section.read(), texts)
            >
                {move || list(&section.read())}
            </section>
            <section
                class="frame__detail"
                role=move || role(is_open.get())
                aria-label=move || detail.read().as_ref().map_or(texts.common.nothing_open, |route| name(route, texts))
            >
                {move || show(detail.get(), &section.read())}
            </section>
            <Toast />
            <Show when=move || compares.get()>
                <LaterOverlay route=Route::Comparison />
            </Show>
        </div>
    }
}

fn list(section: &Route) -> AnyView {
    match section {
        Route::Chats => view! { <Chats /> }.into_any(),
        section => view! { <LaterPage route=section.clone() /> }.into_any(),
    }
}

fn show(detail: Option<Route>, section: &Route) -> AnyView {
    match detail {
        Some(route) => view! { <LaterPage route=route /> }.into_any(),
        None => view! { <NothingOpen section=section.clone() /> }.into_any(),
    }
}
