//! A person as one letter on one of eight grounds.

use leptos::prelude::*;

/// The avatar. It says nothing to those who cannot see it: the name stands beside it.
#[component]
pub fn Avatar(
    /// The first letter of the name.
    #[prop(into)]
    initial: Signal<String>,
    /// Which of the eight grounds.
    hue: u8,
    /// `s`, `m` or `l`.
    #[prop(default = "m")]
    size: &'static str,
) -> impl IntoView {
    view! {
        <span class="avatar" data-hue=hue.to_string() data-size=size aria-hidden="true">
            {move || initial.get()}
        </span>
    }
}
