//! What is done in a chat.

use matrix_sdk::notification_settings::{IsEncrypted, IsOneToOne, RoomNotificationMode};
use matrix_sdk::room::Receipts;
use matrix_sdk::room::edit::EditedContent;
use matrix_sdk::room::reply::{EnforceThread, Reply};
use matrix_sdk::ruma::events::Mentions;
use matrix_sdk::ruma::events::room::message::{
    AddMentions, RoomMessageEventContent, RoomMessageEventContentWithoutRelation, TextMessageEventContent,
};
use matrix_sdk::ruma::{EventId, OwnedEventId};
use matrix_sdk::{Room, RoomState};
use matrix_sdk_base::deserialized_responses::TimelineEvent;
use matrix_sdk_ui::timeline::{AttachmentConfig, AttachmentSource, RoomExt, TimelineEventItemId, TimelineItemContent};
use teahouse::backend::protocol::TalkCommand;
use teahouse::backend::{Answer, Failure, Watch};
use teahouse::domain::file::{FileContent, MAX_FILE_BYTES, picture_type, plain_name};
use teahouse::domain::group::{Refusal, calls_all};
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::message::MessageText;
use teahouse::domain::mini::aside::Aside;
use teahouse::domain::mini::update::SharedUpdate;

use super::MatrixSession;
use crate::account::Account;
use crate::updates::Board;
use crate::{failure, files, ids, rooms, updates};

/// The longest sign that is put on a message, in characters.
const SIGN: usize = 16;

impl MatrixSession {
    pub(super) async fn start_chat(&self, with: &PersonId) -> Result<Answer, Failure> {
        let account = self.account()?;
        let user = ids::user(with).filter(|user| *user != account.me).ok_or(Failure::NotFound)?;
        for room in account.client.joined_rooms() {
            if account.chats.direct.other(&room).await.as_ref() == Some(&user) {
                return Ok(Answer::Chat(ids::chat(room.room_id())));
            }
        }
        // Whoever asked first is answered: two chats with one person would be one too many.
        for room in account.client.invited_rooms() {
            if account.chats.direct.other(&room).await.as_ref() == Some(&user) {
                room.join().await.map_err(|error| failure::of(&error))?;
                return Ok(Answer::Chat(ids::chat(room.room_id())));
            }
        }
        if let Err(error) = account.client.account().fetch_user_profile_of(&user).await {
            let failure = failure::of(&error);
            return Err(if failure::is_missing(&error) { Failure::NotFound } else { failure });
        }
        let room = account.client.create_dm(&user).await.map_err(|error| failure::of(&error))?;
        rooms::made_encrypted(&room).await?;
        account.chats.direct.remember(&room, user);
        account.chats.touch(room.room_id());
        Ok(Answer::Chat(ids::chat(room.room_id())))
    }

    pub(super) async fn send(
        &self,
        chat: &ChatId,
        id: &MessageId,
        text: &str,
        reply: Option<&MessageId>,
    ) -> Result<Answer, Failure> {
        let (account, room) = self.room(chat)?;
        let text = MessageText::parse(text)?;
        inside(&account, &room)?;
        if !account.outgoing.knows(&room, id).await {
            let mut content = RoomMessageEventContentWithoutRelation::text_plain(text.as_str());
            if calls(&account, &room, &text).await? {
                content = content.add_mentions(Mentions::with_room_mention());
            }
            let content = match reply.map(|reply| account.outgoing.item(reply)) {
                Some(Some(TimelineEventItemId::EventId(event_id))) => {
                    let reply = Reply {
                        event_id,
                        enforce_thread: EnforceThread::MaybeThreaded,
                        add_mentions: AddMentions::Yes,
                    };
                    room.make_reply_event(content, reply).await.map_err(|_| Failure::NotFound)?
                }
                Some(_) => return Err(Failure::NotFound),
                None => RoomMessageEventContent::from(content),
            };
            account.outgoing.send(&room, id, content).await?;
        }
        self.set_draft(chat, String::new()).await
    }

    pub(super) async fn edit(&self, chat: &ChatId, id: &MessageId, text: &str) -> Result<Answer, Failure> {
        let (account, room) = self.room(chat)?;
        let text = MessageText::parse(text)?;
        inside(&account, &room)?;
        calls(&account, &room, &text).await?;
        let content = RoomMessageEventContentWithoutRelation::text_plain(text.as_str());
        let item = account.outgoing.item(id).ok_or(Failure::NotFound)?;
        match (self.conversation(chat), &item) {
            (Ok(open), _) => {
                let edited = open.timeline().edit(&item, EditedContent::RoomMessage(content)).await;
                edited.map_err(|_| Failure::NotFound)?;
            }
            (Err(_), TimelineEventItemId::EventId(event)) => {
                let edit = room.make_edit_event(event, EditedContent::RoomMessage(content)).await;
                let edit = edit.map_err(|_| Failure::NotFound)?;
                room.send_queue().send(edit).await.map_err(|error| failure::stored(&error))?;
            }
            (Err(failure), _) => return Err(failure),
        }
        Ok(Answer::Done)
    }

    pub(super) async fn mark_read(&self, chat: &ChatId, upto: u64) -> Result<Answer, Failure> {
        let (account, room) = self.room(chat)?;
        let Some(event) = self.conversation(chat)?.event_up_to(upto) else { return Ok(Answer::Done) };
        account.chats.mark_read(room.room_id().to_owned(), event.clone());
        let receipts = Receipts::new().fully_read_marker(event.clone());
        let public = account.own.borrow().receipts;
        let receipts = if public { receipts.public_read_receipt(event) } else { receipts.private_read_receipt(event) };
        // Nobody waits for the server; what was read is read here.
        crate::runtime::spawn(async move {
            let _ = room.send_multiple_receipts(receipts).await;
        });
        Ok(Answer::Done)
    }

    pub(super) async fn set_draft(&self, chat: &ChatId, text: String) -> Result<Answer, Failure> {
        self.own(chat, |own| {
            if text.is_empty() {
                own.drafts.remove(chat);
            } else {
                own.drafts.insert(chat.clone(), text);
            }
        })
        .await
    }

    pub(super) async fn set_folded(&self, chat: &ChatId, folded: bool) -> Result<Answer, Failure> {
        self.own(chat, |own| {
            if folded {
                own.folded.insert(chat.clone());
            } else {
                own.folded.remove(chat);
            }
        })
        .await
    }

    async fn own(&self, chat: &ChatId, change: impl FnOnce(&mut crate::keep::Own)) -> Result<Answer, Failure> {
        let (account, room) = self.room(chat)?;
        account.change_own(change).await?;
        account.chats.touch(room.room_id());
        Ok(Answer::Done)
    }

    pub(super) async fn set_pinned(&self, chat: &ChatId, pinned: bool) -> Result<Answer, Failure> {
        let (account, room) = self.room(chat)?;
        let _turn = account.turn.lock().await;
        if room.is_favourite() != pinned {
            room.set_is_favourite(pinned, None).await.map_err(|error| failure::of(&error))?;
        }
        Ok(Answer::Done)
    }

    pub(super) async fn set_muted(&self, chat: &ChatId, muted: bool) -> Result<Answer, Failure> {
        let (account, room) = self.room(chat)?;
        let _turn = account.turn.lock().await;
        let settings = account.client.notification_settings().await;
        let done = if muted {
            settings.set_room_notification_mode(room.room_id(), RoomNotificationMode::Mute).await
        } else {
            let encrypted = IsEncrypted::from(room.encryption_state().is_encrypted());
            settings.unmute_room(room.room_id(), encrypted, IsOneToOne::from(room.active_members_count() == 2)).await
        };
        done.map_err(|error| teahouse::domain::home::HomeError::Failed { reason: failure::reason(&error) })?;
        let mode = settings.get_user_defined_room_notification_mode(room.room_id()).await;
        match mode {
            Some(mode) => room.update_cached_user_defined_notification_mode(mode),
            None => room.clear_user_defined_notification_mode(),
        }
        account.chats.touch(room.room_id());
        Ok(Answer::Done)
    }

    pub(super) async fn talk(&self, chat: &ChatId, act: TalkCommand) -> Result<Answer, Failure> {
        let (account, room) = self.room(chat)?;
        match act {
            TalkCommand::React { id, key, on } => {
                inside(&account, &room)?;
                let key: String = key.trim().chars().take(SIGN).collect();
                let item = account.outgoing.item(&id).ok_or(Failure::NotFound)?;
                let open = self.conversation(chat)?;
                let has = open.has_reaction(&id, &key).ok_or(Failure::NotFound)?;
                if !key.is_empty() && has != on {
                    open.timeline().toggle_reaction(&item, &key).await.map_err(|_| Failure::NotFound)?;
                }
            }
            TalkCommand::Recall { id } => {
                let item = account.outgoing.item(&id).ok_or(Failure::NotFound)?;
                let open = self.conversation(chat)?;
                if !open.is_own(&id).ok_or(Failure::NotFound)? {
                    return Err(Failure::NotFound);
                }
                open.timeline().redact(&item, None).await.map_err(|_| Failure::NotFound)?;
            }
            TalkCommand::Attach { id, name, content, caption } => {
                inside(&account, &room)?;
                self.attach(&room, chat, &id, &name, content, &caption).await?;
            }
            TalkCommand::Fetch { id, thumbnail } => {
                let open = self.conversation(chat).ok().and_then(|open| open.content(&id));
                let content = match open {
                    Some(content) => Some(content),
                    None => elsewhere(&account, &room, &id).await?,
                };
                let content = content.ok_or(Failure::NotFound)?;
                return files::fetch(&account.client, &content, thumbnail).await.map(Answer::File);
            }
            TalkCommand::Update { card, id, text, aside } => {
                inside(&account, &room)?;
                self.update(&account, &room, &card, id, (text, &aside)).await?;
            }
            TalkCommand::Live { card, data } => self.say_live(&account, chat, card, &data)?,
            TalkCommand::Typing { on } => {
                crate::runtime::spawn(async move {
                    let _ = room.typing_notice(on).await;
                });
            }
            TalkCommand::Accept => room.join().await.map_err(|error| failure::of(&error))?,
            TalkCommand::Decline => room.leave().await.map_err(|error| failure::of(&error))?,
            TalkCommand::SendEvent { id, body } => return Box::pin(self.send_event(&account, &room, &id, &body)).await,
            TalkCommand::ReadEvents(query) => return Box::pin(self.read_events(&account, &room, chat, &query)).await,
        }
        Ok(Answer::Done)
    }

    /// Shares something with everybody who has the program of a message open, now or later.
    async fn update(
        &self,
        account: &Account,
        room: &Room,
        card: &MessageId,
        id: MessageId,
        (text, aside): (String, &Aside),
    ) -> Result<(), Failure> {
        if !aside.fits(&text) {
            return Err(Failure::FileTooLarge { bytes: text.len() as u64 });
        }
        let event = brought(account, room, card).await?;
        let powers = room.power_levels_or_default().await;
        if !powers.user_can_send_message(&account.me, updates::KIND.into()) {
            return Err(Failure::Unable);
        }
        if !account.outgoing.knows_shared(room, &id).await {
            let content = updates::content(&event, &text, aside);
            account.outgoing.send_raw(room, &id, updates::KIND, content).await?;
        }
        let update = SharedUpdate { id, sender: account.id(), text };
        self.shared.seats().iter().for_each(|seat| seat.tell_update(&event, &update));
        Ok(())
    }

    /// Begins to tell what the program of a message shares.
    pub(super) async fn watch_updates(&self, watch: Watch, chat: &ChatId, card: &MessageId) -> Result<(), Failure> {
        let (account, room) = self.room(chat)?;
        inside(&account, &room)?;
        self.seat.view.borrow_mut().sought.insert(watch.clone());
        let event = brought(&account, &room, card).await;
        let is_wanted = self.seat.view.borrow_mut().sought.remove(&watch);
        let (event, at) = (event?, (chat.clone(), card.clone()));
        if is_wanted {
            let board = Board::open(room, at.clone(), event, self.seat.events.clone());
            self.seat.view.borrow_mut().boards.insert(at, board);
        }
        Ok(())
    }

    async fn attach(
        &self,
        room: &Room,
        chat: &ChatId,
        id: &MessageId,
        name: &str,
        content: FileContent,
        caption: &str,
    ) -> Result<(), Failure> {
        let (account, _) = self.room(chat)?;
        if content.bytes.len() > MAX_FILE_BYTES {
            return Err(Failure::FileTooLarge { bytes: content.bytes.len() as u64 });
        }
        if account.outgoing.knows(room, id).await {
            return Ok(());
        }
        let caption = if caption.trim().is_empty() { None } else { Some(MessageText::parse(caption)?) };
        // A picture that every browser shows is sent as one; anything else as it says.
        let said = picture_type(&content.bytes).unwrap_or(&content.media_type);
        let media_type = said.parse().unwrap_or(mime::APPLICATION_OCTET_STREAM);
        let (info, thumbnail) = files::about(&content.bytes).await;
        let config = AttachmentConfig {
            txn_id: Some(id.as_str().into()),
            caption: caption.map(|text| TextMessageEventContent::plain(text.as_str())),
            info: Some(info),
            thumbnail,
            extra_content: Some(account.outgoing.label(id)),
            ..AttachmentConfig::default()
        };
        let source = AttachmentSource::Data { bytes: content.bytes, filename: plain_name(name) };
        let temporary;
        let open = self.conversation(chat).ok();
        let timeline = match &open {
            Some(open) => open.timeline(),
            None => {
                temporary = room.timeline().await.map_err(|error| failure::stored(&error))?;
                &temporary
            }
        };
        let sent = timeline.send_attachment(source, media_type, config).use_send_queue().await;
        sent.map_err(|error| failure::stored(&error))
    }
}

/// Whether one may write in a room.
pub(super) fn inside(account: &Account, room: &Room) -> Result<(), Failure> {
    let over = account.own.borrow().groups.get(&ids::chat(room.room_id())).is_some_and(|part| part.dissolved);
    match room.state() {
        RoomState::Joined if over => Err(Refusal::Dissolved.into()),
        RoomState::Joined => Ok(()),
        RoomState::Banned => Err(Refusal::Removed.into()),
        _ => Err(Refusal::NotIn.into()),
    }
}

/// Whether one may say this: who calls everybody needs the power to. True if it calls everybody.
pub(super) async fn calls(account: &Account, room: &Room, text: &MessageText) -> Result<bool, Failure> {
    if !calls_all(text.as_str()) || account.chats.direct.other(room).await.is_some() {
        return Ok(false);
    }
    let powers = room.power_levels_or_default().await;
    if powers.user_can_trigger_room_notification(&account.me) { Ok(true) } else { Err(Refusal::CallsAll.into()) }
}

/// The event that brought a program. It has to be of this room: what is shared in one chat is nothing for another.
async fn brought(account: &Account, room: &Room, card: &MessageId) -> Result<OwnedEventId, Failure> {
    let event = account.outgoing.event(room, card).await.ok_or(Failure::NotFound)?;
    found(room, &event).await.map(|_| event)
}

/// An event of a room, from here or from its server.
async fn found(room: &Room, event: &EventId) -> Result<TimelineEvent, Failure> {
    let found = room.load_or_fetch_event(event, None).await;
    found.map_err(|error| if failure::is_missing(&error) { Failure::NotFound } else { failure::of(&error) })
}

/// What a message says that is not on anybody's screen.
async fn elsewhere(account: &Account, room: &Room, id: &MessageId) -> Result<Option<TimelineItemContent>, Failure> {
    let event = account.outgoing.event(room, id).await.ok_or(Failure::NotFound)?;
    Ok(TimelineItemContent::from_event(room, found(room, &event).await?).await)
}
