//! The devices of the account, and signing one out.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{Page, of};
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::entry::Entry;
use crate::ui::session;
use crate::view_model::security::{DeviceRow, Security as Model};

/// The device that is to be signed out.
#[derive(Clone, Copy)]
struct Leaving {
    open: RwSignal<bool>,
    device: RwSignal<Option<DeviceRow>>,
}

/// The list.
pub(super) fn section(page: Page) -> AnyView {
    let all = session().texts();
    let texts = &all.security;
    let devices = of(page, Model::devices);
    let leaving = Leaving { open: RwSignal::new(false), device: RwSignal::new(None) };
    let Leaving { open, device } = leaving;
    let title = move || device.read().as_ref().map(|device| device.sign_out.clone()).unwrap_or_default();
    // It is done: the dialog has nothing more to ask.
    let accepted = page.with_value(|page| page.password.accepted.clone());
    Effect::new(move |before: Option<u32>| {
        let now = accepted.get();
        if before.is_some_and(|before| before != now) {
            open.set(false);
        }
        now
    });
    view! {
        <h2>{texts.devices}</h2>
        <ul class="card" role="list" aria-label=texts.devices>
            <For each=move || devices.get() key=|row| (row.id.clone(), row.about.clone()) let(row)>
                <Row row=row leaving=leaving page=page />
            </For>
        </ul>
        <Dialog id="sign-out-device" title=Signal::derive(title) close=all.common.close open=open>
            {move || device.get().map(|device| view! { <Password page=page device=device.id /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Row(row: DeviceRow, leaving: Leaving, page: Page) -> impl IntoView {
    let label = session().texts().security.sign_out;
    let ask = {
        let row = row.clone();
        move |_| {
            page.with_value(|page| page.password.clear());
            leaving.device.set(Some(row.clone()));
            leaving.open.set(true);
        }
    };
    let sign_out = (!row.here).then(|| {
        view! {
            <button type="button" class="button" aria-label=row.sign_out on:click=ask>
                {label}
            </button>
        }
    });
    view! {
        <li class="profile-row">
            <span class="profile-row__name">
                <span dir="auto">{row.name}</span>
                <small class="profile-row__note">{row.about}</small>
            </span>
            {sign_out}
        </li>
    }
}

#[component]
fn Password(page: Page, device: String) -> impl IntoView {
    let texts = &session().texts().security;
    let form = page.with_value(|page| page.password.clone());
    let (value, wrong, busy, typed) = (form.text.clone(), form.wrong.clone(), form.busy.clone(), form);
    let hand_in = move |event: SubmitEvent| {
        event.prevent_default();
        page.with_value(|page| page.remove(device.clone()));
    };
    view! {
        <p>{texts.sign_out_text}</p>
        <form class="security__password" on:submit=hand_in novalidate>
            <Entry
                id="device-password"
                label=texts.password
                hint=String::new()
                value=Signal::derive(move || value.get())
                error=Signal::derive(move || wrong.get())
                on_input=Callback::new(move |text| typed.typed(text))
                autocomplete="current-password"
                hidden=true
            />
            <button
                type="submit"
                class="button"
                data-kind="danger"
                aria-disabled=move || busy.get().to_string()
            >
                {texts.sign_out}
            </button>
        </form>
    }
}
