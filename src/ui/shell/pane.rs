//! A column of the house: a title, what can be done, and a body that scrolls.

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::notices::Notices;
use crate::route::Route;
use crate::ui::kit::icon::Icon;
use crate::ui::session;

/// Which of the two columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// The list of a section.
    List,
    /// What was chosen, and the place to go back to.
    Detail(&'static Route),
    /// A page of something that is open, and the way back to that, however wide the screen is.
    Below(Route),
    /// A page that somebody comes to from outside: it is what the whole page is about.
    Door,
}

/// The column.
#[component]
pub fn Pane(
    /// What it is called.
    #[prop(into)]
    title: Signal<String>,
    /// Which one.
    column: Column,
    /// What can be done, in the header.
    #[prop(optional)]
    actions: Option<AnyView>,
    /// Asked before somebody goes back from what is below something: true if that is done another way.
    #[prop(optional, into)]
    goes_back: Option<Callback<(), bool>>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let session = session();
    let window = session.window;
    let back = match &column {
        Column::List => None,
        Column::Detail(to) => Some(back_to(to, "pane__back", None)),
        Column::Door => Some(back_to(&Route::Chats, "pane__back", None)),
        Column::Below(to) => Some(back_to(to, "", goes_back)),
    };
    let at_door = Memo::new(move |_| matches!(*window.route.read(), Route::Join(_)));
    let heading = match &column {
        Column::List => (move || heading(title, !at_door.get())).into_any(),
        Column::Door => heading(title, true),
        Column::Detail(_) | Column::Below(_) => view! { <DetailHeading class="pane__title" title=title /> }.into_any(),
    };
    // Each notice is told in one place: the pane that is in front.
    let in_front = Memo::new(move |_| window.route.read().is_detail() == (column != Column::List));
    view! {
        <div class="pane">
            <header class="pane__header">
                {back}
                {heading}
                {actions.map(|actions| view! { <div class="pane__actions">{actions}</div> })}
            </header>
            <Show when=move || in_front.get()>
                <Notices />
            </Show>
            <div class="pane__body">{children()}</div>
        </div>
    }
}

/// There is one first heading: that of the list, unless somebody stands at a door.
fn heading(title: Signal<String>, first: bool) -> AnyView {
    let words = move || title.get();
    if first {
        return view! {
            <h1 class="pane__title" tabindex="-1" dir="auto">
                {words}
            </h1>
        }
        .into_any();
    }
    view! {
        <h2 class="pane__title" tabindex="-1" dir="auto">
            {words}
        </h2>
    }
    .into_any()
}

/// The way back; what is `asked` before may do it another way. With a class of its own it is there only where there is
/// room for one column.
pub fn back_to(to: &Route, class: &'static str, asked: Option<Callback<(), bool>>) -> impl IntoView + use<> {
    let label = session().texts().common.back;
    let asks = move |event: leptos::ev::MouseEvent| {
        if asked.is_some_and(|asked| asked.run(())) {
            event.prevent_default();
        }
    };
    view! {
        <a class=format!("icon-button {class}") href=to.href() aria-label=label title=label on:click=asks>
            {Icon::Back.view()}
        </a>
    }
}

/// What the detail is called. Where there is room for one column only, that is what the page is called.
#[component]
pub fn DetailHeading(
    /// The class of the heading.
    class: &'static str,
    /// The words.
    #[prop(into)]
    title: Signal<String>,
) -> impl IntoView {
    let narrow = session().window.narrow;
    let level = custom_attribute("aria-level", move || narrow.get().then_some("1"));
    view! {
        <h2 class=class tabindex="-1" dir="auto" {..level}>
            {move || title.get()}
        </h2>
    }
}
