//! A button that opens a short list of things to do.
//!
//! The list is made when it opens. Arrow keys, Home and End move in it; Esc closes it and gives the focus back;
//! it also closes when the focus goes elsewhere.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, Node};

use super::focus::focus;
use super::icon::Icon;

/// One thing to do.
#[derive(Debug, Clone)]
pub struct MenuItem {
    /// Its sign.
    pub icon: Icon,
    /// Its name.
    pub label: &'static str,
    /// Does it.
    pub run: Callback<()>,
}

/// The button and its list.
#[component]
pub fn Menu(
    /// Sign of the button.
    icon: Icon,
    /// Name of the button and of the list.
    #[prop(into)]
    label: Signal<String>,
    /// A class beside `menu`.
    #[prop(default = "")]
    class: &'static str,
    /// What there is to do.
    items: Callback<(), Vec<MenuItem>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let root = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let list = NodeRef::<html::Div>::new();
    // The list has just appeared: its first item takes the focus.
    Effect::new(move |_| step(list.get().as_deref(), |_, _| 0));
    let close = move || {
        open.set(false);
        if let Some(button) = button.try_get_untracked().flatten() {
            focus(&button);
        }
    };
    let left = move |event: FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        // The focus also goes when the whole screen does; then there is nothing left to close.
        if root.try_get_untracked().flatten().is_some_and(|root| !root.contains(to.as_ref())) {
            open.set(false);
        }
    };
    let key = move |event: KeyboardEvent| {
        // The node of a list that was closed is still known.
        let is_open = open.try_get_untracked().unwrap_or(false);
        let list = list.try_get_untracked().flatten().filter(|_| is_open);
        match event.key().as_str() {
            "ArrowDown" if !is_open => open.set(true),
            "ArrowDown" => step(list.as_deref(), |at, count| (at + 1) % count),
            "ArrowUp" if is_open => step(list.as_deref(), |at, count| (at + count - 1) % count),
            "Home" if is_open => step(list.as_deref(), |_, _| 0),
            "End" if is_open => step(list.as_deref(), |_, count| count - 1),
            "Escape" if is_open => close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let item = move |item: MenuItem| {
        let run = move |_| {
            close();
            item.run.run(());
        };
        view! {
            <button type="button" class="menu__item" role="menuitem" tabindex="-1" on:click=run>
                {item.icon.view()}
                {item.label}
            </button>
        }
    };
    view! {
        <div class=format!("menu {class}") node_ref=root on:focusout=left on:keydown=key>
            <button
                type="button"
                class="icon-button"
                node_ref=button
                aria-label=move || label.get()
                title=move || label.get()
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon.view()}
            </button>
            <Show when=move || open.get()>
                <div class="menu__list" role="menu" aria-label=move || label.get() node_ref=list>
                    {items.run(()).into_iter().map(item).collect_view()}
                </div>
            </Show>
        </div>
    }
}

/// Moves the focus inside the list; `next` gives the place from the present one and the count.
fn step(list: Option<&HtmlElement>, next: impl Fn(u32, u32) -> u32) {
    let Some(items) = list.map(|list| list.children()).filter(|items| items.length() > 0) else { return };
    let active = document().active_element();
    let at = (0..items.length()).find(|at| items.item(*at) == active).unwrap_or(0);
    if let Some(item) = items.item(next(at, items.length())) {
        focus(&item);
    }
}
