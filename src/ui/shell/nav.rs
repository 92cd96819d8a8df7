//! The four places.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::kit::icon::Icon;
use crate::ui::session;

/// The navigation.
#[component]
pub fn Nav() -> impl IntoView {
    let session = session();
    let texts = &session.texts().nav;
    let unread = {
        let session = session.clone();
        Memo::new(move |_| session.unread())
    };
    let route = session.window.route;
    let link = move |to: Route, icon: Icon, label: &'static str| {
        let href = to.href();
        let is_chats = to == Route::Chats;
        let here = move || route.read().section().as_ref() == Some(&to);
        let words = session.texts().chats.unread;
        let badge = move || {
            let count = Some(unread.get()).filter(|count| is_chats && *count > 0)?;
            Some(view! {
                <span class="badge nav__badge">
                    <span aria-hidden="true">{if count > 99 { "99+".into() } else { count.to_string() }}</span>
                    <span class="visually-hidden">{words(count)}</span>
                </span>
            })
        };
        view! {
            <a class="nav__link" href=href aria-current=move || here().then_some("page")>
                <span class="nav__icon">{icon.view()}</span>
                <span class="nav__label">{label}</span>
                {badge}
            </a>
        }
    };
    view! {
        <nav class="frame__nav nav" aria-label=texts.label>
            {link(Route::Chats, Icon::Chats, texts.chats)}
            {link(Route::Contacts, Icon::Contacts, texts.contacts)}
            {link(Route::Discover, Icon::Discover, texts.discover)}
            {link(Route::Me, Icon::Me, texts.me)}
        </nav>
    }
}
