//! What programs share in a chat.

use super::super::model::Model;
use super::super::plan;
use super::super::record::{UpdateRecord, Write};
use super::super::store::Store;
use super::{LocalSession, State};
use crate::backend::{Answer, Event, Failure};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::mini::aside::Aside;
use crate::domain::mini::update::{MAX_UPDATES, SharedUpdate};

impl<S: Store> LocalSession<S> {
    pub(super) async fn update(
        &self,
        chat: &ChatId,
        card: MessageId,
        id: MessageId,
        (text, aside): (String, Aside),
    ) -> Result<Answer, Failure> {
        let member = self.member(chat)?;
        self.may_say(chat, &member, "")?;
        if !self.sees(chat, &card).await? {
            return Err(Failure::NotFound);
        }
        let known = self.shared.store.updates(&card).await?;
        if known.iter().all(|update| update.id != id) {
            if !aside.fits(&text) {
                return Err(Failure::FileTooLarge { bytes: text.len() as u64 });
            }
            if known.len() >= MAX_UPDATES {
                return Err(Failure::Unable);
            }
            let mut writes = match self.shared.store.find(&card).await? {
                Some(message) => {
                    let (model, by, now) = (self.shared.model.borrow(), member.profile.clone(), self.now());
                    plan::card::say(&model, message, (id.clone(), by), aside, now)
                }
                None => Vec::new(),
            };
            let update = SharedUpdate { id, sender: member.profile, text };
            writes.push(Write::Update(UpdateRecord { card, number: known.len() as u64, update }));
            self.shared.commit(writes).await?;
        }
        Ok(Answer::Done)
    }

    pub(super) async fn watch_updates(&self, chat: ChatId, card: MessageId) -> Result<Answer, Failure> {
        if !self.sees(&chat, &card).await? {
            return Err(Failure::NotFound);
        }
        let updates = self.shared.store.updates(&card).await?;
        let watched = (chat.clone(), card.clone());
        let mut view = self.state.view.borrow_mut();
        if !view.updates.contains(&watched) {
            view.updates.push(watched);
        }
        self.state.tell(true, Event::Updates { chat, card, updates });
        Ok(Answer::Done)
    }
}

impl State {
    /// Tells the tab what programs share that it watches.
    pub(super) fn tell_updates(
        &self,
        model: &Model,
        profile: &PersonId,
        watched: &[(ChatId, MessageId)],
        writes: &[Write],
    ) {
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
