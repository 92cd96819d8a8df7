//! Signing in to a homeserver, which this version cannot do yet and says so.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::kit::icon::Icon;
use crate::ui::session;

/// The screen.
#[component]
pub fn SignIn() -> impl IntoView {
    let texts = session().texts();
    view! {
        <main class="sign-in">
            <BackHome />
            <h1 tabindex="-1">{texts.sign_in.title}</h1>
            <p>{texts.sign_in.text}</p>
            <a class="button" data-kind="primary" href=Route::Home.href()>
                {texts.common.back}
            </a>
        </main>
    }
}

/// The way back to where somebody who just arrived should be.
#[component]
pub fn BackHome() -> impl IntoView {
    let back = session().texts().common.back;
    view! {
        <a class="icon-button" href=Route::Home.href() aria-label=back title=back>
            {Icon::Back.view()}
        </a>
    }
}
