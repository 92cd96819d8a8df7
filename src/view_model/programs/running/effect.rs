//! What only the shell can do for a program, once it may.

use leptos::prelude::*;

use super::{Choice, Place, Running, Told};
use crate::backend::protocol::TalkCommand;
use crate::backend::shelf::ShelfCommand;
use crate::backend::{Command, Failure};
use crate::domain::file::{FileContent, MAX_FILE_BYTES};
use crate::domain::id::{ChatId, MessageId};
use crate::domain::mini::host::{CallId, Code, Effect, Letter, Request};
use crate::view_model::chats::title;
use crate::view_model::programs::share::packed;
use crate::view_model::session::Notice;

/// What a program is told where nothing comes of a call but that it is done.
const DONE: &str = "null";

impl Running {
    pub(super) fn does(&self, Request { id, file, .. }: Request, effect: Effect, choice: Option<Choice>) {
        let Some(frames) = self.session.frames() else { return };
        let done = || Told::Json(DONE.into());
        match effect {
            Effect::Open(address) => {
                (frames.leave)(&address);
                self.tell(id, done());
            }
            Effect::Tell => {
                let name = untrack(|| self.session.me()).map(|me| me.name.as_str().to_owned());
                self.tell(id, Told::Text(name.unwrap_or_default()));
            }
            Effect::Close => self.finish(),
            Effect::Update { text, aside } => self.share(id, text, aside),
            Effect::Send(letter) => self.send(id, letter, file, choice),
            Effect::Share => self.share_itself(id, choice),
            Effect::Pick => match choice {
                Some(Choice::Contact(name)) => self.tell(id, Told::Text(name)),
                _ => self.refuse(id, Code::Denied, "nobody was chosen"),
            },
            Effect::Scan => {
                if let Some(before) = self.scans.get_untracked() {
                    self.refuse(before, Code::Denied, "another scan has begun");
                }
                self.scans.set(Some(id));
            }
            Effect::Join(on) => {
                if !on {
                    // Who leaves does not come any more.
                    let asked = self.questions.withdraw(&Effect::Join(true));
                    asked.iter().for_each(|it| self.refuse(it.request.id, Code::Denied, "it was left"));
                }
                self.join(on);
                self.tell(id, done());
            }
            Effect::Back(on) => {
                self.goes_back.set(on);
                self.tell(id, done());
            }
        }
    }

    /// A code was read, or nobody looks for one any more.
    pub fn scanned(&self, text: Option<String>) {
        let Some(id) = self.scans.get_untracked() else { return };
        self.scans.set(None);
        match text {
            Some(text) => self.tell(id, Told::Text(text)),
            None => self.refuse(id, Code::Denied, "the person read no code"),
        }
    }

    /// Sends what the person has seen and pressed.
    fn send(&self, call: CallId, letter: Letter, file: Option<Vec<u8>>, choice: Option<Choice>) {
        let chat = match (choice, &self.place) {
            (Some(Choice::Chat(chat)), _) => chat,
            (None, Place::Chat(card)) if letter.here => card.chat.clone(),
            _ => return self.refuse(call, Code::Denied, "no chat was chosen"),
        };
        let id = MessageId::random((self.session.platform.random)());
        let Letter { text, file: named, .. } = letter;
        let command = match (named, file) {
            (None, None) => Command::Send { chat: chat.clone(), id, text, reply: None },
            (Some(_), Some(bytes)) if bytes.len() > MAX_FILE_BYTES => {
                return self.refuse(call, Code::Quota, "the file is too large");
            }
            (Some((name, media_type)), Some(bytes)) => {
                let content = FileContent { media_type, bytes };
                Command::Talk { chat: chat.clone(), act: TalkCommand::Attach { id, name, content, caption: text } }
            }
            _ => return self.refuse(call, Code::Malformed, "the file is missing"),
        };
        let (session, to) = (self.session.clone(), chat.clone());
        let draft = untrack(|| session.chats.row(&to)).map(|row| row.value.with_untracked(|it| it.draft.clone()));
        let sent = session.client.run(command);
        self.tells(call, chat, async move {
            sent.await?;
            // What the person was writing there is not what was sent.
            if let Some(text) = draft.filter(|draft| !draft.is_empty()) {
                session.client.tell(Command::SetDraft { chat: to, text });
            }
            Ok(())
        });
    }

    /// Puts the program into the chat that the person chose.
    fn share_itself(&self, call: CallId, choice: Option<Choice>) {
        let (Some(Choice::Chat(chat)), Some(program)) = (choice, self.id.get_untracked()) else {
            return self.refuse(call, Code::Denied, "no chat was chosen");
        };
        let package = self.session.shelf(&ShelfCommand::Pack { program });
        let (session, to) = (self.session.clone(), chat.clone());
        self.tells(call, chat, async move {
            let command = packed(&session, package.await?, &to)?;
            session.client.run(command).await.map(drop)
        });
    }

    /// Tells the program and the person what became of something that was sent.
    fn tells(&self, call: CallId, chat: ChatId, sent: impl Future<Output = Result<(), Failure>> + 'static) {
        let (program, stays) = (self.clone(), self.stays());
        self.session.spawn(async move {
            let (session, texts) = (&program.session, program.session.texts());
            match sent.await {
                Ok(()) => {
                    let row = untrack(|| session.chats.row(&chat));
                    let name = row.map(|row| title(&row.value.read_untracked().title, texts)).unwrap_or_default();
                    session.notice.set(Some(Notice::Status((texts.programs.sent)(&name))));
                    if stays() {
                        program.tell(call, Told::Json(DONE.into()));
                    }
                }
                Err(failure) => {
                    session.alert(&failure);
                    if stays() {
                        program.refuse(call, Code::Denied, "the chat did not take it");
                    }
                }
            }
        });
    }
}
