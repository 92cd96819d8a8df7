//! What is on: the welcome, the house, or the news that nothing can go on.

use leptos::prelude::*;

use super::frame::Frame;
use super::later::LaterPage;
use super::place::{focus_main, follow_focus, follow_title};
use crate::route::Route;
use crate::ui::screen::start::Start;
use crate::ui::screen::stopped::Stopped;
use crate::ui::screen::welcome::Welcome;
use crate::ui::session;
use crate::view_model::session::Phase;

/// The parts that replace each other as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Welcome,
    Start,
    SignIn,
    House,
}

/// Everything that is in the page.
#[component]
pub fn StageView() -> impl IntoView {
    let session = session();
    let route = session.window.route;
    let phase = session.phase;
    let stage = Memo::new(move |_| match (route.get(), &*phase.read()) {
        (Route::SignIn, _) => Stage::SignIn,
        (Route::Start, Phase::Welcome) => Stage::Start,
        (_, Phase::Welcome) => Stage::Welcome,
        _ => Stage::House,
    });
    follow_focus(&session);
    follow_title(&session);
    let painted = session.platform.painted;
    Effect::new(move |_| painted("teahouse:shell"));
    let stopped = {
        let session = session.clone();
        Memo::new(move |_| session.stopped())
    };
    let house = move || match stage.get() {
        Stage::Welcome => view! { <Welcome /> }.into_any(),
        Stage::Start => view! { <Start /> }.into_any(),
        Stage::SignIn => view! {
            <main class="sign-in">
                <LaterPage route=Route::SignIn />
            </main>
        }
        .into_any(),
        Stage::House => view! {
            <SkipLink />
            <Frame />
        }
        .into_any(),
    };
    // Whatever is on stays as it is while nothing can go on: what was typed is still there afterwards.
    view! {
        <div hidden=move || stopped.read().is_some()>{house}</div>
        {move || stopped.get().map(|failure| view! { <Stopped failure=failure /> }.into_any())}
    }
}

/// Leads the keyboard past the navigation.
#[component]
fn SkipLink() -> impl IntoView {
    let session = session();
    let route = session.window.route;
    let skip = move |event: leptos::ev::MouseEvent| {
        // The fragment of the address belongs to the routes.
        event.prevent_default();
        focus_main();
    };
    view! {
        <header>
            <a class="skip-link" href=move || route.read().href() on:click=skip>
                {session.texts().common.skip_to_content}
            </a>
        </header>
    }
}
