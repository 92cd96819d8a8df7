//! What opens above the page of a group: its code, a text to change, whom to hand it over to.

use leptos::prelude::*;

use super::{Followed, code};
use crate::domain::id::PersonId;
use crate::ui::kit::confirm::{Asking, Question};
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::filter::Filter;
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::ui::shell::text_field::{AreaForm, LineForm};
use crate::view_model::group::info::Wording;
use crate::view_model::group::people::{Deed, Section};

/// What is in the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    /// The code.
    Code,
    /// A text to change.
    Text(Wording),
    /// Whom to hand the group over to.
    Transfer,
}

/// The dialog, which holds one thing at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheets {
    open: RwSignal<bool>,
    sheet: RwSignal<Sheet>,
}

impl Default for Sheets {
    fn default() -> Self {
        Self { open: RwSignal::new(false), sheet: RwSignal::new(Sheet::Code) }
    }
}

impl Sheets {
    /// Opens it.
    pub(super) fn show(self, sheet: Sheet) {
        self.sheet.set(sheet);
        self.open.set(true);
    }

    pub(super) fn view(self, state: Followed, asking: Asking) -> AnyView {
        let Self { open, sheet } = self;
        let all = session().texts();
        let texts = &all.group;
        let title = Signal::derive(move || {
            let title = match sheet.get() {
                Sheet::Code => texts.code,
                Sheet::Transfer => texts.transfer,
                Sheet::Text(Wording::Title) => texts.rename,
                Sheet::Text(Wording::Alias) => texts.alias,
                Sheet::Text(Wording::Announcement) => all.talk.announcement,
                Sheet::Text(Wording::Rules) => all.talk.rules,
            };
            title.to_owned()
        });
        view! {
            <Dialog id="group-sheet" title=title close=all.common.close open=open>
                {move || match sheet.get() {
                    Sheet::Code => code::view(state, asking),
                    Sheet::Transfer => heirs(state, asking, open),
                    Sheet::Text(wording) => form(state, wording, open),
                }}
            </Dialog>
        }
        .into_any()
    }
}

fn form(state: Followed, wording: Wording, open: RwSignal<bool>) -> AnyView {
    let all = session().texts();
    let texts = &all.group;
    let form = state.with_value(|state| state.form(wording));
    let typed = form.clone();
    let done = Callback::new(move |()| open.set(false));
    let hand_in = Callback::new(move |()| state.with_value(|state| state.hand_in(wording, &typed, done)));
    let id = "group-text";
    if wording == Wording::Announcement {
        let (label, hint) = (all.talk.announcement, texts.announcement_hint);
        return view! { <AreaForm form=form id=id label=label hint=hint submit=texts.announce on_submit=hand_in /> }
            .into_any();
    }
    let (label, hint) =
        if wording == Wording::Alias { (texts.alias, texts.alias_hint) } else { (texts.name, texts.name_hint) };
    view! { <LineForm form=form id=id label=label hint=hint submit=all.common.save on_submit=hand_in autofocus=true /> }
        .into_any()
}

/// Everybody to whom the group can be handed over.
fn heirs(state: Followed, asking: Asking, open: RwSignal<bool>) -> AnyView {
    let all = session().texts();
    let texts = &all.group;
    let filter = ArcRwSignal::new(String::new());
    let crowded = state.with_value(|state| untrack(|| state.is_crowded()));
    let value = filter.clone();
    let find = crowded.then(|| view! { <Filter label=texts.member.filter value=value /> });
    let others = move || {
        let rows = state.with_value(|state| state.section(Section::In, &filter.read()));
        rows.into_iter().filter(|row| state.with_value(|state| !state.is_me(&row.key))).collect::<Vec<_>>()
    };
    view! {
        <p>{texts.transfer_text}</p>
        {find}
        <ul class="card" role="list" aria-label=texts.members>
            <For each=others key=|row| row.key.clone() let(row)>
                {
                    let (id, avatar) = (row.key.clone(), row.key);
                    let name = Memo::new(move |_| state.with_value(|state| state.called(&avatar)));
                    let avatar = id.clone();
                    let ask = move |_| {
                        open.set(false);
                        asking.ask(transfer(state, id.clone(), name.get_untracked()));
                    };
                    view! {
                        <li>
                            <button
                                type="button"
                                class="contact-row"
                                aria-label=move || (texts.transfer_to)(&name.read())
                                on:click=ask
                            >
                                <PersonAvatar id=avatar name=name size="s" />
                                <span class="contact-row__name" dir="auto">
                                    {move || name.get()}
                                </span>
                            </button>
                        </li>
                    }
                }
            </For>
        </ul>
    }
    .into_any()
}

/// The question before the group is handed over.
pub(super) fn transfer(state: Followed, person: PersonId, name: String) -> Question {
    let texts = &session().texts().group;
    let run = move || state.with_value(|state| state.carry_out(Deed::Transfer, &person));
    Question::new(texts.transfer, (texts.transfer_confirm)(&name), texts.transfer, run)
}
