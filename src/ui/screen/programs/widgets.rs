//! The widgets of a chat that are pages of elsewhere, in the page about the chat.

use leptos::prelude::*;

use crate::domain::id::ChatId;
use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::view_model::programs::RemoteRow;

/// The list; nothing where there is none.
#[component]
pub fn Widgets(
    /// Of which chat.
    chat: ChatId,
) -> impl IntoView {
    let session = session();
    let texts = &session.texts().programs;
    let rows = RwSignal::new(Vec::new());
    let asks = session.clone();
    session.spawn(async move {
        // What cannot be read is not there for whoever looks at the chat; its own page says why.
        if let Ok(found) = asks.remote_widgets(&chat).await {
            let _ = rows.try_set(found);
        }
    });
    view! {
        <Show when=move || !rows.read().is_empty()>
            <section class="programs__widgets">
                <h3 class="programs__calm">{texts.remote_title}</h3>
                <ul class="card" role="list" aria-label=texts.remote_title>
                    {move || rows.get().into_iter().map(row).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

fn row(RemoteRow { name, host, to }: RemoteRow) -> AnyView {
    let texts = &session().texts().programs;
    let words = |note: String| {
        view! {
            <span class="menu-row__label">
                <bdi>{name}</bdi>
                <small class="profile-row__note">
                    <bdi>{note}</bdi>
                </small>
            </span>
        }
    };
    match to {
        Some(to) => view! {
            <li>
                <a class="menu-row" href=to.href()>
                    {words(host)}
                    <span class="menu-row__chevron">{Icon::Chevron.view()}</span>
                </a>
            </li>
        }
        .into_any(),
        None => view! { <li class="menu-row">{words((texts.remote_refused)(&host))}</li> }.into_any(),
    }
}
