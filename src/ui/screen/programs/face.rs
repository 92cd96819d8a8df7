//! The picture of a program.

use leptos::prelude::*;

use crate::domain::mini::program::Program;
use crate::ui::kit::icon::Icon;
use crate::ui::session;

/// Its icon, or a sign that stands for any.
pub(super) fn face(program: ArcRwSignal<Program>) -> impl IntoView {
    let files = session().files();
    let icon = Memo::new(move |_| program.read().icon.clone());
    let address = Memo::new(move |before: Option<&Option<String>>| {
        let files = files?;
        if let Some(Some(before)) = before {
            (files.let_go)(before);
        }
        (files.show)(icon.read().as_ref()?)
    });
    on_cleanup(move || {
        if let (Some(Some(address)), Some(files)) = (address.try_get_untracked(), files) {
            (files.let_go)(&address);
        }
    });
    view! {
        <span class="program-face" aria-hidden="true">
            {move || match address.get() {
                Some(address) => view! { <img src=address alt=String::new() /> }.into_any(),
                None => Icon::Programs.view().into_any(),
            }}
        </span>
    }
}
