//! The profiles of this device: who acts here, who else there is, and one's own name.

use leptos::prelude::*;

use super::name_field::NameFormView;
use crate::domain::person::Profile;
use crate::route::Route;
use crate::ui::kit::confirm::{Asking, Confirm, Question};
use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::Session;
use crate::view_model::name_form::NameForm;
use crate::view_model::profiles::ProfileRow;
use crate::view_model::rows::Row;

/// The file input for one's own picture.
const PICTURE: &str = "own-picture";

/// The screen.
#[component]
pub fn Profiles() -> impl IntoView {
    let session = session();
    let texts = &session.texts().profiles;
    let profiles = session.profiles.clone();
    session.watch_profiles();
    {
        let session = session.clone();
        on_cleanup(move || session.leave_profiles());
    }
    let me = {
        let session = session.clone();
        Memo::new(move |_| session.me())
    };
    let rename = {
        let session = session.clone();
        move || {
            let name = me.get()?.name;
            let form = NameForm::new(&session, name.as_str());
            Some(view! {
                <NameFormView
                    form=form
                    id="own-name"
                    label=texts.your_name
                    submit=session.texts().common.save
                    on_submit=NameForm::rename
                />
            })
        }
    };
    view! {
        <Pane title=texts.title column=Column::Detail(&Route::Me)>
            <div class="profiles">
                <p>{texts.text}</p>
                <ul class="card" role="list" aria-label=texts.list>
                    <For each=move || profiles.get() key=|row| row.key.clone() let(row)>
                        <ProfileItem row=row />
                    </For>
                </ul>
                <button type="button" class="button" on:click=move |_| session.go(Route::AddProfile)>
                    {texts.add}
                </button>
                <h2>{texts.rename}</h2>
                {rename} <OwnPicture /> <SignOut />
            </div>
        </Pane>
    }
}

/// Choosing what others see besides the name, where there is a server that keeps it.
#[component]
fn OwnPicture() -> impl IntoView {
    let session = session();
    let texts = &session.texts().group;
    let session = StoredValue::new(session);
    let has = Memo::new(move |_| session.with_value(Session::has_security));
    let pictured = Memo::new(move |_| session.with_value(Session::is_pictured));
    let choose = move |_| session.with_value(|session| session.choose_picture(PICTURE));
    let remove = move |_| session.with_value(|session| session.set_picture(None));
    view! {
        <Show when=move || has.get()>
            <ul class="card" role="list">
                <li>
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
                </li>
                <Show when=move || pictured.get()>
                    <li>
                        <button type="button" class="menu-row" on:click=remove>
                            {Icon::Close.view()}
                            <span class="menu-row__label">{texts.picture_remove}</span>
                        </button>
                    </li>
                </Show>
            </ul>
        </Show>
    }
}

/// Ending the session of an account that acts here.
#[component]
fn SignOut() -> impl IntoView {
    let session = session();
    let all = session.texts();
    let texts = &all.profiles;
    let may = {
        let session = session.clone();
        Memo::new(move |_| session.has_security())
    };
    let (asking, busy) = (Asking::default(), RwSignal::new(false));
    let ask = move |_| {
        let leaving = session.clone();
        let run = move || leaving.leave_account(busy);
        let words = untrack(|| session.sign_out_words());
        asking.ask(Question::new(texts.sign_out_title, words, texts.sign_out, run));
    };
    view! {
        <Show when=move || may.get()>
            <button
                type="button"
                class="button"
                data-kind="danger"
                aria-disabled=move || busy.get().to_string()
                on:click=ask.clone()
            >
                {texts.sign_out}
            </button>
            <p role="status">{move || busy.get().then_some(texts.signing_out)}</p>
        </Show>
        <Confirm asking=asking cancel=all.common.cancel close=all.common.close />
    }
}

#[component]
fn ProfileItem(row: Row<Profile>) -> impl IntoView {
    let session = session();
    let all = session.texts();
    let texts = &all.profiles;
    let (acting, id, value) = (session.acting, row.key, row.value);
    let profile = Memo::new(move |_| ProfileRow::new(&value.read(), acting.read().as_ref(), all));
    let name = Signal::derive(move || profile.read().name.clone());
    let actions = {
        let id = id.clone();
        move || {
            if profile.read().current {
                return None;
            }
            let (session, id) = (session.clone(), id.clone());
            Some(view! {
                <span class="profile-row__actions">
                    <button
                        type="button"
                        class="button"
                        aria-label=move || profile.read().switch_label.clone()
                        on:click=move |_| session.switch(id.clone())
                    >
                        {texts.switch}
                    </button>
                    <a
                        class="button"
                        data-kind="quiet"
                        href=move || profile.read().href.clone()
                        target="_blank"
                        rel="noopener"
                        aria-label=move || profile.read().open_label.clone()
                    >
                        {texts.open}
                    </a>
                </span>
            })
        }
    };
    view! {
        <li class="profile-row">
            <PersonAvatar id=id name=name />
            <span class="profile-row__name">
                <span dir="auto">{move || name.get()}</span>
                <small class="profile-row__note">{move || profile.read().home.clone()}</small>
                <small class="profile-row__note">{move || profile.read().current.then_some(texts.current)}</small>
            </span>
            {actions}
        </li>
    }
}
