//! Two devices that compare: a dialog above whatever is on.

use leptos::prelude::*;

use crate::ui::kit::dialog::Dialog;
use crate::ui::session;
use crate::view_model::security::{Comparing, Picture};

/// The dialog, as long as something is compared. Closing it gives up.
#[component]
pub fn ComparisonDialog() -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let open = RwSignal::new(true);
    let comparing = {
        let session = session.clone();
        Memo::new(move |_| session.comparing())
    };
    Effect::new(move |_| {
        if !open.get() {
            session.cancel_comparison();
        }
    });
    view! {
        <Dialog id="comparison" title=texts.security.comparison.title close=texts.common.close open=open>
            {move || comparing.get().map(|comparing| view! { <Step comparing=comparing open=open /> })}
        </Dialog>
    }
}

#[component]
fn Step(comparing: Comparing, open: RwSignal<bool>) -> impl IntoView {
    let session = session();
    let all = session.texts();
    let texts = &all.security.comparison;
    let close = move |label: &'static str| {
        view! {
            <button type="button" class="button" on:click=move |_| open.set(false)>
                {label}
            </button>
        }
    };
    match comparing {
        Comparing::Asked(words) => view! {
            <p dir="auto">{words}</p>
            <div class="dialog__choice">
                {close(texts.not_now)}
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    on:click=move |_| session.accept_comparison()
                >
                    {texts.start}
                </button>
            </div>
        }
        .into_any(),
        Comparing::Waiting(words) => view! {
            <p role="status">{words}</p>
            {close(all.common.cancel)}
        }
        .into_any(),
        Comparing::Look(pictures) => {
            let different = session.clone();
            view! {
                <p role="status">{texts.look}</p>
                <ul class="comparison" role="list" aria-label=texts.pictures>
                    {pictures.into_iter().map(picture).collect_view()}
                </ul>
                <div class="dialog__choice">
                    <button
                        type="button"
                        class="button"
                        data-kind="danger"
                        on:click=move |_| different.confirm_comparison(false)
                    >
                        {texts.different}
                    </button>
                    <button
                        type="button"
                        class="button"
                        data-kind="primary"
                        on:click=move |_| session.confirm_comparison(true)
                    >
                        {texts.same}
                    </button>
                </div>
            }
            .into_any()
        }
        Comparing::Over(words, alarm) => view! {
            <p class="notice" role=if alarm { "alert" } else { "status" }>
                {words}
            </p>
            {close(texts.again)}
        }
        .into_any(),
    }
}

fn picture(Picture { emoji, name }: Picture) -> impl IntoView {
    view! {
        <li class="comparison__picture">
            <span class="comparison__emoji" aria-hidden="true">
                {emoji}
            </span>
            <span>{name}</span>
        </li>
    }
}
