//! Where a program is open: by itself, or in a chat, with whom it shares what it says.

use leptos::prelude::*;

use super::Running;
use crate::backend::protocol::TalkCommand;
use crate::backend::shelf::ShelfCommand;
use crate::backend::shelf::widget::WidgetSaid;
use crate::backend::{Answer, Command, Failure, Watch};
use crate::domain::id::{ChatId, MessageId};
use crate::domain::message::Body;
use crate::domain::mini::aside::Aside;
use crate::domain::mini::host::{CallId, Code};
use crate::domain::mini::program::{Card, ProgramId};
use crate::route::Route;
use crate::view_model::platform::Reply as Told;
use crate::view_model::session::{FromChat, Heard, Notice};

/// Where a program is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// It was opened from the shelf.
    Shelf(ProgramId),
    /// It was opened from a message that brought it.
    Chat(Card),
    /// It is a widget of a chat, and a page of elsewhere: its id, as it stands in addresses of the app.
    Remote(ChatId, String),
}

impl Place {
    /// The message that brought it.
    pub fn card(&self) -> Option<Card> {
        match self {
            Self::Chat(card) => Some(card.clone()),
            Self::Shelf(_) | Self::Remote(..) => None,
        }
    }

    /// The chat that it is open in.
    pub fn chat(&self) -> Option<&ChatId> {
        match self {
            Self::Shelf(_) => None,
            Self::Chat(card) => Some(&card.chat),
            Self::Remote(chat, _) => Some(chat),
        }
    }

    /// What is there when the program is closed.
    pub fn beneath(&self) -> Route {
        self.chat().map_or(Route::Programs, |chat| Route::Chat(chat.clone()))
    }
}

impl Running {
    /// Which program it is. One that a message brings is taken in when it is first wanted.
    pub(super) async fn find(&self) -> Result<ProgramId, String> {
        let texts = self.session.texts();
        let card = match &self.place {
            Place::Shelf(id) => return Ok(id.clone()),
            Place::Chat(card) => card.clone(),
            Place::Remote(..) => return Err(texts.programs.not_here.into()),
        };
        let found = match self.session.shelf(&ShelfCommand::Brought { card: card.clone() }).await {
            Err(Failure::NotFound) => {
                let act = TalkCommand::Fetch { id: card.message.clone(), thumbnail: false };
                match self.session.client.run(Command::Talk { chat: card.chat.clone(), act }).await {
                    Ok(Answer::File(content)) => {
                        let (file, package) = (self.file(&card), content.bytes);
                        self.session.shelf(&ShelfCommand::Bring { card, file, package }).await
                    }
                    Ok(_) => Err(Failure::Malformed),
                    Err(failure) => Err(failure),
                }
            }
            found => found,
        };
        if matches!(found, Err(Failure::NotFound)) {
            return Err(texts.programs.not_fetched.into());
        }
        let taken = self.session.taken(found)?;
        self.name.set(taken.name);
        Ok(taken.program)
    }

    /// What the file of the message is called.
    fn file(&self, card: &Card) -> String {
        let row = self.session.timelines.get(&card.chat).and_then(|it| untrack(|| it.rows.row(&card.message)));
        let name = row.and_then(|row| match &row.value.read_untracked().message.body {
            Body::File(file) => Some(file.name.clone()),
            _ => None,
        });
        name.unwrap_or_else(|| "program.xdc".into())
    }

    fn watch(&self) -> Option<Watch> {
        let Card { chat, message: card } = self.place.card()?;
        Some(Watch::Updates { chat, card })
    }

    /// Hears from now on what is shared in the chat. Whoever may not hear it has what was shared before, and is told.
    pub(super) fn listen(&self) {
        let Some(watch) = self.watch() else { return };
        let (answer, session) = (self.session.client.run(Command::Watch(watch)), self.session.clone());
        self.session.spawn(async move {
            if answer.await.is_err() {
                session.notice.set(Some(Notice::Alert(session.texts().programs.apart.into())));
            }
        });
    }

    pub(super) fn leave(&self) {
        self.session.shared.update_untracked(Vec::clear);
        if let Some(watch) = self.watch() {
            self.session.client.tell(Command::Unwatch(watch));
        }
    }

    /// Takes in what the chat told.
    pub fn take_in(&self) {
        let (told, program) = (self.session.shared.get(), self.id.get());
        let (Some(here), card) = (self.place.chat(), self.place.card()) else { return };
        if told.is_empty() || program.is_none() && card.is_some() {
            return;
        }
        self.session.shared.update_untracked(Vec::clear);
        let mut updates = Vec::new();
        for told in told {
            match told {
                FromChat::Card(of, heard) if card.as_ref().is_some_and(|card| card.message == of) => match heard {
                    Heard::Update(update) => updates.push(update),
                    Heard::Live(data) => self.listen_to(&data),
                },
                FromChat::Events(chat, events) if chat == *here => self.widget(WidgetSaid::Happened(events)),
                _ => {}
            }
        }
        let (Some(program), Some(card)) = (program, card.filter(|_| !updates.is_empty())) else { return };
        let answer = self.session.shelf(&ShelfCommand::Receive { program, card, updates });
        let running = self.clone();
        self.session.spawn(async move {
            match answer.await {
                // Another tab may have taken them in before this one.
                Ok(_) => running.happened("updates"),
                Err(failure) => running.session.alert(&failure),
            }
        });
    }

    /// Shares something with everybody who has the program in this chat: it comes back from there.
    pub(super) fn share(&self, call: CallId, text: String, aside: Aside) {
        let Place::Chat(Card { chat, message: card }) = self.place.clone() else { return };
        let id = MessageId::random((self.session.platform.random)());
        let answer =
            self.session.client.run(Command::Talk { chat, act: TalkCommand::Update { card, id, text, aside } });
        let program = self.clone();
        self.session.spawn(async move {
            match answer.await {
                Ok(_) => program.tell(call, Told::Json("null".into())),
                Err(failure) => {
                    program.session.alert(&failure);
                    program.tell(call, Told::Refused(Code::Denied, "the chat did not take it".into()));
                }
            }
        });
    }

    /// Lets the program know here what the person is called, or no longer. It learns it as it starts.
    pub fn set_named(&self, on: bool) {
        let (Some(program), Some(card)) = (self.id.get_untracked(), self.place.card()) else { return };
        let answer = self.session.shelf(&ShelfCommand::Name { program, card, on });
        let running = self.clone();
        self.session.spawn(async move {
            match answer.await {
                Ok(_) => running.start(),
                Err(failure) => running.session.alert(&failure),
            }
        });
    }
}
