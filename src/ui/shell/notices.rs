//! What the tab has to say beside what is on the screen: failures, what was done, new versions, a restart.

use std::time::Duration;

use leptos::prelude::*;

use crate::backend::EngineState;
use crate::domain::home::Link;
use crate::route::Route;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::session;
use crate::view_model::session::Notice;

/// How long a word that something went well stays.
const STAY: Duration = Duration::from_secs(4);

/// For so long nothing is said about a homeserver that is being reached.
const SLOW: Duration = Duration::from_millis(1500);

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
        <LinkStrip />
        {new_version}
        {failed}
    }
}

/// How the homeserver is reached, where that is not as it should be.
#[component]
fn LinkStrip() -> impl IntoView {
    let session = session();
    let texts = &session.texts().common;
    let link = session.link;
    // Most often it is reached before anybody could read about it.
    let slow = RwSignal::new(false);
    Effect::new(move |_| {
        slow.set(false);
        if link.get() == Link::Connecting {
            let late = move || {
                // The pane may be gone by then.
                let _ = slow.try_set(true);
            };
            set_timeout(late, SLOW);
        }
    });
    move || {
        let words = match link.get() {
            Link::Connecting if slow.get() => texts.connecting,
            Link::Live | Link::Connecting => return None,
            Link::Broken => texts.broken,
            Link::Offline => texts.offline,
            Link::SignedOut => texts.signed_out,
        };
        let again = (link.get() == Link::SignedOut).then(|| {
            view! {
                <a class="button" href=Route::SignIn.href()>
                    {texts.sign_in_again}
                </a>
            }
        });
        Some(view! {
            <div class="notice" role="status">
                <span>{words}</span>
                {again}
            </div>
        })
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
