//! What a code leads to, and the way in.

use leptos::prelude::*;

use crate::domain::group::{Doorway, Refusal};
use crate::domain::person::Contact;
use crate::route::Route;
use crate::ui::screen::bubble::pieces;
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::ui::shell::face::GroupFace;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::join::{Door, Join as Model};

/// The screen.
#[component]
pub fn Join(
    /// What the code says.
    payload: String,
) -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let model = StoredValue::new(Model::open(&session, &payload));
    let title = Memo::new(move |_| model.with_value(Model::title));
    let door = model.with_value(|model| model.door.clone());
    let body = move || match door.get() {
        Door::Looking => view! { <p role="status">{texts.join.looking}</p> }.into_any(),
        Door::Group(doorway) => group(model, *doorway),
        Door::Person(contact) => person(model, contact, title),
        Door::Broken(_) | Door::Closed(_) => ().into_any(),
    };
    let trouble = Memo::new(move |_| model.with_value(Model::trouble));
    let retry = move || {
        model.with_value(Model::may_retry).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| model.with_value(Model::retry)>
                    {texts.common.try_again}
                </button>
            }
        })
    };
    let says = move || {
        trouble.get().map(|trouble| {
            view! {
                <p class="notice" role="alert">
                    {trouble}
                </p>
                <div class="invitation__actions">
                    {retry}
                    <a class="button" href=Route::Chats.href()>
                        {texts.common.go_to_chats}
                    </a>
                </div>
            }
        })
    };
    view! {
        <Pane title=title column=Column::Door>
            <div class="invitation">{body} {says}</div>
        </Pane>
    }
}

fn group(model: StoredValue<Model>, doorway: Doorway) -> AnyView {
    let all = session().texts();
    let texts = &all.join;
    let Doorway { chat, face, members, contacts, by, rules, refusal, .. } = doorway;
    let agrees = rules.is_some() && refusal.is_none();
    let rules = rules.map(|rules| {
        view! {
            <section class="card invitation__rules">
                <h2>{all.talk.rules}</h2>
                <div class="strip__whole" dir="auto">
                    {pieces(rules.text.as_str())}
                </div>
            </section>
        }
    });
    let busy = model.with_value(|model| model.busy.clone());
    let way = match refusal {
        None => Some(
            view! {
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    aria-disabled=move || busy.get().to_string()
                    on:click=move |_| model.with_value(Model::join)
                >
                    {all.talk.join}
                </button>
            }
            .into_any(),
        ),
        Some(Refusal::AlreadyMember) => Some(
            view! {
                <p>{texts.already}</p>
                <a class="button" data-kind="primary" href=Route::Chat(chat).href()>
                    {texts.open_chat}
                </a>
            }
            .into_any(),
        ),
        Some(_) => None,
    };
    view! {
        <GroupFace face=face size="l" />
        <p dir="auto">{(texts.invites)(by.as_str())}</p>
        <p class="field__hint">{(texts.people)(members, contacts)}</p>
        {rules}
        {agrees.then(|| view! { <p class="field__hint">{texts.agree}</p> })}
        {way.map(|way| view! { <div class="invitation__actions">{way}</div> })}
    }
    .into_any()
}

fn person(model: StoredValue<Model>, contact: Contact, title: Memo<String>) -> AnyView {
    let session = session();
    let texts = &session.texts().join;
    let id = StoredValue::new(contact.id.clone());
    let about = Route::Person(contact.id.clone()).href();
    let is_account = contact.account.is_some();
    let mine = model.with_value(|model| untrack(|| model.is_me(&contact.id)));
    let text = match (mine, is_account) {
        (true, _) => texts.myself,
        (false, true) => texts.account_text,
        (false, false) => texts.person_text,
    };
    let follows = Memo::new(move |_| is_account && !model.with_value(|model| model.follows(&id.read_value())));
    let act = move |_| {
        if follows.get_untracked() {
            model.with_value(|model| model.follow(id.get_value()));
        } else {
            session.write_to(id.get_value());
        }
    };
    let ways = (!mine).then(|| {
        view! {
            <div class="invitation__actions">
                <button type="button" class="button" data-kind="primary" on:click=act>
                    {move || if follows.get() { texts.follow } else { texts.write }}
                </button>
                <a class="button" href=about>
                    {texts.about}
                </a>
            </div>
        }
    });
    view! {
        <PersonAvatar id=contact.id name=title size="l" />
        <p>{text}</p>
        {ways}
    }
    .into_any()
}
