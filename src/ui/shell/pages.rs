//! Every page but the list of chats.
//!
//! In the release build, what is reached from one of these functions alone is fetched when it is first wanted.

use leptos::prelude::*;

use crate::domain::mini::program::Card;
use crate::route::Route;
use crate::ui::screen::add_profile::AddProfile;
use crate::ui::screen::broadcast::Broadcast;
use crate::ui::screen::comparison::ComparisonDialog;
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
use crate::ui::screen::person::PersonScreen;
use crate::ui::screen::profiles::Profiles;
use crate::ui::screen::programs::ProgramsScreen;
use crate::ui::screen::programs::about::AboutScreen;
use crate::ui::screen::programs::get::GetScreen;
use crate::ui::screen::programs::pick::PickScreen;
use crate::ui::screen::programs::running::RunningScreen;
use crate::ui::screen::programs::share::ShareScreen;
use crate::ui::screen::programs::widgets::Widgets;
use crate::ui::screen::scan::Scan;
use crate::ui::screen::security::Security;
use crate::ui::screen::settings::Settings;
use crate::ui::screen::shelf::ShelfScreen;
use crate::ui::screen::sign_in::SignIn;
use crate::ui::session;
use crate::view_model::platform::{Files, Frames, Tools};
use crate::view_model::programs::Place;
use crate::view_model::shelf::Shelf;

/// The page of a chat, which may use these files.
pub fn conversation(route: &Route, files: Files) -> AnyView {
    session().lend_files(files);
    match route {
        Route::Chat(id) => view! { <ConversationScreen id=id.clone() /> }.into_any(),
        _ => ().into_any(),
    }
}

/// The page of any other place, which may use these tools and files.
pub fn page(route: &Route, tools: Tools, files: Files) -> AnyView {
    session().lend(tools);
    session().lend_files(files);
    match route {
        // What whoever acts as an account finds above the list.
        Route::Chats => view! { <Broadcast /> }.into_any(),
        Route::SignIn => view! { <SignIn /> }.into_any(),
        Route::Contacts => view! { <Contacts /> }.into_any(),
        Route::Discover => view! { <Discover /> }.into_any(),
        Route::Me => view! { <Me /> }.into_any(),
        Route::Group(id, page) => view! { <GroupScreen id=id.clone() page=*page /> }.into_any(),
        Route::NewGroup => view! { <NewGroup /> }.into_any(),
        Route::Meet => view! { <Meet /> }.into_any(),
        Route::Join(payload) => view! { <Join payload=payload.clone() /> }.into_any(),
        Route::Scan => view! { <Scan /> }.into_any(),
        Route::MyCode => view! { <MyCode /> }.into_any(),
        Route::Folded => view! { <ShelfScreen shelf=Shelf::Folded /> }.into_any(),
        Route::Accounts => view! { <ShelfScreen shelf=Shelf::Accounts /> }.into_any(),
        Route::Person(id) => view! { <PersonScreen id=id.clone() /> }.into_any(),
        Route::Groups => view! { <Groups /> }.into_any(),
        Route::Profiles => view! { <Profiles /> }.into_any(),
        Route::AddProfile => view! { <AddProfile /> }.into_any(),
        Route::Security => view! { <Security /> }.into_any(),
        Route::Comparison => view! { <ComparisonDialog /> }.into_any(),
        Route::Settings => view! { <Settings /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

/// The pages of programs, which may use these tools, files and frames.
pub fn programs(route: &Route, tools: Tools, files: Files, frames: Frames) -> AnyView {
    session().lend(tools);
    session().lend_files(files);
    session().lend_frames(frames);
    match route {
        Route::Program(id) => view! { <RunningScreen place=Place::Shelf(id.clone()) /> }.into_any(),
        Route::Card(chat, card) => {
            view! { <RunningScreen place=Place::Chat(Card { chat: chat.clone(), message: card.clone() }) /> }.into_any()
        }
        Route::Widget(chat, id) => view! { <RunningScreen place=Place::Remote(chat.clone(), id.clone()) /> }.into_any(),
        // What a page about a chat shows of its widgets.
        Route::Chat(chat) => view! { <Widgets chat=chat.clone() /> }.into_any(),
        Route::PickProgram(chat) => view! { <PickScreen chat=chat.clone() /> }.into_any(),
        Route::GetProgram(link) => view! { <GetScreen link=link.clone() /> }.into_any(),
        Route::ShareProgram(id) => view! { <ShareScreen id=id.clone() /> }.into_any(),
        Route::AboutProgram(id) => view! { <AboutScreen id=id.clone() /> }.into_any(),
        _ => view! { <ProgramsScreen /> }.into_any(),
    }
}
