//! Signing in to a homeserver, or making an account there.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::homeserver::HomeserverCard;
use crate::domain::home::Link;
use crate::route::Route;
use crate::ui::kit::entry::Entry;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::tick::Tick;
use crate::ui::session;
use crate::view_model::session::Phase;
use crate::view_model::sign_in::{Field, Purpose, SignInForm, Way};

type Form = StoredValue<SignInForm>;

/// The screen.
#[component]
pub fn SignIn() -> impl IntoView {
    let session = session();
    let texts = &session.texts().sign_in;
    let form: Form = StoredValue::new(SignInForm::new(&session));
    let purpose = form.with_value(|form| form.purpose.clone());
    let is_new = Memo::new(move |_| purpose.get() == Purpose::New);
    let card = Memo::new(move |_| form.with_value(SignInForm::card));
    let looking = Signal::derive(move || form.with_value(SignInForm::is_looking));
    let failed = move || {
        let text = form.with_value(SignInForm::failed)?;
        Some(view! {
            <p class="notice" role="alert">
                {text}
            </p>
        })
    };
    let hand_in = move |event: SubmitEvent| {
        event.prevent_default();
        form.with_value(SignInForm::hand_in);
    };
    let busy = form.with_value(|form| form.busy.clone());
    let blocked = move || (busy.get() || card.read().as_ref().is_some_and(|card| card.way == Way::None)).to_string();
    let either = move |known: &'static str, new: &'static str| move || if is_new.get() { new } else { known };
    view! {
        <BackOut />
        <h1 tabindex="-1">{either(texts.title, texts.title_new)}</h1>
        <p>{either(texts.text, texts.text_new)}</p>
        <form on:submit=hand_in novalidate>
            <Line
                form=form
                field=Field::Server
                id="homeserver"
                label=texts.server
                hint=Signal::derive(move || texts.server_hint.to_owned())
                on_leave=SignInForm::left_server
                autofocus=true
            />
            <HomeserverCard card=card looking=looking />
            <Line
                form=form
                field=Field::Username
                id="username"
                label=texts.username
                hint=username_hint(is_new, card)
                on_leave=SignInForm::left_username
            />
            <Password form=form is_new=is_new />
            <Extra form=form is_new=is_new card=card />
            {failed}
            <button type="submit" class="button" data-kind="primary" aria-disabled=blocked>
                {either(texts.submit, texts.submit_new)}
            </button>
            <p class="sign-in__status" role="status">
                {move || form.with_value(SignInForm::going_on)}
            </p>
        </form>
        <button type="button" class="button" data-kind="quiet" on:click=move |_| form.with_value(SignInForm::turn)>
            {either(texts.to_new, texts.to_known)}
        </button>
    }
}

fn username_hint(is_new: Memo<bool>, card: Memo<Option<crate::view_model::sign_in::Card>>) -> Signal<String> {
    let texts = &session().texts().sign_in;
    Signal::derive(move || match &*card.read() {
        Some(card) if is_new.get() => (texts.username_new_hint)(&card.name),
        _ => String::new(),
    })
}

/// One line of the form.
#[component]
fn Line(
    form: Form,
    field: Field,
    id: &'static str,
    label: &'static str,
    hint: Signal<String>,
    on_leave: fn(&SignInForm),
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let (value, leads) = form.with_value(|form| (form.text(field).clone(), form.leads.clone()));
    let (autocomplete, mode) = match field {
        Field::Server => ("url", "url"),
        Field::Username => ("username", "text"),
        _ => ("off", "text"),
    };
    view! {
        <Entry
            id=id
            label=label
            hint=hint
            value=Signal::derive(move || value.get())
            error=Signal::derive(move || form.with_value(|form| form.error(field)))
            on_input=Callback::new(move |text| form.with_value(|form| form.typed(field, text)))
            on_leave=Callback::new(move |()| { form.try_with_value(on_leave); })
            autocomplete=autocomplete
            mode=mode
            leads=Signal::derive(move || leads.get())
            autofocus=autofocus
        />
    }
}

/// The password, which can be looked at instead of being typed twice.
#[component]
fn Password(form: Form, is_new: Memo<bool>) -> impl IntoView {
    let texts = &session().texts().sign_in;
    let value = form.with_value(|form| form.text(Field::Password).clone());
    let shown = RwSignal::new(false);
    let hint = move || if is_new.get() { texts.password_new_hint } else { texts.kept };
    view! {
        <Entry
            id="password"
            label=texts.password
            hint=Signal::derive(move || hint().to_owned())
            value=Signal::derive(move || value.get())
            error=Signal::derive(move || form.with_value(|form| form.error(Field::Password)))
            on_input=Callback::new(move |text| form.with_value(|form| form.typed(Field::Password, text)))
            autocomplete=Signal::derive(move || if is_new.get() { "new-password" } else { "current-password" })
            hidden=Signal::derive(move || !shown.get())
        />
        <Tick id="show-password" label=texts.show_password on=shown on_turn=Callback::new(move |on| shown.set(on)) />
    }
}

/// What only some servers ask for, and only of new people.
#[component]
fn Extra(form: Form, is_new: Memo<bool>, card: Memo<Option<crate::view_model::sign_in::Card>>) -> impl IntoView {
    let texts = &session().texts().sign_in;
    let token = Memo::new(move |_| card.read().as_ref().is_some_and(|card| card.way == Way::Token));
    let terms = Memo::new(move |_| is_new.get() && card.read().as_ref().is_some_and(|card| !card.terms.is_empty()));
    let agreed = form.with_value(|form| form.agreed.clone());
    let on = Signal::derive(move || agreed.get());
    view! {
        <Show when=move || token.get()>
            <Line
                form=form
                field=Field::Token
                id="token"
                label=texts.token
                hint=Signal::derive(move || texts.token_hint.to_owned())
                on_leave=|_| ()
            />
        </Show>
        <Show when=move || terms.get()>
            <Tick
                id="agree"
                label=texts.agree
                on=on
                on_turn=Callback::new(move |on| form.with_value(|form| form.agree(on)))
                error=Signal::derive(move || form.with_value(|form| form.error(Field::Agreement)))
            />
        </Show>
    }
}

/// The way back to where somebody came from.
#[component]
fn BackOut() -> impl IntoView {
    let session = session();
    let back = session.texts().common.back;
    let to = match *session.phase.read_untracked() {
        Phase::Open(_) if *session.link.read_untracked() == Link::SignedOut => Route::Chats,
        Phase::Open(_) => Route::AddProfile,
        _ => Route::Home,
    };
    view! {
        <a class="icon-button" href=to.href() aria-label=back title=back>
            {Icon::Back.view()}
        </a>
    }
}
