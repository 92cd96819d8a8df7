//! A file in a message: a picture in its place, or a name to save.

use leptos::html;
use leptos::prelude::*;

use crate::domain::id::MessageId;
use crate::route::Route;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::sight::when_seen;
use crate::ui::session;
use crate::view_model::bubble::{Bubble, FileShown};
use crate::view_model::conversation::Conversation;
use crate::view_model::picture::{Fetching, Picture};

/// The file whose picture fills the screen.
#[derive(Debug, Clone, Copy)]
pub struct Looking {
    open: RwSignal<bool>,
    file: RwSignal<Option<(MessageId, FileShown)>>,
}

impl Default for Looking {
    fn default() -> Self {
        Self { open: RwSignal::new(false), file: RwSignal::new(None) }
    }
}

/// The file, if the message has one.
#[component]
pub fn FileView(
    /// The message.
    bubble: Memo<Bubble>,
    /// Which.
    id: MessageId,
    /// The chat.
    conversation: Conversation,
) -> impl IntoView {
    // A program says something new in its place: whoever is on it stays there.
    let file = Memo::new(move |_| bubble.read().file.clone().map(FileShown::steady));
    move || {
        let file = file.get()?;
        let picture = Picture::new(&session(), conversation.id.clone(), id.clone());
        let left = picture.clone();
        on_cleanup(move || left.leave());
        Some(match file.picture {
            Some(size) => view! { <Thumbnail picture=picture file=file id=id.clone() size=size /> }.into_any(),
            None => match file.program.clone() {
                Some(name) => {
                    let route = Route::Card(conversation.id.clone(), id.clone());
                    view! { <Program bubble=bubble route=route name=name /> }.into_any()
                }
                None => view! { <Row picture=picture file=file /> }.into_any(),
            },
        })
    }
}

/// The picture, in a room that is as large before it comes as after.
#[component]
fn Thumbnail(picture: Picture, file: FileShown, id: MessageId, size: (u32, u32)) -> impl IntoView {
    let session = session();
    let all = session.texts();
    let texts = &all.exchange;
    let Looking { open, file: looking } = expect_context();
    let node = NodeRef::<html::Button>::new();
    let (seen, known) = (picture.clone(), file.clone());
    when_seen(node, move || seen.came_into_view(&known));
    let fetching = picture.fetching.clone();
    let name = file.name.clone();
    let inside = move || match fetching.get() {
        Fetching::Shown(address) => view! { <img class="file__image" src=address alt={""} /> }.into_any(),
        Fetching::Idle => view! { <span class="file__word">{Icon::File.view()} {name.clone()}</span> }.into_any(),
        Fetching::Busy => view! { <span class="visually-hidden">{texts.fetching}</span> }.into_any(),
        Fetching::Failed(failure) => view! { <span class="file__word">{(all.failure)(&failure)}</span> }.into_any(),
        Fetching::Other => view! { <span class="file__word">{texts.no_picture}</span> }.into_any(),
    };
    let label = format!("{}{}{}", (texts.show)(&file.name), all.common.comma, file.about);
    let (width, height) = size;
    let look = move |_| {
        looking.set(Some((id.clone(), file.clone())));
        open.set(true);
    };
    view! {
        <button
            type="button"
            class="file__picture"
            node_ref=node
            style:aspect-ratio=format!("{width} / {height}")
            style:width=format!("min({width}px, 22rem)")
            aria-label=label
            on:click=look
        >
            {inside}
        </button>
    }
}

/// Name and length, and a way to save it.
#[component]
fn Row(picture: Picture, file: FileShown) -> impl IntoView {
    view! {
        <div class="file">
            {Icon::File.view()}
            <span class="file__name">
                <bdi>{file.name.clone()}</bdi>
                <small class="file__about">{file.about}</small>
            </span>
            <Save picture=picture name=file.name />
        </div>
    }
}

/// A program, which is opened in this chat once the others have it.
#[component]
fn Program(bubble: Memo<Bubble>, route: Route, name: String) -> impl IntoView {
    let all = session().texts();
    let texts = &all.exchange;
    let said =
        Memo::new(move |_| bubble.read().file.clone().map(|file| (file.document, file.about)).unwrap_or_default());
    let document = move || said.read().0.clone();
    let about = move || said.read().1.clone();
    let whole = name.clone();
    let label = Memo::new(move |_| {
        let name = document().map_or_else(|| whole.clone(), |document| format!("{document} – {whole}"));
        format!("{}{}{}", (texts.open_program)(&name), all.common.comma, about())
    });
    let is_there = Memo::new(move |_| !matches!(bubble.read().state, "sending" | "failed"));
    // What it is about stands in the place of its name, which never goes missing for it.
    let named = name.clone();
    let title = move || document().unwrap_or_else(|| named.clone());
    let below = move || document().map(|_| view! { <bdi>{name.clone()}</bdi> {all.common.comma} });
    let face = move || {
        view! {
            <span class="program-face">{Icon::Programs.view()}</span>
            <span class="file__name">
                <bdi>{title.clone()}</bdi>
                <small class="file__about" dir="auto">
                    {below.clone()}
                    {about}
                </small>
            </span>
        }
    };
    move || match is_there.get() {
        true => view! {
            <a class="file program-card" href=route.href() aria-label=label>
                {face()}
                <span class="program-card__open">{texts.open}</span>
            </a>
        }
        .into_any(),
        false => view! { <div class="file program-card">{face()}</div> }.into_any(),
    }
}

#[component]
fn Save(picture: Picture, name: String) -> impl IntoView {
    let texts = &session().texts().exchange;
    let label = (texts.save)(&name);
    let (busy, saving) = (picture.saving.clone(), picture.saving.clone());
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=label.clone()
            title=label
            aria-disabled=move || busy.get().to_string()
            on:click=move |_| picture.save(name.clone())
        >
            {Icon::Save.view()}
        </button>
        <span class="visually-hidden" role="status">
            {move || saving.get().then_some(texts.fetching)}
        </span>
    }
}

/// The picture as large as the screen lets it be, and a way to save it.
#[component]
pub fn PictureDialog(
    /// The chat.
    conversation: Conversation,
    /// Which picture.
    looking: Looking,
) -> impl IntoView {
    let close = session().texts().common.close;
    let Looking { open, file } = looking;
    let title = move || file.read().as_ref().map(|(_, file)| file.name.clone()).unwrap_or_default();
    let chat = conversation.id;
    view! {
        <Dialog id="picture" title=Signal::derive(title) close=close open=open>
            {
                let chat = chat.clone();
                file.get()
                    .map(|(id, file)| {
                        let picture = Picture::new(&session(), chat, id);
                        view! { <Whole picture=picture file=file /> }
                    })
            }
        </Dialog>
    }
}

#[component]
fn Whole(picture: Picture, file: FileShown) -> impl IntoView {
    let all = session().texts();
    let texts = &all.exchange;
    picture.show(false);
    let left = picture.clone();
    on_cleanup(move || left.leave());
    let (fetching, again) = (picture.fetching.clone(), picture.clone());
    let alt = file.name.clone();
    let inside = move || match fetching.get() {
        Fetching::Shown(address) => view! { <img class="file__whole" src=address alt=alt.clone() /> }.into_any(),
        Fetching::Failed(failure) => {
            let again = again.clone();
            view! {
                <p class="notice" role="alert">
                    {(all.failure)(&failure)}
                </p>
                <button type="button" class="button" on:click=move |_| again.show(false)>
                    {all.common.try_again}
                </button>
            }
            .into_any()
        }
        Fetching::Other => view! { <p>{texts.no_picture}</p> }.into_any(),
        _ => view! { <p role="status">{texts.fetching}</p> }.into_any(),
    };
    view! {
        {inside}
        <div class="file">
            <span class="file__name">
                <small class="file__about">{file.about}</small>
            </span>
            <Save picture=picture name=file.name />
        </div>
    }
}
