//! The pages about a group.

mod announcement;
mod code;
mod info;
mod invite;
mod log;
mod members;
mod rules;
mod sheet;

use leptos::prelude::*;

use crate::backend::Failure;
use crate::domain::group::Refusal;
use crate::domain::id::ChatId;
use crate::route::{GroupPage, Route};
use crate::ui::kit::empty::Empty;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::ui::shell::place::name;
use crate::view_model::group::GroupState;

/// The group that a page is about.
type Followed = StoredValue<GroupState>;

/// One of the pages.
#[component]
pub fn GroupScreen(
    /// Which group.
    id: ChatId,
    /// Which page.
    page: GroupPage,
) -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let state = session.watch_group(&id);
    let (known, failure) = (state.group.clone(), state.failure.clone());
    let known = Memo::new(move |_| known.read().is_some());
    let state: Followed = StoredValue::new(state);
    let back = match page {
        GroupPage::Info => Route::Chat(id.clone()),
        _ => Route::Group(id.clone(), GroupPage::Info),
    };
    let title = name(&Route::Group(id.clone(), page), texts);
    let left = session.clone();
    on_cleanup(move || left.leave_group(&id));
    let body = move || match (failure.get(), known.get()) {
        (Some(Failure::NotFound | Failure::Group(Refusal::NotIn)), _) => {
            view! { <Empty title=texts.group.missing_title text=texts.group.missing_text /> }.into_any()
        }
        (Some(failure), _) => view! {
            <p class="notice" role="alert">
                {(texts.failure)(&failure)}
            </p>
        }
        .into_any(),
        (None, false) => view! {
            <p class="visually-hidden" role="status">
                {texts.common.loading}
            </p>
        }
        .into_any(),
        (None, true) => view! { <div class="settings">{show(state, page)}</div> }.into_any(),
    };
    view! {
        <Pane title=title column=Column::Below(back)>
            {body}
        </Pane>
    }
}

fn show(state: Followed, page: GroupPage) -> AnyView {
    match page {
        GroupPage::Info => info::page(state),
        GroupPage::Members => members::page(state),
        GroupPage::Invite => invite::page(state),
        GroupPage::Rules => rules::page(state),
        GroupPage::Log => log::page(state),
    }
}

/// Something of the group, kept up to date.
fn of<T: PartialEq + Send + Sync + 'static>(state: Followed, read: fn(&GroupState) -> T) -> Memo<T> {
    Memo::new(move |_| state.with_value(read))
}
