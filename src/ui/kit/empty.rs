//! Nothing here yet, and how that changes.

use leptos::prelude::*;

/// The words, and perhaps something to do.
#[component]
pub fn Empty(
    /// What is not here.
    title: &'static str,
    /// Why, and how that changes.
    text: &'static str,
    /// Something to do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty__title">{title}</p>
            <p class="empty__text">{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
