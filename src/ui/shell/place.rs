//! Where one is: what the place is called, and that the keyboard and the title of the tab follow there.

use leptos::prelude::*;

use crate::route::{GroupPage, Route};
use crate::text::Catalogue;
use crate::ui::kit::focus::focus_heading;
use crate::view_model::Session;
use crate::view_model::chats::title;
use crate::view_model::session::Phase;

/// What a place is called.
pub fn name(route: &Route, texts: &Catalogue) -> &'static str {
    match route {
        Route::Start => texts.start.title,
        Route::SignIn => texts.places.sign_in,
        Route::Home | Route::Chats => texts.chats.title,
        Route::Chat(_) => texts.places.chat,
        Route::Folded => texts.lists.folded,
        Route::Accounts => texts.lists.accounts,
        Route::Person(_) => texts.places.person,
        Route::Groups => texts.places.groups,
        Route::Contacts => texts.contacts.title,
        Route::Discover => texts.discover.title,
        Route::Programs => texts.places.programs,
        Route::PickProgram(_) => texts.places.programs,
        Route::Program(_)
        | Route::AboutProgram(_)
        | Route::GetProgram(_)
        | Route::ShareProgram(_)
        | Route::Card(..)
        | Route::Widget(..) => texts.places.program,
        Route::Me => texts.me.title,
        Route::Scan => texts.places.scan,
        Route::MyCode => texts.places.my_code,
        Route::Profiles => texts.places.profiles,
        Route::AddProfile => texts.places.add_profile,
        Route::Security | Route::Comparison => texts.places.security,
        Route::Settings => texts.places.settings,
        Route::NewGroup => texts.places.new_group,
        Route::Meet => texts.places.meet,
        Route::Join(_) => texts.places.join,
        Route::Group(_, GroupPage::Info) => texts.places.group,
        Route::Group(_, GroupPage::Members) => texts.places.members,
        Route::Group(_, GroupPage::Invite) => texts.places.invite,
        Route::Group(_, GroupPage::Rules) => texts.places.rules,
        Route::Group(_, GroupPage::Log) => texts.places.log,
        _ => texts.not_found.title,
    }
}

/// After a move the keyboard is in the main part of the page, at its heading unless something there took the focus.
/// The page leaves the focus alone when it opens.
pub fn follow_focus(session: &Session) {
    let route = session.window.route;
    Effect::new(move |before: Option<Route>| {
        let now = route.get();
        if before.is_some_and(|before| before != now) {
            // By then the new part is there, and whoever wants the focus more has taken it.
            request_animation_frame(focus_main);
        }
        now
    });
}

/// Puts the keyboard into the main part of the page, unless it is there.
pub fn focus_main() {
    if let Ok(Some(main)) = document().query_selector("main, [role=main]") {
        focus_heading(&main);
    }
}

/// The tab is called after the place.
pub fn follow_title(session: &Session) {
    let session = session.clone();
    Effect::new(move |_| {
        let texts = session.texts();
        let route = session.window.route.get();
        let place = match &route {
            Route::Chat(id) => session.chat(id).map(|chat| title(&chat.title, texts)),
            Route::Home | Route::Chats if *session.phase.read() == Phase::Welcome => None,
            _ => Some(name(&route, texts).into()),
        };
        let app = texts.common.app;
        (session.platform.title)(&place.map_or_else(|| app.into(), |place| format!("{place} · {app}")));
    });
}
