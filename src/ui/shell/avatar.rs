//! The avatar of somebody in particular.

use leptos::prelude::*;

use crate::domain::id::PersonId;
use crate::ui::kit::avatar::Avatar;
use crate::view_model::avatar::{hue, initial};

/// The avatar of a person.
#[component]
pub fn PersonAvatar(
    /// Whose.
    id: PersonId,
    /// Under which name.
    #[prop(into)]
    name: Signal<String>,
    /// `s`, `m` or `l`.
    #[prop(default = "m")]
    size: &'static str,
) -> impl IntoView {
    let person = id.clone();
    view! { <Avatar initial=Signal::derive(move || initial(&person, &name.read())) hue=hue(&id) size=size /> }
}
