//! The file that goes with the next message.

use leptos::prelude::*;

use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::view_model::attach::{Attached, Reading};
use crate::view_model::bubble::length;
use crate::view_model::composer::Composer;

/// The strip above the field: what will be sent, and a way to take it out.
#[component]
pub fn AttachedView(
    /// Where one writes.
    composer: Composer,
) -> impl IntoView {
    let first = composer.attachments.first.clone();
    let strip = Memo::new(move |_| first.get());
    move || {
        let attached = strip.get()?;
        let composer = composer.clone();
        Some(view! { <Strip attached=attached on_remove=Callback::new(move |()| composer.attachments.next()) /> })
    }
}

#[component]
fn Strip(attached: Attached, on_remove: Callback<()>) -> impl IntoView {
    let texts = &session().texts().exchange;
    let label = (texts.detach)(&attached.name);
    let about = match (attached.reading, attached.more) {
        (Reading::Busy, _) => texts.reading.into(),
        (_, 0) => length(attached.bytes),
        (_, more) => format!("{} · {}", length(attached.bytes), (texts.more_files)(more)),
    };
    let picture = match attached.picture {
        Some(address) => view! { <img class="attached__picture" src=address alt={""} /> }.into_any(),
        None => Icon::File.view(),
    };
    view! {
        <div class="attached" role="status">
            {picture}
            <span class="file__name">
                <bdi>{attached.name}</bdi>
                <small class="file__about">{about}</small>
            </span>
            <button
                type="button"
                class="icon-button"
                aria-label=label.clone()
                title=label
                on:click=move |_| on_remove.run(())
            >
                {Icon::Close.view()}
            </button>
        </div>
    }
}
