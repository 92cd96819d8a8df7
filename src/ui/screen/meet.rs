//! Meeting people who are in the same place.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::ui::shell::pane::{Column, Pane};
use crate::ui::shell::text_field::{Handing, LineForm};
use crate::view_model::meet::Meet as Model;
use crate::view_model::picker::called;

/// The screen.
#[component]
pub fn Meet() -> impl IntoView {
    let session = session();
    let texts = &session.texts().meet;
    let model = Model::new(&session);
    let left = model.clone();
    on_cleanup(move || left.close());
    let here = model.until.clone();
    let here = Memo::new(move |_| here.read().is_some());
    let model = StoredValue::new(model);
    let body = move || if here.get() { meeting(model) } else { digits(model) };
    view! {
        <Pane title=texts.title column=Column::Detail(&Route::Chats)>
            <div class="settings">{body}</div>
        </Pane>
    }
}

fn digits(model: StoredValue<Model>) -> AnyView {
    let texts = &session().texts().meet;
    let come = Callback::new(move |()| model.with_value(Model::come));
    view! {
        <p>{texts.text}</p>
        <LineForm
            form=model.with_value(|model| model.digits.clone())
            id="meet-digits"
            label=texts.digits
            hint=texts.digits_hint
            submit=texts.come
            on_submit=come
            mode="numeric"
            autofocus=true
        />
    }
    .into_any()
}

fn meeting(model: StoredValue<Model>) -> AnyView {
    let session = session();
    let all = session.texts();
    let texts = &all.meet;
    let (people, known) = (session.meeting.clone(), session.meeting.clone());
    let alone = Memo::new(move |_| known.is_known() && model.with_value(Model::is_alone));
    let enter = Callback::new(move |()| model.with_value(Model::enter));
    view! {
        <p role="status">{move || model.with_value(Model::note)}</p>
        <h2>{texts.here}</h2>
        <ul class="card" role="list" aria-label=texts.here aria-live="polite">
            <For each=move || people.get() key=|row| row.key.clone() let(row)>
                {
                    let value = row.value;
                    let name = Memo::new(move |_| called(&value.read(), all));
                    view! {
                        <li class="profile-row">
                            <PersonAvatar id=row.key name=name size="s" />
                            <span class="profile-row__name" dir="auto">
                                {move || name.get()}
                            </span>
                        </li>
                    }
                }
            </For>
        </ul>
        <Handing form=model.with_value(|model| model.entry.clone()) submit=texts.enter on_submit=enter>
            <p class="field__hint" role="status">
                {move || alone.get().then_some(texts.alone)}
            </p>
        </Handing>
        <button type="button" class="button" data-kind="quiet" on:click=move |_| model.with_value(Model::leave)>
            {texts.other_digits}
        </button>
    }
    .into_any()
}
