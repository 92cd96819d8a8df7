//! What the tab has to say beside what is on the screen: failures, what was done, new versions, a restart.

use std::time::Duration;

use leptos::prelude::*;

use crate::backend::EngineState;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::session;
use crate::view_model::session::Notice;

/// How long a word that something went well stays.
const STAY: Duration = Duration::from_secs(4);

/// The strips at the top of the main pane.
#[component]
pub fn Notices() -> impl IntoView {
    let session = session();
    let texts = &session.texts().common;
    let (engine, update_ready, notice) = (session.engine, session.window.update_ready, session.notice);
    let update = session.platform.update;
    let restarting = move || {
        (*engine.read() == EngineState::Restarting)
            .then(|| view! { <p class="notice" role="status">{texts.restarting}</p> })
    };
    let new_version = move || {
        update_ready.get().then(|| {
            view! {
                <div class="notice" role="status">
                    <span>{texts.update_ready}</span>
                    <button type="button" class="button" on:click=move |_| update()>
                        {texts.update_now}
                    </button>
                    <IconButton icon=Icon::Close label=texts.dismiss on_click=move |_| update_ready.set(false) />
                </div>
            }
        })
    };
    let failed = move || match notice.get() {
        Some(Notice::Alert(text)) => Some(view! {
            <div class="notice" role="alert">
                <span>{text}</span>
                <IconButton icon=Icon::Close label=texts.dismiss on_click=move |_| notice.set(None) />
            </div>
        }),
        _ => None,
    };
    view! {
        {restarting}
        {new_version}
        {failed}
    }
}

/// A word that something went well, which goes by itself.
#[component]
pub fn Toast() -> impl IntoView {
    let notice = session().notice;
    Effect::new(move |_| {
        if let Some(said @ Notice::Status(_)) = notice.get() {
            let forget = move || {
                if notice.get_untracked().as_ref() == Some(&said) {
                    notice.set(None);
                }
            };
            set_timeout(forget, STAY);
        }
    });
    move || match notice.get() {
        Some(Notice::Status(text)) => Some(view! {
            <p class="toast" role="status">
                {text}
            </p>
        }),
        _ => None,
    }
}
