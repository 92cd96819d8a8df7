//! The composition root: the one place where view models, adapters and views meet.

mod platform;

use leptos::prelude::*;

use crate::adapter::browser::{document, location, media, service_worker, visibility};
use crate::adapter::worker;
use crate::route::Route;
use crate::ui::shell::stage::StageView;
use crate::ui::shell::{later, pages};
use crate::view_model::Session;
use crate::view_model::platform::{Asked, Window};
use crate::view_model::settings::Settings;

/// The `<meta>` elements that hold the addresses of the engines' workers.
const LOCAL_ENGINE: &str = "teahouse-engine-local";
const MATRIX_ENGINE: &str = "teahouse-engine-matrix";
const SHELF: &str = "teahouse-part-shelf";

/// From this width on there is room for two columns; the same number stands in `style/frame.css`.
const NARROW: &str = "(width < 52.5em)";

/// Puts the app into the page.
pub fn start(parts: later::Sources) {
    mount_to_body(move || view! { <App parts=parts /> });
    document::remove("splash");
}

/// The page of a chat, with what it needs of the browser.
pub fn conversation(route: &Route) -> AnyView {
    pages::conversation(route, platform::files::files())
}

/// The page of a place that is neither a chat nor the list of chats, with what it needs of the browser.
pub fn page(route: &Route) -> AnyView {
    pages::page(route, platform::tools::tools(), platform::files::files())
}

/// The page of a place that has to do with programs, with what it needs of the browser.
pub fn programs(route: &Route) -> AnyView {
    pages::programs(route, platform::tools::tools(), platform::files::files(), platform::frames::frames())
}

/// The pages of a program that was not split.
pub fn in_one_piece() -> later::Sources {
    let fetch = || -> Asked<bool> { Box::pin(async { true }) };
    later::Sources {
        talk: later::Source { fetch, draw: |route| Some(conversation(route)), here: Session::read_ahead },
        pages: later::Source { fetch, draw: |route| Some(page(route)), here: |_| () },
        programs: later::Source { fetch, draw: |route| Some(programs(route)), here: |_| () },
    }
}

#[component]
fn App(parts: later::Sources) -> impl IntoView {
    let platform = platform::platform();
    let preferences = platform::preferences();
    platform::apply(preferences);
    let window = follow_window();
    let settings = Settings::new(platform, preferences);
    let site = |name| document::meta(name).unwrap_or_default();
    let sites = worker::Sites { local: site(LOCAL_ENGINE), matrix: site(MATRIX_ENGINE), shelf: site(SHELF) };
    let (client, updates) = worker::start(sites, platform::memory());
    let session = Session::new(client, platform, window, settings);
    session.follow(updates);
    session.start(platform::remembered());
    provide_context(session);
    later::provide(parts);

    // Another language is another tree of views, made anew: so no view needs to follow each of its texts.
    let locale = Memo::new(move |_| settings.locale());
    let each = move || {
        keep_focus();
        [locale.get()]
    };
    view! {
        <For each=each key=|locale| *locale let(_locale)>
            <StageView />
        </For>
    }
}

/// The state of the tab, kept up to date.
fn follow_window() -> Window {
    let here = || Route::parse(&location::fragment());
    let window = Window::new(here());
    location::on_change(move || window.moved_to(here()));
    visibility::follow(move |visible| window.visible.set(visible));
    media::follow(NARROW, move |narrow| window.narrow.set(narrow));
    media::follow("(pointer: fine)", move |fine| window.keyboard.set(fine));
    service_worker::register(move || window.update_ready.set(true));
    window
}

/// Whoever chose another language stays at the switch, which is a new element after that.
fn keep_focus() {
    if let Some(id) = document::focused_id() {
        request_animation_frame(move || document::focus(&id));
    }
}
