//! The avatar of somebody in particular, or of a chat.

use leptos::prelude::*;

use super::face::{GroupFace, picture_view};
use crate::domain::chat::With;
use crate::domain::id::PersonId;
use crate::ui::kit::avatar::Avatar;
use crate::ui::session;
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
    let faces = session().faces;
    let (person, ground) = (id.clone(), hue(&id));
    let picture = Memo::new(move |_| faces.read().get(&id).cloned());
    move || match picture.get() {
        Some(picture) => picture_view(&picture, size),
        None => {
            let person = person.clone();
            let letter = Signal::derive(move || initial(&person, &name.read()));
            view! { <Avatar initial=letter hue=ground size=size /> }.into_any()
        }
    }
}

/// What a chat looks like: the other one, or the group.
#[component]
pub fn ChatAvatar(
    /// Whom the chat is with, once that is known.
    #[prop(into)]
    with: Signal<Option<With>>,
    /// What the chat is called.
    #[prop(into)]
    name: Signal<String>,
    /// `s`, `m` or `l`.
    #[prop(default = "m")]
    size: &'static str,
) -> impl IntoView {
    move || match with.get()? {
        With::Person(id) | With::Account(id) => Some(view! { <PersonAvatar id=id name=name size=size /> }.into_any()),
        With::Group(group) => Some(view! { <GroupFace face=group.face size=size /> }.into_any()),
    }
}
