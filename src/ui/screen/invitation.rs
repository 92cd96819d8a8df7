//! A group that one may come into: what it is, who asks, and what is welcome there.

use leptos::prelude::*;

use super::bubble::pieces;
use crate::domain::id::ChatId;
use crate::route::Route;
use crate::ui::session;
use crate::ui::shell::avatar::ChatAvatar;
use crate::ui::shell::notices::Notices;
use crate::ui::shell::pane::{DetailHeading, back_to};
use crate::view_model::invitation::Invitation;

/// The screen.
#[component]
pub fn InvitationScreen(
    /// Which group.
    id: ChatId,
) -> impl IntoView {
    let session = session();
    let texts = &session.texts().talk;
    let invitation = Invitation::open(&session, id);
    let left = invitation.clone();
    on_cleanup(move || left.leave());
    let title = part(&invitation, Invitation::title);
    let with = {
        let invitation = invitation.clone();
        Memo::new(move |_| invitation.with())
    };
    let (people, by) = (part(&invitation, Invitation::people), part(&invitation, Invitation::by));
    let rules = {
        let invitation = invitation.clone();
        Memo::new(move |_| invitation.rules())
    };
    let rules = move || {
        rules.get().map(|rules| {
            view! {
                <section class="card invitation__rules">
                    <h2>{texts.rules}</h2>
                    <div class="strip__whole" dir="auto">
                        {pieces(&rules)}
                    </div>
                </section>
            }
        })
    };
    let (accept, decline) = (invitation.clone(), invitation);
    view! {
        <div class="conversation">
            <header class="conversation__header">
                {back_to(&Route::Chats, "conversation__back", None)} <div class="conversation__who">
                    <DetailHeading class="conversation__title" title=title />
                </div>
            </header>
            <Notices />
            <div class="invitation">
                <ChatAvatar with=with name=title size="l" />
                <p class="invitation__title" dir="auto">
                    {move || title.get()}
                </p>
                <p class="field__hint">{move || people.get()}</p>
                <p dir="auto">{move || by.get()}</p>
                {rules}
                <div class="invitation__actions">
                    <button type="button" class="button" data-kind="primary" on:click=move |_| accept.accept()>
                        {texts.join}
                    </button>
                    <button type="button" class="button" on:click=move |_| decline.decline()>
                        {texts.decline}
                    </button>
                </div>
            </div>
        </div>
    }
}

fn part(invitation: &Invitation, read: fn(&Invitation) -> String) -> Memo<String> {
    let invitation = invitation.clone();
    Memo::new(move |_| read(&invitation))
}
