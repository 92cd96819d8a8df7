//! Oneself, and the way to profiles and settings.

use leptos::prelude::*;

use crate::domain::person::Profile;
use crate::route::Route;
use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::ui::shell::pane::{Column, Pane};

/// The screen.
#[component]
pub fn Me() -> impl IntoView {
    let session = session();
    let texts = &session.texts().me;
    let my_code = session.texts().code.my_code;
    let security = session.texts().security.title;
    let safe = {
        let session = session.clone();
        Memo::new(move |_| session.has_security())
    };
    let route = session.window.route;
    let row = move |to: Route, icon: Icon, label: &'static str| {
        let href = to.href();
        view! {
            <li>
                <a class="menu-row" href=href aria-current=move || (*route.read() == to).then_some("page")>
                    {icon.view()}
                    <span class="menu-row__label">{label}</span>
                    <span class="menu-row__chevron">{Icon::Chevron.view()}</span>
                </a>
            </li>
        }
    };
    let me = move || session.me().map(|profile| view! { <Card profile=profile /> });
    view! {
        <Pane title=texts.title column=Column::List>
            <div class="me">
                {me}
                <ul class="card" role="list">
                    {row(Route::MyCode, Icon::Code, my_code)}
                    {row(Route::Profiles, Icon::Contacts, texts.profiles)}
                    <Show when=move || safe.get()>
                        {row(Route::Security, Icon::Shield, security)}
                    </Show>
                    {row(Route::Settings, Icon::Settings, texts.settings)}
                </ul>
            </div>
        </Pane>
    }
}

#[component]
fn Card(profile: Profile) -> impl IntoView {
    let name: String = profile.name.as_str().into();
    view! {
        <div class="card profile-row">
            <PersonAvatar id=profile.id name=name.clone() size="l" />
            <span class="profile-row__name" dir="auto">
                {name}
            </span>
        </div>
    }
}
