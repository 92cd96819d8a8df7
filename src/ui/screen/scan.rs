//! Reading a code.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::kit::icon::Icon;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::scan::{Camera, FILE, FILM, Found, Scan as Model};

/// The screen.
#[component]
pub fn Scan() -> impl IntoView {
    let session = session();
    let texts = &session.texts().scan;
    let scan = Model::new(&session);
    scan.begin();
    let leaving = scan.clone();
    on_cleanup(move || leaving.stop());
    view! {
        <Pane title=texts.title column=Column::Detail(&Route::Chats)>
            <div class="scan">
                <p class="scan__text">{texts.text}</p>
                <Finder scan=scan.clone() pastes=true />
                <LinkForm scan=scan />
            </div>
        </Pane>
    }
}

/// The camera, pictures and the clipboard, and what was found and led nowhere.
#[component]
pub fn Finder(
    /// What looks for a code.
    scan: Model,
    /// What is on the clipboard counts as well.
    #[prop(optional)]
    pastes: bool,
) -> impl IntoView {
    let session = session();
    let texts = &session.texts().scan;
    let (hidden, visible) = (scan.clone(), session.window.visible);
    Effect::new(move |_| {
        if !visible.get() {
            hidden.stop();
        }
    });
    let paste = pastes.then(|| {
        let scan = scan.clone();
        view! {
            <button type="button" class="button" on:click=move |_| scan.paste()>
                {texts.paste}
            </button>
        }
    });
    let (chosen, looking) = (scan.clone(), scan.looking);
    view! {
        <Viewfinder scan=scan.clone() />
        <div class="scan__ways">
            <input class="visually-hidden" type="file" accept="image/*" id=FILE on:change=move |_| chosen.read_file() />
            <label class="button" for=FILE>
                {texts.choose_picture}
            </label>
            {paste}
        </div>
        <p class="scan__text" role="status">
            {move || looking.get().then_some(texts.looking)}
        </p>
        <Outcome scan=scan />
    }
}

/// What the camera sees, or the way to let it see.
#[component]
fn Viewfinder(scan: Model) -> impl IntoView {
    let session = session();
    let texts = &session.texts().scan;
    let camera = scan.camera;
    let seeing = move || matches!(camera.get(), Camera::Opening | Camera::On);
    let says = move || match camera.get() {
        Camera::Opening => texts.opening,
        Camera::On => texts.aim,
        _ => "",
    };
    let fault = move || camera.get().says(&session).map(|text| view! { <p class="notice" role="alert">{text}</p> });
    let turn = move |_| if seeing() { scan.stop() } else { scan.use_camera() };
    view! {
        <div class="scan__finder" data-seeing=move || seeing().to_string()>
            <video class="scan__film" id=FILM aria-label=texts.film playsinline muted hidden=move || !seeing()></video>
            <span class="scan__rest" hidden=seeing>
                {Icon::Code.view()}
            </span>
            <button type="button" class="button" data-kind=move || (!seeing()).then_some("primary") on:click=turn>
                {move || if seeing() { texts.stop_camera } else { texts.use_camera }}
            </button>
        </div>
        <p class="scan__text" role="status">
            {says}
        </p>
        {fault}
    }
}

#[component]
fn LinkForm(scan: Model) -> impl IntoView {
    let texts = &session().texts().scan;
    let text = scan.text;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        scan.submit();
    };
    view! {
        <form class="scan__link" on:submit=submit>
            <div class="field">
                <label class="field__label" for="scan-link">
                    {texts.link}
                </label>
                <input
                    class="field__input"
                    type="text"
                    inputmode="url"
                    id="scan-link"
                    dir="ltr"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby="scan-link-hint"
                    prop:value=move || text.get()
                    on:input:target=move |event| text.set(event.target().value())
                />
                <p class="field__hint" id="scan-link-hint">
                    {texts.link_hint}
                </p>
            </div>
            <button type="submit" class="button">
                {texts.open}
            </button>
        </form>
    }
}

/// What was found and led nowhere. A link is never followed by itself, and shown in full before.
#[component]
fn Outcome(scan: Model) -> impl IntoView {
    let session = session();
    let texts = session.texts();
    let found = scan.found;
    let shown = move || {
        let scan = scan.clone();
        let copy = move |text: String| {
            let act = move |_| scan.copy(text.clone());
            view! {
                <button type="button" class="button" on:click=act>
                    {texts.conversation.copy}
                </button>
            }
        };
        match found.get()? {
            Found::Said(text) => Some(view! { <p>{text}</p> }.into_any()),
            Found::Text(text) => Some(
                view! {
                    <p>{texts.scan.found_text}</p>
                    <p class="scan__words" dir="auto">
                        {text.clone()}
                    </p>
                    {copy(text)}
                }
                .into_any(),
            ),
            Found::Link(link) => Some(
                view! {
                    <p>{texts.scan.found_link}</p>
                    <p class="scan__words" dir="ltr">
                        {link.clone()}
                    </p>
                    <a class="button" href=link.clone() target="_blank" rel="noopener noreferrer">
                        {texts.scan.open_link}
                    </a>
                    {copy(link)}
                }
                .into_any(),
            ),
        }
    };
    view! {
        <div class="scan__outcome" role="alert" aria-label=texts.scan.result>
            {shown}
        </div>
    }
}
