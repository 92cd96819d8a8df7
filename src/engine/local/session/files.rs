//! Files of messages.

use super::super::record::{FileRecord, Write};
use super::super::store::Store;
use super::LocalSession;
use crate::backend::protocol::TalkCommand;
use crate::backend::{Answer, Failure};
use crate::domain::file::{FileContent, FileInfo, MAX_FILE_BYTES, picture_type};
use crate::domain::id::{ChatId, MessageId};
use crate::domain::message::MessageText;
use crate::engine::local::model::can_read;

impl<S: Store> LocalSession<S> {
    pub(super) async fn talk(&self, chat: &ChatId, act: TalkCommand) -> Result<Answer, Failure> {
        match act {
            TalkCommand::Attach { id, name, content, caption } => self.attach(chat, id, &name, content, &caption).await,
            // The whole picture is as near as a small one would be.
            TalkCommand::Fetch { id, .. } => self.fetch(chat, &id).await,
            TalkCommand::Update { card, id, text, aside } => self.update(chat, card, id, (text, aside)).await,
            TalkCommand::Live { card, data } => self.say_live(chat, card, data),
            TalkCommand::SendEvent { id, body } => self.send_event(chat, id, &body).await,
            TalkCommand::ReadEvents(query) => self.read_events(chat, &query).await,
            _ => Err(Failure::Unable),
        }
    }

    async fn attach(
        &self,
        chat: &ChatId,
        id: MessageId,
        name: &str,
        content: FileContent,
        caption: &str,
    ) -> Result<Answer, Failure> {
        let member = self.member(chat)?;
        if content.bytes.len() > MAX_FILE_BYTES {
            return Err(Failure::FileTooLarge { bytes: content.bytes.len() as u64 });
        }
        let caption = if caption.trim().is_empty() { None } else { Some(MessageText::parse(caption)?) };
        self.may_say(chat, &member, caption.as_ref().map_or("", MessageText::as_str))?;
        let info = FileInfo::of(name, &content, caption.clone());
        let text = caption.map_or_else(|| MessageText::parse(&info.name), Ok)?;
        let media_type = picture_type(&content.bytes).unwrap_or("application/octet-stream").into();
        let stored = Write::File(FileRecord { id: id.clone(), content: FileContent { media_type, ..content } });
        self.queue(&member, &id, (text, Some(Box::new(info))), vec![stored]).await?;
        Ok(Answer::Done)
    }

    async fn fetch(&self, chat: &ChatId, id: &MessageId) -> Result<Answer, Failure> {
        if !self.sees(chat, id).await? {
            return Err(Failure::NotFound);
        }
        self.shared.store.file(id).await?.map(Answer::File).ok_or(Failure::NotFound)
    }

    /// True for a message that the open profile has before it.
    pub(super) async fn sees(&self, chat: &ChatId, id: &MessageId) -> Result<bool, Failure> {
        let member = self.member(chat)?;
        let may = member.part.as_ref().is_none_or(|part| can_read(&part.standing));
        let waits = self.shared.model.borrow().queued(&member.profile, chat).any(|queued| queued.id == *id);
        let sent = self.shared.store.find(id).await?;
        Ok(waits || sent.is_some_and(|message| may && message.chat == *chat && member.sees(message.seq)))
    }
}
