//! What a program asks, one question at a time, in the shell's own sheet.

use leptos::prelude::*;

use super::chats::ChatList;
use super::running::Program;
use super::sheet::Sheet;
use crate::domain::mini::broker::{Reply, Standing};
use crate::domain::mini::host::Effect as Wish;
use crate::ui::kit::filter::Filter;
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::view_model::programs::{Asked, Choice, Chooses, Somebody};

/// The sheet.
#[component]
pub fn Questions(
    /// What asks.
    program: Program,
) -> impl IntoView {
    let questions = program.with_value(|it| it.questions.all.clone());
    let first = Signal::derive(move || questions.read().front().cloned());
    view! {
        <Sheet
            program=program
            id="program-asks"
            title=session().texts().programs.asks
            asked=first
            no=|it| it.reply(Reply::No)
            view=|program, asked| view! { <Ask program=program asked=asked /> }.into_any()
        />
    }
}

#[component]
fn Ask(program: Program, asked: Asked) -> impl IntoView {
    let texts = &session().texts().programs;
    let (chooses, name) = program.with_value(|it| (asked.chooses(&it.place), it.name.get_untracked()));
    let Asked { capability, reason, effect, always, .. } = asked;
    let reason = (!reason.is_empty()).then(|| view! { <p dir="auto">{(texts.says)(&reason)}</p> });
    let readable = program.with_value(|it| it.questions.readable.clone());
    let shown = readable.clone();
    let waits = Signal::derive(move || !shown.get());
    let button = move |label: &'static str, kind: &'static str, reply: Reply| {
        let readable = readable.clone();
        let waits = !matches!(reply, Reply::No | Reply::ForGood(Standing::Never));
        view! {
            <button
                type="button"
                class="button"
                data-kind=kind
                aria-disabled=move || (waits && !readable.get()).to_string()
                on:click=move |_| program.with_value(|it| it.reply(reply))
            >
                {label}
            </button>
        }
    };
    let sends = matches!(effect, Wish::Send(_));
    let yes = match chooses {
        Chooses::Nothing => Some(button(if sends { texts.send } else { texts.once }, "primary", Reply::Once)),
        Chooses::Chat | Chooses::Contact => None,
    };
    let for_good = always.then(|| button(texts.from_now_on, "", Reply::ForGood(Standing::Always)));
    view! {
        <p>{(texts.would)(capability)}</p>
        {about(effect, name)}
        {reason}
        {match chooses {
            Chooses::Nothing => ().into_any(),
            Chooses::Chat => {
                let choose = Callback::new(move |chat| program.with_value(|it| it.choose(Choice::Chat(chat))));
                view! { <ChatList label=texts.share choose=choose waits=waits /> }.into_any()
            }
            Chooses::Contact => view! { <People program=program waits=waits /> }.into_any(),
        }}
        <div class="program__answers">
            {button(texts.no, "", Reply::No)}
            {button(texts.no_more, "", Reply::ForGood(Standing::Never))}
            {for_good}
            {yes}
        </div>
    }
}

/// What it is about, whole: nobody says yes to what they have not seen.
fn about(effect: Wish, name: String) -> Option<AnyView> {
    match effect {
        Wish::Share => Some(view! { <p class="programs__address"><bdi>{name}</bdi></p> }.into_any()),
        Wish::Open(address) => Some(view! { <p class="programs__address"><bdi>{address}</bdi></p> }.into_any()),
        Wish::Send(letter) => {
            let file = letter.file.map(|(name, _)| view! { <p class="programs__address"><bdi>{name}</bdi></p> });
            let text = (!letter.text.is_empty()).then(|| {
                view! {
                    <blockquote class="program__words" dir="auto" tabindex="0">
                        {letter.text}
                    </blockquote>
                }
            });
            Some(view! { {file} {text} }.into_any())
        }
        _ => None,
    }
}

/// The people of whoever acts, to choose one of.
#[component]
fn People(program: Program, waits: Signal<bool>) -> impl IntoView {
    let texts = &session().texts().programs;
    let query = ArcRwSignal::new(String::new());
    let typed = query.clone();
    let shown = Memo::new(move |_| program.with_value(|it| it.people(&typed.read())));
    view! {
        <Filter label=texts.find_person value=query />
        <ul class="card program__choices" role="list" aria-label=texts.people>
            <For each=move || shown.get() key=|it| it.id.clone() let(it)>
                {choice(program, waits, it)}
            </For>
        </ul>
        <p class="field__hint" role="status">
            {move || shown.read().is_empty().then_some(texts.nobody)}
        </p>
    }
}

fn choice(program: Program, waits: Signal<bool>, Somebody { id, called, name }: Somebody) -> impl IntoView {
    let choose = move |_| program.with_value(|it| it.choose(Choice::Contact(name.clone())));
    view! {
        <li>
            <button type="button" class="profile-row" aria-disabled=move || waits.get().to_string() on:click=choose>
                <PersonAvatar id=id name=called.clone() />
                <span class="profile-row__name" dir="auto">
                    {called}
                </span>
            </button>
        </li>
    }
}
