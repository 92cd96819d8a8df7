//! What programs share in a chat.

use super::super::model::Model;
use super::super::record::{UpdateRecord, Write};
use super::super::store::Store;
use super::{LocalSession, State};
use crate::backend::{Answer, Event, Failure};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::mini::update::{MAX_UPDATE_BYTES, MAX_UPDATES, SharedUpdate};

impl<S: Store> LocalSession<S> {
    pub(super) async fn update(
        &self,
        chat: &ChatId,
        card: MessageId,
        id: MessageId,
        text: String,
    ) -> Result<Answer, Failure> {
        let member = self.member(chat)?;
        self.may_say(chat, &member, "")?;
        let known = self.shared_by(chat, &card).await?;
        if text.len() > MAX_UPDATE_BYTES || known.len() >= MAX_UPDATES {
            return Err(Failure::FileTooLarge { bytes: text.len() as u64 });
        }
        if known.iter().all(|update| update.id != id) {
            let update = SharedUpdate { id, sender: member.profile, text };
            let record = UpdateRecord { card: card.clone(), number: known.len() as u64, update: update.clone() };
            self.shared.commit(vec![Write::Update(record)]).await?;
            self.shared.boards.borrow_mut().entry(card).or_default().push(update);
        }
        Ok(Answer::Done)
    }

    pub(super) async fn watch_updates(&self, chat: ChatId, card: MessageId) -> Result<Answer, Failure> {
        let updates = self.shared_by(&chat, &card).await?;
        self.state.view.borrow_mut().updates.insert((chat.clone(), card.clone()));
        self.state.tell(true, Event::Updates { chat, card, updates });
        Ok(Answer::Done)
    }

    /// What the program of a card shares, as far as the open profile sees the card.
    async fn shared_by(&self, chat: &ChatId, card: &MessageId) -> Result<Vec<SharedUpdate>, Failure> {
        if !self.sees(chat, card).await? {
            return Err(Failure::NotFound);
        }
        let known = self.shared.boards.borrow().get(card).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let updates = self.shared.store.updates(card).await?;
        self.shared.boards.borrow_mut().insert(card.clone(), updates.clone());
        Ok(updates)
    }
}

impl State {
    /// Tells the tab what programs share that it watches.
    pub(super) fn tell_updates(&self, model: &Model, profile: &PersonId, watched: &Watched, writes: &[Write]) {
        for write in writes {
            let Write::Update(record) = write else { continue };
            let of_card = watched.iter().filter(|(_, card)| *card == record.card);
            for (chat, card) in of_card.filter(|(chat, _)| model.member(profile, chat).is_some_and(|it| it.is_in())) {
                let updates = vec![record.update.clone()];
                self.tell(true, Event::Updates { chat: chat.clone(), card: card.clone(), updates });
            }
        }
    }
}

/// The cards that a tab watches.
pub(super) type Watched = std::collections::HashSet<(ChatId, MessageId)>;
