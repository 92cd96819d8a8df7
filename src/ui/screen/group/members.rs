//! The people of a group, those at its door, and those who were sent away.

use leptos::prelude::*;

use super::{Followed, of, sheet};
use crate::backend::protocol::GroupCommand;
use crate::domain::group::Member;
use crate::domain::group::power::Power;
use crate::domain::id::PersonId;
use crate::route::Route;
use crate::ui::kit::confirm::{Asking, Confirm, Question};
use crate::ui::kit::filter::Filter;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::view_model::group::GroupState;
use crate::view_model::group::people::{Deed, MemberRow, Section};
use crate::view_model::rows::Row;

pub(super) fn page(state: Followed) -> AnyView {
    let session = session();
    let common = &session.texts().common;
    let texts = &session.texts().group;
    let asking = Asking::default();
    let filter = ArcRwSignal::new(String::new());
    let crowded = of(state, GroupState::is_crowded);
    let helps = of(state, |state| state.may(Power::Approve));
    let value = filter.clone();
    let find = move || crowded.get().then(|| view! { <Filter label=texts.member.filter value=value.clone() /> });
    let list = |section| list(state, section, filter.clone(), asking);
    let (waiting, invited, inside, removed) =
        (list(Section::Asking), list(Section::Invited), list(Section::In), list(Section::Removed));
    let removed = StoredValue::new(removed);
    let found = filter.clone();
    let nobody = move || state.with_value(|state| state.section(Section::In, &found.read()).is_empty());
    view! {
        {find}
        {waiting()}
        {invited()}
        {inside()}
        <p class="field__hint" role="status">
            {move || nobody().then_some(texts.member.nobody)}
        </p>
        <Show when=move || helps.get()>{removed.with_value(|removed| removed())}</Show>
        <Confirm asking=asking cancel=common.cancel close=common.close />
    }
    .into_any()
}

/// A part of the list, with its heading unless it is that of the members.
fn list(
    state: Followed,
    section: Section,
    filter: ArcRwSignal<String>,
    asking: Asking,
) -> impl Fn() -> AnyView + Send + Sync + 'static {
    let texts = &session().texts().group;
    let title = match section {
        Section::Asking => texts.member.asking,
        Section::Invited => texts.member.invited,
        Section::In => texts.members,
        Section::Removed => texts.member.removed,
    };
    move || {
        let filter = filter.clone();
        let rows = move || state.with_value(|state| state.section(section, &filter.read()));
        let each = rows.clone();
        let some = Memo::new(move |_| section == Section::In || !rows().is_empty());
        let heading = move || (section != Section::In).then(|| view! { <h2>{title}</h2> });
        view! {
            <Show when=move || some.get()>
                {heading()} <ul class="card" role="list" aria-label=title>
                    <For each=each.clone() key=|row| row.key.clone() let(row)>
                        {item(state, row, section, asking)}
                    </For>
                </ul>
            </Show>
        }
        .into_any()
    }
}

fn item(state: Followed, row: Row<Member>, section: Section, asking: Asking) -> AnyView {
    let (id, value) = (row.key, row.value);
    let member = value.clone();
    let words = Memo::new(move |_| state.with_value(|state| state.member_row(&member.read())));
    let name = Signal::derive(move || words.read().name.clone());
    let part = move |read: fn(&MemberRow) -> &str| move || read(&words.read()).to_owned();
    let href = Route::Person(id.clone()).href();
    let mine = state.with_value(|state| untrack(|| state.is_me(&id)));
    let title = if mine {
        view! { <span dir="auto">{part(|row| &row.title)}</span> }.into_any()
    } else {
        view! {
            <a dir="auto" href=href>
                {part(|row| &row.title)}
            </a>
        }
        .into_any()
    };
    let reason = move || {
        words.read().reason.clone().map(|reason| {
            view! {
                <span class="profile-row__note" dir="auto">
                    {reason}
                </span>
            }
        })
    };
    let actions = match section {
        Section::In => deeds(state, value, words, asking),
        Section::Asking => decision(state, id.clone(), words),
        Section::Removed => again(state, id.clone(), words),
        Section::Invited => ().into_any(),
    };
    view! {
        <li class="profile-row">
            <PersonAvatar id=id name=name size="s" />
            <span class="profile-row__name">
                {title} <small class="profile-row__note">{part(|row| &row.note)}</small> {reason}
            </span>
            {actions}
        </li>
    }
    .into_any()
}

/// What may be done about a member.
fn deeds(state: Followed, value: ArcRwSignal<Member>, words: Memo<MemberRow>, asking: Asking) -> AnyView {
    let texts = &session().texts().group.member;
    let transfer = session().texts().group.transfer;
    let read = value.clone();
    let deeds = Memo::new(move |_| state.with_value(|state| state.deeds(&read.read())));
    let item = move |deed: Deed, person: PersonId| {
        let (icon, label) = match deed {
            Deed::MakeAdmin => (Icon::Check, texts.make_admin),
            Deed::UnmakeAdmin => (Icon::Down, texts.unmake_admin),
            Deed::Transfer => (Icon::Contacts, transfer),
            Deed::Remove => (Icon::Close, texts.remove),
        };
        let run = Callback::new(move |()| {
            let name = words.get_untracked().name;
            match deed {
                Deed::Transfer => asking.ask(sheet::transfer(state, person.clone(), name)),
                Deed::Remove => {
                    let person = person.clone();
                    let run = move || state.with_value(|state| state.carry_out(deed, &person));
                    asking.ask(Question::new(texts.remove, (texts.remove_confirm)(&name), texts.remove, run));
                }
                _ => state.with_value(|state| state.carry_out(deed, &person)),
            }
        });
        MenuItem { icon, label, run }
    };
    let items = Callback::new(move |()| {
        let person = value.with_untracked(|member| member.person.clone());
        deeds.get_untracked().into_iter().map(|deed| item(deed, person.clone())).collect()
    });
    let label = Signal::derive(move || (texts.menu)(&words.read().name));
    view! {
        <Show when=move || !deeds.read().is_empty()>
            <Menu icon=Icon::More label=label items=items />
        </Show>
    }
    .into_any()
}

/// Yes or no, for those who decide.
fn decision(state: Followed, person: PersonId, words: Memo<MemberRow>) -> AnyView {
    let texts = &session().texts().group.member;
    let helps = of(state, |state| state.may(Power::Approve));
    let person = StoredValue::new(person);
    let button = move |approve: bool, label: &'static str, whom: fn(&str) -> String| {
        let decide = move |_| {
            let person = person.get_value();
            state.with_value(|state| state.act(GroupCommand::Decide { person, approve }));
        };
        view! {
            <button
                type="button"
                class="button"
                data-kind=approve.then_some("primary")
                aria-label=move || whom(&words.read().name)
                on:click=decide
            >
                {label}
            </button>
        }
    };
    view! {
        <Show when=move || helps.get()>
            <span class="profile-row__actions">
                {button(true, texts.approve, texts.approve_whom)} {button(false, texts.decline, texts.decline_whom)}
            </span>
        </Show>
    }
    .into_any()
}

/// Another invitation.
fn again(state: Followed, person: PersonId, words: Memo<MemberRow>) -> AnyView {
    let texts = &session().texts().group.member;
    view! {
        <span class="profile-row__actions">
            <button
                type="button"
                class="button"
                aria-label=move || (texts.invite_again_whom)(&words.read().name)
                on:click=move |_| state.with_value(|state| state.invite_again(&person))
            >
                {texts.invite_again}
            </button>
        </span>
    }
    .into_any()
}
