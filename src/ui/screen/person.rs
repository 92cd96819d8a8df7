//! One contact.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::domain::id::PersonId;
use crate::domain::person::{Contact, is_guide};
use crate::route::Route;
use crate::ui::kit::confirm::{Asking, Confirm, Question};
use crate::ui::kit::empty::Empty;
use crate::ui::kit::field::Field;
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::person::{NoteField, NoteForm};

/// The screen.
#[component]
pub fn PersonScreen(
    /// Who.
    id: PersonId,
) -> impl IntoView {
    let session = session();
    let texts = &session.texts().people;
    // An account that is not followed is no contact any more; who looks at it can still follow it again.
    let contact = {
        let (session, id) = (session.clone(), id.clone());
        Memo::new(move |before: Option<&Option<Contact>>| {
            session.contact(&id).or_else(|| before.cloned().flatten().filter(|contact| contact.account.is_some()))
        })
    };
    let known = Memo::new(move |_| contact.read().is_some());
    let missing = {
        let session = session.clone();
        Memo::new(move |_| session.contacts.is_known() && !known.get())
    };
    view! {
        <Pane title=texts.title column=Column::Detail(&Route::Contacts)>
            {move || {
                known
                    .get()
                    .then(|| contact.get_untracked())
                    .flatten()
                    .map(|first| view! { <About first=first contact=contact /> })
            }}
            <Show when=move || missing.get()>
                <Empty title=texts.missing_title text=texts.missing_text />
            </Show>
        </Pane>
    }
}

#[component]
fn About(first: Contact, contact: Memo<Option<Contact>>) -> impl IntoView {
    let session = session();
    let texts = &session.texts().people;
    let id = first.id.clone();
    let own = {
        let session = session.clone();
        Memo::new(move |_| contact.read().as_ref().map(|contact| session.own_name(contact)).unwrap_or_default())
    };
    let follows = {
        let (session, id) = (session.clone(), id.clone());
        Memo::new(move |_| session.contacts.row(&id).is_some())
    };
    let (kind, is_account) = (session.kind(&first), first.account.is_some());
    let turn = is_account.then(|| {
        let (session, id) = (session.clone(), id.clone());
        let label = move || if follows.get() { texts.unfollow } else { texts.follow };
        let turn = move |_| session.follow_account(id.clone(), !follows.get_untracked());
        view! {
            <button type="button" class="button" on:click=turn>
                {label}
            </button>
        }
    });
    let note = (!is_guide(&id)).then(|| view! { <Note form=NoteForm::new(&session, &first) /> });
    let whom = id.clone();
    let (person, write) = (id.clone(), move |_| session.write_to(id.clone()));
    view! {
        <div class="settings">
            <div class="card profile-row">
                <PersonAvatar id=person name=own size="l" />
                <span class="profile-row__name">
                    <span dir="auto">{move || own.get()}</span>
                    <small class="profile-row__note">{kind}</small>
                </span>
            </div>
            <Show when=move || !follows.get()>
                <p>{texts.follow_text}</p>
            </Show>
            <div class="profile-row__actions">
                <Show when=move || follows.get()>
                    <button type="button" class="button" data-kind="primary" on:click=write.clone()>
                        {texts.write}
                    </button>
                </Show>
                {turn}
            </div>
            {note} <Protection person=whom name=own />
        </div>
    }
}

/// Comparing keys with somebody, and not hearing from them.
#[component]
fn Protection(person: PersonId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let all = session.texts();
    let texts = &all.security;
    let can = session.abilities.get_untracked();
    let asking = Asking::default();
    let ignored = {
        let (session, person) = (session.clone(), person.clone());
        Memo::new(move |_| session.ignores(&person))
    };
    let compare = can.safety.then(|| {
        let (session, person) = (session.clone(), person.clone());
        view! {
            <button type="button" class="button" on:click=move |_| session.compare(Some(person.clone()))>
                {texts.compare}
            </button>
        }
    });
    let ignore = can.ignoring.then(|| {
        let turn = move |_| {
            let (session, person) = (session.clone(), person.clone());
            if ignored.get_untracked() {
                return session.ignore(person, false);
            }
            let words = (texts.ignore_text)(&name.read_untracked());
            let run = move || session.ignore(person.clone(), true);
            asking.ask(Question::new(texts.ignore, words, texts.ignore, run));
        };
        let label = move || if ignored.get() { texts.hear_again } else { texts.ignore };
        view! {
            <button type="button" class="button" on:click=turn>
                {label}
            </button>
        }
    });
    let said = move || ignored.get().then(|| view! { <p>{(texts.ignored_now)(&name.read())}</p> });
    view! {
        <div class="profile-row__actions">{compare} {ignore} <div role="status">{said}</div></div>
        <Confirm asking=asking cancel=all.common.cancel close=all.common.close />
    }
}

#[component]
fn Note(form: NoteForm) -> impl IntoView {
    let all = session().texts();
    let texts = &all.people;
    let field = |field: NoteField, id: &'static str, label: &'static str, hint: &'static str| {
        let (typed, wrong) = (form.clone(), form.clone());
        let value = match field {
            NoteField::Remark => form.remark.clone(),
            NoteField::Tags => form.tags.clone(),
        };
        view! {
            <Field
                id=id
                label=label
                hint=hint
                value=Signal::derive(move || value.get())
                error=Signal::derive(move || wrong.error(field))
                on_input=Callback::new(move |text| typed.typed(field, text))
            />
        }
    };
    let remark = field(NoteField::Remark, "remark", texts.remark, texts.remark_hint);
    let tags = field(NoteField::Tags, "tags", texts.tags, texts.tags_hint);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        form.save();
    };
    view! {
        <form on:submit=save novalidate>
            {remark} {tags} <button type="submit" class="button">
                {all.common.save}
            </button>
        </form>
    }
}
