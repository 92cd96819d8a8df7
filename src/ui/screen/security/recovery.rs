//! The recovery key: making one, keeping it, entering it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{Page, of};
use crate::ui::kit::confirm::{Asking, Confirm, Question};
use crate::ui::kit::entry::Entry;
use crate::ui::kit::tick::Tick;
use crate::ui::session;
use crate::view_model::security::{Recovery, Security as Model};

/// How far the keys are kept, and what can be done about it.
pub(super) fn section(page: Page) -> AnyView {
    let texts = &session().texts().security;
    let words = of(page, Model::backup);
    let recovery = of(page, Model::recovery);
    let new_key = page.with_value(|page| page.new_key.clone());
    let body = move || match (new_key.get(), recovery.get()) {
        (Some(key), _) => view! { <NewKey page=page value=key /> }.into_any(),
        (None, Recovery::Unknown) => ().into_any(),
        (None, Recovery::SetUp) => view! { <SetUp page=page /> }.into_any(),
        (None, Recovery::Enter) => view! { <EnterKey page=page /> }.into_any(),
        (None, Recovery::Renew) => view! { <Renew page=page /> }.into_any(),
    };
    view! {
        <h2>{texts.recovery}</h2>
        <p>{move || words.get()}</p>
        {body}
    }
    .into_any()
}

/// What went wrong, and what is going on.
fn state(page: Page) -> AnyView {
    let texts = &session().texts().security;
    let (wrong, busy) = page.with_value(|page| (page.wrong.clone(), page.busy.clone()));
    view! {
        {move || wrong.get().map(|text| view! { <p class="notice" role="alert">{text}</p> })}
        {move || busy.get().then(|| view! { <p role="status">{texts.setting_up}</p> })}
    }
    .into_any()
}

#[component]
fn SetUp(page: Page) -> impl IntoView {
    let texts = &session().texts().security;
    view! {
        {state(page)}
        <button
            type="button"
            class="button"
            data-kind="primary"
            on:click=move |_| page.with_value(Model::set_up)
        >
            {texts.set_up}
        </button>
    }
}

#[component]
fn Renew(page: Page) -> impl IntoView {
    let all = session().texts();
    let texts = &all.security;
    let asking = Asking::default();
    let ask = move |_| {
        let run = move || page.with_value(Model::set_up);
        asking.ask(Question::new(texts.set_up_again, texts.set_up_again_text.into(), texts.set_up_again, run));
    };
    view! {
        {state(page)}
        <button type="button" class="button" on:click=ask>
            {texts.set_up_again}
        </button>
        <Confirm asking=asking cancel=all.common.cancel close=all.common.close />
    }
}

/// The key, this once.
#[component]
fn NewKey(page: Page, value: String) -> impl IntoView {
    let texts = &session().texts().security;
    let kept = page.with_value(|page| page.kept.clone());
    view! {
        <section class="card security__key" aria-label=texts.key>
            <p role="status">{texts.key_text}</p>
            <code class="security__digits" tabindex="0">
                {value}
            </code>
            <div class="profile-row__actions">
                <button type="button" class="button" on:click=move |_| page.with_value(Model::copy_key)>
                    {texts.copy}
                </button>
                <button type="button" class="button" on:click=move |_| page.with_value(Model::save_key)>
                    {texts.save_file}
                </button>
            </div>
            <Tick
                id="kept"
                label=texts.kept
                on=Signal::derive(move || kept.get())
                on_turn=Callback::new(move |on| page.with_value(|page| page.keep(on)))
            />
            {state(page)}
            <button
                type="button"
                class="button"
                data-kind="primary"
                on:click=move |_| page.with_value(Model::done)
            >
                {texts.done}
            </button>
        </section>
    }
}

#[component]
fn EnterKey(page: Page) -> impl IntoView {
    let texts = &session().texts().security;
    let key = page.with_value(|page| page.key.clone());
    let (value, wrong, busy, typed) = (key.text.clone(), key.wrong.clone(), key.busy.clone(), key);
    let going = busy.clone();
    let hand_in = move |event: SubmitEvent| {
        event.prevent_default();
        page.with_value(Model::recover);
    };
    view! {
        <form on:submit=hand_in novalidate>
            <Entry
                id="recovery-key"
                label=texts.enter_key
                hint=Signal::derive(move || texts.enter_key_hint.to_owned())
                value=Signal::derive(move || value.get())
                error=Signal::derive(move || wrong.get())
                on_input=Callback::new(move |text| typed.typed(text))
                autocomplete="off"
            />
            <button
                type="submit"
                class="button"
                data-kind="primary"
                aria-disabled=move || busy.get().to_string()
            >
                {texts.open}
            </button>
            <p role="status">{move || going.get().then_some(texts.opening)}</p>
        </form>
    }
}
