//! Putting a program into a chat, where everybody opens it and shares what it says.

use leptos::prelude::*;

use super::super::Session;
use super::super::rows::Row;
use crate::backend::protocol::TalkCommand;
use crate::backend::shelf::{ShelfAnswer, ShelfCommand};
use crate::backend::{Command, Failure};
use crate::domain::chat::{self, Chat};
use crate::domain::file::FileContent;
use crate::domain::group::Standing;
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::mini::program::ProgramId;
use crate::domain::person::is_guide;
use crate::route::Route;
use crate::view_model::chats::title;

/// What packages are as files (IANA media type registration of webxdc).
const MEDIA_TYPE: &str = "application/webxdc+zip";

/// The page; a clone is the same one.
#[derive(Debug, Clone)]
pub struct ShareProgram {
    /// True while one is sent.
    pub busy: ArcRwSignal<bool>,
    owner: Option<PersonId>,
    session: Session,
}

impl ShareProgram {
    /// The page.
    pub fn new(session: &Session) -> Self {
        let busy = ArcRwSignal::new(false);
        Self { busy, owner: session.acting.get_untracked(), session: session.clone() }
    }

    /// True if the backend of whoever acts takes programs.
    pub fn can(&self) -> bool {
        self.session.abilities.read().files
    }

    /// Sends a program, and goes there.
    pub fn send(&self, program: ProgramId, chat: ChatId) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let packed = self.session.shelf(&ShelfCommand::Pack { program });
        let (page, onward) = (self.clone(), self.session.onward());
        self.session.spawn(async move {
            match page.sent(packed.await, &chat).await {
                Ok(()) => onward.replace(Route::Chat(chat)),
                Err(failure) => page.session.alert(&failure),
            }
            page.busy.set(false);
        });
    }

    async fn sent(&self, package: Result<ShelfAnswer, Failure>, chat: &ChatId) -> Result<(), Failure> {
        // Whoever pressed may have become somebody else meanwhile.
        if self.session.acting.get_untracked() != self.owner {
            return Err(Failure::NotOpen);
        }
        let command = packed(&self.session, package?, chat)?;
        self.session.client.run(command).await.map(drop)
    }
}

/// Puts a package into a chat.
pub(super) fn packed(session: &Session, package: ShelfAnswer, chat: &ChatId) -> Result<Command, Failure> {
    let ShelfAnswer::Package { file: name, package: bytes } = package else { return Err(Failure::Malformed) };
    let id = MessageId::random((session.platform.random)());
    let content = FileContent { media_type: MEDIA_TYPE.into(), bytes };
    let act = TalkCommand::Attach { id, name, content, caption: String::new() };
    Ok(Command::Talk { chat: chat.clone(), act })
}

/// The chats in which something can be said, as far as they fit what is looked for.
pub fn chats(session: &Session, query: &str) -> Vec<Row<Chat>> {
    let (lower, texts) = (session.platform.lower, session.texts());
    let query = lower(query.trim());
    let takes = |it: &Chat| match &it.with {
        chat::With::Person(person) => !it.invited && !is_guide(person),
        chat::With::Group(group) => group.standing == Standing::In,
        chat::With::Account(_) => true,
    };
    let fits = |chat: &Chat| takes(chat) && lower(&title(&chat.title, texts)).contains(&query);
    session.chats.with(|rows| rows.iter().filter(|row| row.value.with(fits)).cloned().collect())
}
