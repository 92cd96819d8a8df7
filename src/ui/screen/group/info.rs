//! What a group is, and what can be done with it.

use leptos::prelude::*;

use super::sheet::{Sheet, Sheets};
use super::{Followed, announcement, of};
use crate::backend::protocol::GroupCommand;
use crate::domain::group::Face;
use crate::domain::group::power::Power;
use crate::domain::safety::Guard;
use crate::route::{GroupPage, Route};
use crate::ui::kit::confirm::{Asking, Confirm, Question};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::switch::Switch;
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::ui::shell::face::GroupFace;
use crate::ui::shell::later::LaterWidgets;
use crate::view_model::group::GroupState;
use crate::view_model::group::info::Wording;
use crate::view_model::group::people::Section;

/// The file input for the picture.
const PICTURE: &str = "group-picture";

/// How many faces stand before the number of members.
const FACES: usize = 5;

pub(super) fn page(state: Followed) -> AnyView {
    let session = session();
    let texts = session.texts();
    let (asking, sheets) = (Asking::default(), Sheets::default());
    let ended = of(state, |state| state.ended());
    let inside = of(state, GroupState::is_in);
    view! {
        {head(state)}
        {guard(state)}
        <Show when=move || ended.read().is_some()>
            <p role="status">{move || ended.get()}</p>
        </Show>
        {announcement::card(state)}
        <ul class="card" role="list">
            {members(state)} <Show when=move || inside.get()>
                {go(state, Icon::Plus, texts.group.invite, GroupPage::Invite)}
                {row(Icon::Code, texts.group.code, move || sheets.show(Sheet::Code))}
            </Show> {go(state, Icon::Check, texts.talk.rules, GroupPage::Rules)}
            {go(state, Icon::Clock, texts.group.log, GroupPage::Log)}
        </ul>
        <Show when=move || inside.get()>
            <LaterWidgets chat=state.with_value(|state| state.chat.clone()) />
            {describing(state, sheets)}
            {switches(state)}
        </Show>
        <ul class="card" role="list">
            <Show when=move || inside.get()>
                {row(Icon::Me, texts.group.alias, move || sheets.show(Sheet::Text(Wording::Alias)))}
            </Show>
            {ways_out(state, sheets, asking)}
        </ul>
        {sheets.view(state, asking)}
        <Confirm asking=asking cancel=texts.common.cancel close=texts.common.close />
    }
    .into_any()
}

fn head(state: Followed) -> AnyView {
    let people = session().texts().talk.people;
    let face = of(state, |state| state.read(|group| group.face.clone()).unwrap_or(Face::Mosaic(Vec::new())));
    let (title, count) = (of(state, GroupState::title), of(state, GroupState::count));
    view! {
        <div class="card profile-row">
            <GroupFace face=face size="l" />
            <p class="profile-row__name">
                <span dir="auto">{move || title.get()}</span>
                <small class="profile-row__note">{move || people(count.get())}</small>
            </p>
        </div>
    }
    .into_any()
}

/// Who can read the group besides its members, where there is a server.
fn guard(state: Followed) -> AnyView {
    let texts = &session().texts().exchange;
    let guard = of(state, GroupState::guard);
    let words = move || match guard.get() {
        Guard::Device => None,
        Guard::Encrypted => Some(texts.encrypted_text),
        Guard::Plain => Some(texts.plain_text),
    };
    (move || words().map(|words| view! { <p>{words}</p> })).into_any()
}

/// The way to the members, with the faces of the first ones.
fn members(state: Followed) -> AnyView {
    let texts = &session().texts().group;
    let count = of(state, GroupState::count);
    let href = state.with_value(|state| Route::Group(state.chat.clone(), GroupPage::Members).href());
    let first = move || {
        let mut rows = state.with_value(|state| state.section(Section::In, ""));
        rows.truncate(FACES);
        rows
    };
    view! {
        <li>
            <a class="menu-row" href=href aria-label=move || (texts.members_row)(count.get())>
                {Icon::Contacts.view()}
                <span class="menu-row__label">{texts.members}</span>
                <span class="group__faces">
                    <For each=first key=|row| row.key.clone() let(row)>
                        <PersonAvatar
                            id=row.key
                            name=Signal::derive(move || row.value.read().name.as_str().to_owned())
                            size="s"
                        />
                    </For>
                </span>
                <span class="menu-row__value">{move || count.get()}</span>
                <span class="menu-row__chevron">{Icon::Chevron.view()}</span>
            </a>
        </li>
    }
    .into_any()
}

/// A line that does something.
fn row(icon: Icon, label: &'static str, run: impl Fn() + 'static) -> AnyView {
    view! {
        <li>
            <button type="button" class="menu-row" on:click=move |_| run()>
                {icon.view()}
                <span class="menu-row__label">{label}</span>
                <span class="menu-row__chevron">{Icon::Chevron.view()}</span>
            </button>
        </li>
    }
    .into_any()
}

/// A line that does something grave.
fn grave(label: &'static str, run: impl Fn() + 'static) -> AnyView {
    view! {
        <li>
            <button type="button" class="menu-row" data-kind="danger" on:click=move |_| run()>
                <span class="menu-row__label">{label}</span>
            </button>
        </li>
    }
    .into_any()
}

fn go(state: Followed, icon: Icon, label: &'static str, page: GroupPage) -> AnyView {
    row(icon, label, move || state.with_value(|state| state.go(page)))
}

/// What the group is called, looks like and says; for those who may change it.
fn describing(state: Followed, sheets: Sheets) -> AnyView {
    let all = session().texts();
    let texts = &all.group;
    let may = of(state, |state| state.may(Power::Describe));
    let pictured = of(state, |state| state.read(|group| matches!(group.face, Face::Picture(_))).unwrap_or_default());
    let choose = move |_| state.with_value(|state| state.set_picture(PICTURE));
    let remove = move || state.with_value(|state| state.act(GroupCommand::SetPicture { picture: None }));
    view! {
        <Show when=move || may.get()>
            <ul class="card" role="list">
                {row(Icon::Announce, all.talk.announcement, move || sheets.show(Sheet::Text(Wording::Announcement)))}
                {row(Icon::Edit, texts.rename, move || sheets.show(Sheet::Text(Wording::Title)))} <li>
                    <label class="menu-row group__picture">
                        {Icon::Me.view()} <span class="menu-row__label">{texts.picture}</span>
                        <input
                            class="visually-hidden"
                            type="file"
                            id=PICTURE
                            accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
                            on:change=choose
                        />
                    </label>
                </li> <Show when=move || pictured.get()>{row(Icon::Close, texts.picture_remove, remove)}</Show>
            </ul>
        </Show>
    }
    .into_any()
}

fn switches(state: Followed) -> AnyView {
    let all = session().texts();
    let (texts, info, talk) = (&all.group, &all.info, &all.talk);
    let turn = |act: fn(bool) -> GroupCommand| Callback::new(move |on| state.with_value(|state| state.act(act(on))));
    let set = |set: fn(&GroupState, bool)| Callback::new(move |on| state.with_value(|state| set(state, on)));
    let (approval, aliases, save) = (
        turn(|on| GroupCommand::SetApproval { on }),
        turn(|on| GroupCommand::ShowAliases { on }),
        turn(|on| GroupCommand::Save { on }),
    );
    let (pin, mute, fold) = (set(GroupState::set_pinned), set(GroupState::set_muted), set(GroupState::set_folded));
    let approves = of(state, |state| state.may(Power::Approval));
    let approved = of(state, |state| state.read(|group| group.approval).unwrap_or_default());
    let shows = of(state, |state| state.read(|group| group.mine.show_aliases).unwrap_or_default());
    let saved = of(state, |state| state.read(|group| group.mine.saved).unwrap_or_default());
    let pinned = of(state, |state| state.chat_is(|chat| chat.pinned));
    let muted = of(state, |state| state.chat_is(|chat| chat.muted));
    let folded = of(state, |state| state.chat_is(|chat| chat.folded));
    view! {
        <div class="card">
            <Show when=move || approves.get()>
                <Switch id="approval" label=texts.approval hint=texts.approval_hint on=approved on_turn=approval />
            </Show>
            <Switch id="aliases" label=texts.show_aliases hint=texts.show_aliases_hint on=shows on_turn=aliases />
            <Switch id="save" label=texts.save hint=texts.save_hint on=saved on_turn=save />
            <Switch id="pin" label=info.pin hint=info.pin_hint on=pinned on_turn=pin />
            <Switch id="mute" label=info.mute hint=info.mute_hint on=muted on_turn=mute />
            <Show when=move || muted.get() || folded.get()>
                <Switch id="fold" label=talk.fold hint=talk.fold_hint on=folded on_turn=fold />
            </Show>
        </div>
    }
    .into_any()
}

fn ways_out(state: Followed, sheets: Sheets, asking: Asking) -> AnyView {
    let all = session().texts();
    let (texts, talk) = (&all.group, &all.talk);
    let inside = of(state, GroupState::is_in);
    let transfers = of(state, |state| state.may(Power::Transfer) && state.count() > 1);
    let dissolves = of(state, |state| state.may(Power::Dissolve));
    let does = move |run: fn(&GroupState)| move || state.with_value(run);
    let ask_clear = move || {
        let (text, run) = (texts.clear_text.into(), does(GroupState::clear_history));
        asking.ask(Question::new(talk.clear_title, text, talk.clear, run));
    };
    let ask_leave = move || {
        let (may, last) = state.with_value(|state| untrack(|| (state.may_leave(), state.count() <= 1)));
        if may {
            let text = if last { texts.leave_last } else { texts.leave_text };
            asking.ask(Question::new(texts.leave, text.into(), texts.leave, does(GroupState::leave)));
        } else {
            let hand_over = move || sheets.show(Sheet::Transfer);
            asking.ask(Question::new(texts.leave, texts.leave_owner.into(), texts.transfer, hand_over));
        }
    };
    let ask_dissolve = move || {
        let (text, run) = (texts.dissolve_text.into(), does(GroupState::dissolve));
        asking.ask(Question::new(texts.dissolve, text, texts.dissolve, run));
    };
    view! {
        <Show when=move || transfers.get()>
            {row(Icon::Contacts, texts.transfer, move || sheets.show(Sheet::Transfer))}
        </Show>
        {grave(talk.clear, ask_clear)}
        <Show when=move || inside.get()>{grave(texts.leave, ask_leave)}</Show>
        <Show when=move || dissolves.get()>{grave(texts.dissolve, ask_dissolve)}</Show>
    }
    .into_any()
}
