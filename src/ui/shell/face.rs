//! What a group looks like: its picture, or its first members.

use leptos::prelude::*;

use crate::domain::group::Face;
use crate::domain::group::picture::Picture;
use crate::ui::kit::mosaic::Mosaic;
use crate::view_model::avatar::{hue, initial};

/// The face of a group. It says nothing to those who cannot see it: the name stands beside it.
#[component]
pub fn GroupFace(
    /// What it is now.
    #[prop(into)]
    face: Signal<Face>,
    /// `s`, `m` or `l`, as an avatar's.
    #[prop(default = "m")]
    size: &'static str,
) -> impl IntoView {
    move || match &*face.read() {
        Face::Picture(picture) => picture_view(picture, size),
        Face::Mosaic(people) => {
            let tiles = people.iter().map(|(id, name)| (initial(id, name.as_str()), hue(id))).collect();
            view! { <Mosaic tiles=tiles size=size /> }.into_any()
        }
    }
}

/// A picture in the place of a letter.
pub(super) fn picture_view(picture: &Picture, size: &'static str) -> AnyView {
    view! { <img class="avatar" data-size=size src=picture.as_str().to_owned() alt={""} /> }.into_any()
}
