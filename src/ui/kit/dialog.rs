//! A question or a detail above everything else.
//!
//! The browser's own `<dialog>` keeps the focus inside, closes with Esc and gives the focus back.

use leptos::html;
use leptos::prelude::*;

use super::icon::Icon;
use super::icon_button::IconButton;

/// The dialog; what is inside is made each time it opens.
#[component]
pub fn Dialog(
    /// Unique on the page.
    id: &'static str,
    /// Names the dialog.
    #[prop(into)]
    title: Signal<String>,
    /// What the button to close it is called.
    close: &'static str,
    /// True while it is open.
    open: RwSignal<bool>,
    /// What it holds.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let title_id = format!("{id}-title");
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // Fails only for a dialog that is open already or not in the page.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    // The browser tells of it a moment later, when the dialog may be open again.
    let closed = move |_| {
        if node.get().is_none_or(|dialog| !dialog.open()) {
            open.set(false);
        }
    };
    // A click beside the dialog lands on the dialog itself; one inside it lands on something inside.
    let beside = move |event: leptos::ev::MouseEvent| {
        if node.get().is_some_and(|dialog| event.target().as_ref() == Some(dialog.as_ref())) {
            open.set(false);
        }
    };
    let heading = title_id.clone();
    view! {
        <dialog
            class="dialog"
            id=id
            node_ref=node
            aria-labelledby=title_id
            on:close=closed
            on:click=beside
        >
            <Show when=move || open.get()>
                <header class="dialog__header">
                    <h2 class="dialog__title" id=heading.clone()>
                        {move || title.get()}
                    </h2>
                    <IconButton icon=Icon::Close label=close on_click=move |_| open.set(false) />
                </header>
                <div class="dialog__body">{children()}</div>
            </Show>
        </dialog>
    }
}
