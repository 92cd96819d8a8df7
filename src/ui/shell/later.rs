//! Pages that are fetched when they are wanted.

use leptos::prelude::*;

use super::pane::{Column, Pane};
use super::place::{focus_main, name};
use crate::domain::id::ChatId;
use crate::route::Route;
use crate::ui::kit::empty::Empty;
use crate::ui::session;
use crate::view_model::Session;
use crate::view_model::part::{Arrival, Part};
use crate::view_model::platform::Asked;
use crate::view_model::session::Phase;

/// Where pages come from.
#[derive(Clone, Copy)]
pub struct Source {
    /// Fetches them, and says whether they came.
    pub fetch: fn() -> Asked<bool>,
    /// Draws one; `None` before they are here.
    pub draw: fn(&Route) -> Option<AnyView>,
    /// What is done as soon as they are here, and again whenever what it follows has changed.
    pub here: fn(&Session),
}

/// Where all pages come from, filled in by the entry.
#[derive(Clone, Copy)]
pub struct Sources {
    /// A chat.
    pub talk: Source,
    /// Any other page.
    pub pages: Source,
    /// What has to do with programs.
    pub programs: Source,
}

/// Pages, and how far they have got.
#[derive(Clone, Copy)]
struct Pages {
    part: Part,
    draw: fn(&Route) -> Option<AnyView>,
}

/// All pages, in the context of every view.
#[derive(Clone, Copy)]
struct Later {
    talk: Pages,
    pages: Pages,
    programs: Pages,
}

/// Puts the pages into the context.
pub fn provide(sources: Sources) {
    let session = session();
    let pages = |source: Source| Pages { part: Part::new(session.platform, source.fetch), draw: source.draw };
    let later = Later { talk: pages(sources.talk), pages: pages(sources.pages), programs: pages(sources.programs) };
    provide_context(later);
    // As soon as there is nothing better to do: most often a chat comes next.
    let talk = later.talk.part;
    let (chats, phase) = (session.chats.clone(), session.phase);
    Effect::new(move |_| {
        if chats.is_known() || *phase.read() == Phase::Welcome {
            talk.want();
        }
    });
    Effect::new(move |_| {
        if talk.arrival.get() == Arrival::Here {
            (sources.talk.here)(&session);
        }
    });
}

/// The page of a place, at once if it can be, or what there is to say about it.
#[component]
pub fn LaterPage(
    /// The place.
    route: Route,
) -> impl IntoView {
    let Later { talk, pages, programs } = expect_context();
    let Pages { part, draw } = match route {
        Route::Chat(_) => talk,
        Route::Programs
        | Route::Program(_)
        | Route::AboutProgram(_)
        | Route::GetProgram(_)
        | Route::ShareProgram(_)
        | Route::PickProgram(_)
        | Route::Card(..)
        | Route::Widget(..) => programs,
        _ => pages,
    };
    let window = session().window;
    part.want();
    let waited = StoredValue::new(false);
    move || match part.arrival.get() {
        Arrival::Here => {
            // The keyboard waits as well, unless this is where the tab was opened.
            if waited.get_value() && window.moved.get_value() {
                request_animation_frame(focus_main);
            }
            draw(&route).into_any()
        }
        arrival => {
            waited.set_value(true);
            match arrival {
                Arrival::Late => view! { <Late route=route.clone() /> }.into_any(),
                Arrival::Failed => view! { <Failed route=route.clone() part=part /> }.into_any(),
                // Most often it is here before anybody could read about it.
                _ => ().into_any(),
            }
        }
    }
}

/// Something above the page, as soon as it can be.
#[component]
pub fn LaterOverlay(
    /// What.
    route: Route,
) -> impl IntoView {
    let Pages { part, draw } = expect_context::<Later>().pages;
    part.want();
    move || (part.arrival.get() == Arrival::Here).then(|| draw(&route))
}

/// What programs add to a page about a chat, as soon as it can be; nothing where no pages of elsewhere may be opened.
#[component]
pub fn LaterWidgets(
    /// The chat.
    chat: ChatId,
) -> impl IntoView {
    let Pages { part, draw } = expect_context::<Later>().programs;
    let may = !(session().platform.widget_origins)().trim().is_empty();
    if may {
        part.want();
    }
    let route = Route::Chat(chat);
    move || (may && part.arrival.get() == Arrival::Here).then(|| draw(&route))
}

#[component]
fn Late(route: Route) -> impl IntoView {
    let texts = session().texts();
    view! {
        <Pane title=name(&route, texts) column=column(&route)>
            <div class="empty" role="status">
                <p class="empty__text">{texts.common.loading}</p>
            </div>
        </Pane>
    }
}

#[component]
fn Failed(route: Route, part: Part) -> impl IntoView {
    let texts = session().texts();
    view! {
        <Pane title=name(&route, texts) column=column(&route)>
            <div role="alert">
                <Empty title=texts.later.title text=texts.later.text>
                    <button type="button" class="button" data-kind="primary" on:click=move |_| part.want()>
                        {texts.common.try_again}
                    </button>
                </Empty>
            </div>
        </Pane>
    }
}

/// The column that the page will stand in.
fn column(route: &Route) -> Column {
    match route.section() {
        _ if !route.is_detail() => Column::List,
        Some(Route::Contacts) => Column::Detail(&Route::Contacts),
        Some(Route::Discover) => Column::Detail(&Route::Discover),
        Some(Route::Me) => Column::Detail(&Route::Me),
        _ => Column::Detail(&Route::Chats),
    }
}
