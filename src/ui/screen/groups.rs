//! The groups that one keeps or looks after.

use leptos::prelude::*;

use crate::domain::chat::Chat;
use crate::domain::id::ChatId;
use crate::route::Route;
use crate::ui::session;
use crate::ui::shell::avatar::ChatAvatar;
use crate::ui::shell::pane::{Column, Pane};
use crate::ui::shell::text_field::{AreaForm, Handing, line};
use crate::view_model::chats::title;
use crate::view_model::groups::{AnnounceForm, GroupSet, NextForm};
use crate::view_model::rows::Row;

/// The screen.
#[component]
pub fn Groups() -> impl IntoView {
    let session = session();
    let texts = &session.texts().groups;
    let (kept, sets, known) = (session.clone(), session.clone(), session.clone());
    let none = {
        let session = session.clone();
        Memo::new(move |_| session.saved_groups().is_empty())
    };
    let sets = Memo::new(move |_| sets.sets());
    let nothing = Memo::new(move |_| known.chats.is_known() && sets.read().is_empty());
    let form = AnnounceForm::new(&session);
    let all = {
        let form = form.clone();
        move |set: GroupSet| view! { <SetView first=set.first sets=sets form=form.clone() /> }
    };
    let some = Memo::new(move |_| !sets.read().is_empty());
    view! {
        <Pane title=texts.title column=Column::Detail(&Route::Contacts)>
            <div class="settings">
                <h3>{texts.saved}</h3>
                <ul class="card" role="list" aria-label=texts.saved>
                    <For each=move || kept.saved_groups() key=|row| row.key.clone() let(row)>
                        <li>{group_link(row)}</li>
                    </For>
                </ul>
                <Show when=move || none.get()>
                    <p>{texts.saved_none}</p>
                </Show>
                <h3>{texts.yours}</h3>
                <For each=move || sets.get() key=|set| set.first.clone() children=all />
                <Show when=move || nothing.get()>
                    <p>{texts.yours_none}</p>
                </Show>
                <Show when=move || some.get()>
                    <Announce form=form.clone() />
                </Show>
            </div>
        </Pane>
    }
}

fn group_link(row: Row<Chat>) -> impl IntoView {
    let (value, called, people) = (row.value.clone(), row.value.clone(), row.value);
    let texts = session().texts();
    let with = Memo::new(move |_| Some(value.read().with.clone()));
    let name = Memo::new(move |_| title(&called.read().title, texts));
    let people = move || people.read().with.group().map(|group| (texts.talk.people)(group.members));
    view! {
        <a class="profile-row" href=Route::Chat(row.key).href()>
            <ChatAvatar with=with name=name />
            <span class="profile-row__name">
                <span dir="auto">{move || name.get()}</span>
                <small class="profile-row__note">{people}</small>
            </span>
        </a>
    }
}

#[component]
fn SetView(first: ChatId, sets: Memo<Vec<GroupSet>>, form: AnnounceForm) -> impl IntoView {
    let session = session();
    let texts = &session.texts().groups;
    let set = Memo::new(move |_| sets.read().iter().find(|set| set.first == first).cloned());
    let groups = Memo::new(move |_| set.get().map(|set| set.groups).unwrap_or_default());
    let next = Memo::new(move |_| set.get().and_then(|set| set.next));
    let sum = move || {
        let set = set.get().filter(|set| set.groups.len() > 1)?;
        let count = u32::try_from(set.groups.len()).unwrap_or(u32::MAX);
        Some(view! { <p class="groups__sum">{(texts.set)(count, set.people)}</p> })
    };
    let line = {
        let session = session.clone();
        move |id: ChatId| {
            let row = untrack(|| session.chats.row(&id))?;
            let name = row.value.with_untracked(|chat| title(&chat.title, session.texts()));
            let (chosen, choose) = (form.clone(), form.clone());
            let group = id.clone();
            Some(view! {
                <li class="groups__line">
                    {group_link(row)}
                    <input
                        type="checkbox"
                        class="groups__check"
                        aria-label=format!("{}: {name}", texts.choose)
                        prop:checked=move || chosen.is_chosen(&id)
                        on:change:target=move |event| choose.choose(&group, event.target().checked())
                    />
                </li>
            })
        }
    };
    let next = move || next.get().map(|after| view! { <Next form=NextForm::new(&session, after) /> });
    view! {
        <div class="card">
            {sum} <ul role="list">
                <For each=move || groups.get() key=ChatId::clone children=line />
            </ul> {next}
        </div>
    }
}

#[component]
fn Next(form: NextForm) -> impl IntoView {
    let texts = &session().texts().groups;
    let text = form.form.clone();
    let name = line(&text, "next-name", texts.next_name, texts.next_hint, "text", false);
    view! {
        <div class="groups__next">
            <p class="field__hint">{texts.next_text}</p>
            <Handing form=text submit=texts.next on_submit=Callback::new(move |()| form.submit())>
                {name}
            </Handing>
        </div>
    }
}

#[component]
fn Announce(form: AnnounceForm) -> impl IntoView {
    let texts = &session().texts().groups;
    let (text, label) = (form.form.clone(), form.clone());
    view! {
        <AreaForm
            form=text
            id="announce-all"
            label=texts.announce
            hint=texts.announce_hint
            submit=Signal::derive(move || label.submit_label())
            on_submit=Callback::new(move |()| form.submit())
        />
    }
}
