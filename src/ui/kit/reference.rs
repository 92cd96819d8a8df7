//! A link to a page that is not the app's.

use leptos::prelude::*;

/// The link; it opens beside the app, and the page there does not learn where it was followed.
#[component]
pub fn Reference(
    /// An `http` or `https` address.
    url: String,
    /// What it is called.
    title: String,
) -> impl IntoView {
    view! {
        <a class="reference" href=url target="_blank" rel="noopener noreferrer" dir="auto">
            {title}
        </a>
    }
}
