//! Nothing can go on: why, what to do, and another try.

use leptos::prelude::*;

use crate::backend::Failure;
use crate::ui::session;

/// The screen.
#[component]
pub fn Stopped(
    /// Why.
    failure: Failure,
) -> impl IntoView {
    let session = session();
    let texts = session.texts();
    view! {
        <main class="stopped">
            <h1 tabindex="-1">{texts.stopped.title}</h1>
            <div role="alert">
                <p>{(texts.failure)(&failure)}</p>
            </div>
            <p>{texts.stopped.nothing_lost}</p>
            <p>
                <small>{(texts.stopped.code)(failure.code())}</small>
            </p>
            <button type="button" class="button" data-kind="primary" on:click=move |_| session.retry()>
                {texts.common.try_again}
            </button>
        </main>
    }
}
