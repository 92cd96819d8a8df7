//! The first screen of all: what this is, and the two ways in.

use leptos::prelude::*;

use crate::domain::person::Profile;
use crate::route::Route;
use crate::text::Locale;
use crate::ui::session;
use crate::ui::shell::notices::Notices;
use crate::view_model::join::waiting;

/// The welcome.
#[component]
pub fn Welcome() -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let settings = session.settings;
    let profiles = session.profiles.clone();
    let go = {
        let session = session.clone();
        move |route: Route| session.go(route)
    };
    let start = go.clone();
    let language = move |locale: Locale| {
        view! {
            <button
                type="button"
                class="button"
                data-kind="quiet"
                id=format!("language-{}", locale.tag())
                lang=locale.tag()
                aria-pressed=move || (settings.locale() == locale).to_string()
                on:click=move |_| settings.set_locale(locale)
            >
                {locale.native_name()}
            </button>
        }
    };
    // Somebody was here, but nobody knows who comes now: those who were are a touch away.
    let known = move || {
        let rows = profiles.get();
        (!rows.is_empty())
            .then(|| rows.into_iter().map(|row| view! { <ContinueAs profile=row.value.get() /> }).collect_view())
    };
    let invitation = session.window.invitation;
    let waits = move || {
        let waits = waiting(&invitation.get()?, texts)?;
        Some(view! {
            <p class="notice" role="status">
                {waits}
            </p>
        })
    };
    view! {
        <main class="welcome">
            <h1 class="welcome__title" tabindex="-1">
                {texts.common.app}
            </h1>
            <p class="welcome__promise">{texts.welcome.promise}</p>
            <p class="welcome__small">{texts.welcome.small}</p>
            <Notices />
            {waits}
            <div class="welcome__actions">
                {known}
                <button type="button" class="button" data-kind="primary" on:click=move |_| start(Route::Start)>
                    {texts.welcome.start_on_device}
                </button>
                <button type="button" class="button" on:click=move |_| go(Route::SignIn)>
                    {texts.welcome.sign_in}
                </button>
            </div>
            <div class="welcome__languages" role="group" aria-label=texts.welcome.language>
                {Locale::ALL.map(language).collect_view()}
            </div>
        </main>
    }
}

#[component]
fn ContinueAs(profile: Profile) -> impl IntoView {
    let session = session();
    let label = (session.texts().welcome.continue_as)(profile.name.as_str());
    let id = profile.id;
    view! {
        <button type="button" class="button" on:click=move |_| session.switch(id.clone())>
            {label}
        </button>
    }
}
