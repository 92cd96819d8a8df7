//! What everybody in a group should see, below the header of its chat: what is announced, and that rules changed.

use leptos::prelude::*;

use super::bubble::pieces;
use crate::domain::group::Announcement;
use crate::route::{GroupPage, Route};
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::session;
use crate::view_model::group::GroupState;

/// The strips of a group.
#[component]
pub fn Strips(
    /// The group.
    group: GroupState,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let visible = session().window.visible;
    let news = group.clone();
    // Shown whole once, to somebody who looks.
    Effect::new(move |told: Option<u32>| {
        let fresh = visible.get() && news.is_news();
        let number = news.pinned().filter(|_| fresh).map(|pinned| pinned.number);
        if number.is_some() && number != told {
            open.set(true);
            news.saw_announcement();
        }
        number.or(told).unwrap_or(0)
    });
    let pinned = {
        let group = group.clone();
        Memo::new(move |_| group.pinned())
    };
    let whole = group.clone();
    let text = session().texts().talk.announcement;
    let strip = move || pinned.get().map(|pinned| view! { <Pinned text=pinned.text.as_str().to_owned() open=open /> });
    view! {
        {strip}
        <Dialog id="announcement" title=text close=session().texts().common.close open=open>
            {
                let whole = whole.clone();
                pinned.get().map(|pinned| view! { <Whole group=whole announcement=pinned /> })
            }
        </Dialog>
        <ChangedRules group=group />
    }
}

#[component]
fn Pinned(text: String, open: RwSignal<bool>) -> impl IntoView {
    let label = session().texts().talk.announcement;
    view! {
        <button type="button" class="strip" on:click=move |_| open.set(true)>
            {Icon::Announce.view()}
            <span class="visually-hidden">{label} " "</span>
            <span class="strip__text" dir="auto">
                {text}
            </span>
        </button>
    }
}

#[component]
fn Whole(group: GroupState, announcement: Announcement) -> impl IntoView {
    let words = pieces(announcement.text.as_str());
    view! {
        <div class="strip__whole" dir="auto">
            {words}
        </div>
        <p class="field__hint">{move || group.byline(&announcement)}</p>
    }
}

#[component]
fn ChangedRules(group: GroupState) -> impl IntoView {
    let session = session();
    let (texts, dismiss) = (&session.texts().talk, session.texts().common.dismiss);
    let href = Route::Group(group.chat.clone(), GroupPage::Rules).href();
    let says = {
        let group = group.clone();
        Memo::new(move |_| group.new_rules())
    };
    move || {
        let (group, href) = (group.clone(), href.clone());
        says.get().map(|says| {
            view! {
                <div class="notice" role="status">
                    <span>{says}</span>
                    <a class="button" href=href>
                        {texts.read_rules}
                    </a>
                    <IconButton icon=Icon::Close label=dismiss on_click=move |_| group.saw_rules() />
                </div>
            }
        })
    }
}
