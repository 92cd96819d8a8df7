//! What can be set for a chat, and who is in it.

use leptos::prelude::*;

use crate::domain::chat::Chat;
use crate::domain::id::PersonId;
use crate::domain::person::is_guide;
use crate::domain::safety::Guard;
use crate::route::Route;
use crate::ui::kit::confirm::{Asking, Confirm, Question};
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::switch::Switch;
use crate::ui::session;
use crate::ui::shell::avatar::PersonAvatar;
use crate::ui::shell::later::LaterWidgets;
use crate::view_model::conversation::Conversation;

/// The dialog.
#[component]
pub fn ChatInfo(
    /// The chat.
    conversation: Conversation,
    /// True while the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let texts = session().texts();
    let with = {
        let conversation = conversation.clone();
        Memo::new(move |_| conversation.chat().and_then(|chat| chat.with.person().cloned()))
    };
    view! {
        <Dialog id="chat-info" title=texts.info.title close=texts.common.close open=open>
            {
                let conversation = conversation.clone();
                with.get().map(|with| view! { <Info conversation=conversation with=with open=open /> })
            }
        </Dialog>
    }
}

#[component]
fn Info(conversation: Conversation, with: PersonId, open: RwSignal<bool>) -> impl IntoView {
    let all = session().texts();
    let (texts, talk) = (&all.info, &all.talk);
    let asking = Asking::default();
    let clear = {
        let conversation = conversation.clone();
        move |_| {
            let conversation = conversation.clone();
            let run = move || {
                conversation.clear_history();
                open.set(false);
            };
            asking.ask(Question::new(talk.clear_title, talk.clear_text.into(), talk.clear, run));
        }
    };
    let setting = |read: fn(&Chat) -> bool| {
        let conversation = conversation.clone();
        Signal::derive(move || conversation.chat().as_ref().is_some_and(read))
    };
    let (pinned, muted) = (setting(|chat| chat.pinned), setting(|chat| chat.muted));
    let folded = setting(|chat| chat.folded);
    let turn = |set: fn(&Conversation, bool)| {
        let conversation = conversation.clone();
        Callback::new(move |on| set(&conversation, on))
    };
    let (pin, mute) = (turn(Conversation::set_pinned), turn(Conversation::set_muted));
    let fold = turn(Conversation::set_folded);
    let name = conversation.title();
    let to = (!is_guide(&with)).then(|| Route::Person(with.clone()).href());
    let person = to.map(|href| {
        view! {
            <a class="menu-row" href=href>
                <span class="menu-row__label">{(talk.about)(&name)}</span>
                <span class="menu-row__chevron">{Icon::Chevron.view()}</span>
            </a>
        }
    });
    let about = match conversation.guard() {
        _ if is_guide(&with) => texts.guide_text,
        Guard::Device => texts.device_text,
        Guard::Encrypted => all.exchange.encrypted_text,
        Guard::Plain => all.exchange.plain_text,
    };
    view! {
        <div class="profile-row">
            <PersonAvatar id=with name=name.clone() size="l" />
            <span class="profile-row__name" dir="auto">
                {name}
            </span>
        </div>
        <p>{about}</p>
        <div class="card">
            <Switch id="pin" label=texts.pin hint=texts.pin_hint on=pinned on_turn=pin />
            <Switch id="mute" label=texts.mute hint=texts.mute_hint on=muted on_turn=mute />
            <Show when=move || muted.get() || folded.get()>
                <Switch id="fold" label=talk.fold hint=talk.fold_hint on=folded on_turn=fold />
            </Show>
            {person}
        </div>
        <LaterWidgets chat=conversation.id.clone() />
        <button type="button" class="button" data-kind="danger" on:click=clear>
            {talk.clear}
        </button>
        <Confirm asking=asking cancel=all.common.cancel close=all.common.close />
    }
}
