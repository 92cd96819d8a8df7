//! One word to all who follow an official account.

use leptos::prelude::*;

use crate::domain::account::AccountKind;
use crate::ui::session;
use crate::ui::shell::text_field::AreaForm;
use crate::view_model::account::BroadcastForm;

/// The form, for whoever acts as an account.
#[component]
pub fn Broadcast() -> impl IntoView {
    let session = session();
    // One account may follow another.
    let kind = Memo::new(move |_| session.me().and_then(|me| me.account));
    move || kind.get().map(form)
}

fn form(kind: AccountKind) -> impl IntoView {
    let session = session();
    let texts = &session.texts().accounts;
    let form = BroadcastForm::new(&session);
    let (text, quiet) = (form.form.clone(), form.clone());
    let quiet = move || quiet.again_at().map(|line| view! { <p class="notice">{line}</p> });
    view! {
        <div class="broadcast">
            <AreaForm
                form=text
                id="broadcast"
                label=texts.broadcast
                hint=(texts.broadcast_hint)(kind)
                submit=texts.send
                on_submit=Callback::new(move |()| form.submit())
            />
            {quiet}
        </div>
    }
}
