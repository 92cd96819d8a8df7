//! Choosing people: who is chosen, a filter, and everybody who can be.

use leptos::prelude::*;

use crate::domain::id::PersonId;
use crate::domain::person::Contact;
use crate::ui::kit::filter::Filter;
use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::view_model::picker::{Picker, called};
use crate::view_model::rows::Row;

/// The choice.
#[component]
pub fn PickerView(
    /// Who can be chosen, and who is.
    picker: Picker,
) -> impl IntoView {
    let texts = &session().texts().picker;
    let filter = picker.filter.clone();
    let picker = StoredValue::new(picker);
    let chosen = move || picker.with_value(|picker| picker.chosen.get());
    let shown = move || picker.with_value(Picker::shown);
    view! {
        <div class="picker">
            <Show when=move || !chosen().is_empty()>
                <ul class="picker__chosen" role="list" aria-label=texts.chosen>
                    <For each=chosen key=Clone::clone let(id)>
                        {chip(picker, id)}
                    </For>
                </ul>
            </Show>
            <Filter label=texts.filter value=filter.clone() />
            <ul class="card" role="list" aria-label=texts.people>
                <For each=shown key=|row| row.key.clone() let(row)>
                    {choosable(picker, row)}
                </For>
            </ul>
            <p class="field__hint" role="status">
                {move || shown().is_empty().then_some(texts.no_match)}
            </p>
        </div>
    }
}

fn chip(picker: StoredValue<Picker>, id: PersonId) -> AnyView {
    let texts = &session().texts().picker;
    let named = id.clone();
    let name = Memo::new(move |_| picker.with_value(|picker| picker.name(&named)));
    view! {
        <li>
            <button
                type="button"
                class="picker__chip"
                aria-label=move || (texts.unchoose)(&name.read())
                on:click=move |_| picker.with_value(|picker| picker.choose(&id, false))
            >
                <span dir="auto">{move || name.get()}</span>
                {Icon::Close.view()}
            </button>
        </li>
    }
    .into_any()
}

fn choosable(picker: StoredValue<Picker>, row: Row<Contact>) -> AnyView {
    let texts = session().texts();
    let (id, value) = (row.key, row.value);
    let name = Memo::new(move |_| called(&value.read(), texts));
    let (person, chosen) = (id.clone(), id.clone());
    view! {
        <li>
            <label class="contact-row">
                <input
                    class="check"
                    type="checkbox"
                    prop:checked=move || picker.with_value(|picker| picker.is_chosen(&chosen))
                    on:change:target=move |event| {
                        picker.with_value(|picker| picker.choose(&id, event.target().checked()));
                    }
                />
                <PersonAvatar id=person name=name size="s" />
                <span class="contact-row__name" dir="auto">
                    {move || name.get()}
                </span>
            </label>
        </li>
    }
    .into_any()
}
