//! The house: navigation, a list, and what was chosen from it. Narrow screens show one of the two panes.

use leptos::prelude::*;

use super::nav::Nav;
use super::notices::Toast;
use super::place::name;
use crate::route::Route;
use crate::ui::screen::add_profile::AddProfile;
use crate::ui::screen::chats::Chats;
use crate::ui::screen::contacts::Contacts;
use crate::ui::screen::conversation::ConversationScreen;
use crate::ui::screen::discover::Discover;
use crate::ui::screen::group::GroupScreen;
use crate::ui::screen::groups::Groups;
use crate::ui::screen::join::Join;
use crate::ui::screen::me::Me;
use crate::ui::screen::meet::Meet;
use crate::ui::screen::my_code::MyCode;
use crate::ui::screen::new_group::NewGroup;
use crate::ui::screen::not_found::NotFound;
use crate::ui::screen::nothing_open::NothingOpen;
use crate::ui::screen::person::PersonScreen;
use crate::ui::screen::profiles::Profiles;
use crate::ui::screen::scan::Scan;
use crate::ui::screen::settings::Settings;
use crate::ui::screen::shelf::ShelfScreen;
use crate::ui::session;
use crate::view_model::shelf::Shelf;

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
        </div>
    }
}

fn list(section: &Route) -> AnyView {
    match section {
        Route::Contacts => view! { <Contacts /> }.into_any(),
        Route::Discover => view! { <Discover /> }.into_any(),
        Route::Me => view! { <Me /> }.into_any(),
        _ => view! { <Chats /> }.into_any(),
    }
}

fn show(detail: Option<Route>, section: &Route) -> AnyView {
    match detail {
        Some(Route::Chat(id)) => view! { <ConversationScreen id=id /> }.into_any(),
        Some(Route::Group(id, page)) => view! { <GroupScreen id=id page=page /> }.into_any(),
        Some(Route::NewGroup) => view! { <NewGroup /> }.into_any(),
        Some(Route::Meet) => view! { <Meet /> }.into_any(),
        Some(Route::Join(payload)) => view! { <Join payload=payload /> }.into_any(),
        Some(Route::Scan) => view! { <Scan /> }.into_any(),
        Some(Route::MyCode) => view! { <MyCode /> }.into_any(),
        Some(Route::Folded) => view! { <ShelfScreen shelf=Shelf::Folded /> }.into_any(),
        Some(Route::Accounts) => view! { <ShelfScreen shelf=Shelf::Accounts /> }.into_any(),
        Some(Route::Person(id)) => view! { <PersonScreen id=id /> }.into_any(),
        Some(Route::Groups) => view! { <Groups /> }.into_any(),
        Some(Route::Profiles) => view! { <Profiles /> }.into_any(),
        Some(Route::AddProfile) => view! { <AddProfile /> }.into_any(),
        Some(Route::Settings) => view! { <Settings /> }.into_any(),
        Some(_) => view! { <NotFound /> }.into_any(),
        None => view! { <NothingOpen section=section.clone() /> }.into_any(),
    }
}
