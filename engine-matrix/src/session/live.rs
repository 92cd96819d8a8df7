//! What programs say to each other while they are open.

use std::rc::Rc;

use teahouse::backend::{Event, Failure};
use teahouse::domain::id::{ChatId, MessageId};
use teahouse::domain::mini::update::MAX_LIVE_BYTES;

use super::talk::inside;
use super::{MatrixSession, Seat};
use crate::account::Account;
use crate::live::At;

impl MatrixSession {
    /// Comes to the others. A message of another room brings nobody together: what is said belongs to both, the room and
    /// the message.
    pub(super) async fn watch_live(&self, chat: ChatId, card: MessageId) -> Result<(), Failure> {
        let (account, room) = self.room(&chat)?;
        inside(&account, &room)?;
        let event = account.outgoing.event(&room, &card).await.ok_or(Failure::NotFound)?;
        let at = (room.room_id().to_owned(), event.clone());
        account.live.open(room, event)?;
        self.seat.view.borrow_mut().live.insert((chat, card), at);
        Ok(())
    }

    /// Whoever hears may speak.
    pub(super) fn say_live(
        &self,
        account: &Account,
        chat: &ChatId,
        card: MessageId,
        data: &[u8],
    ) -> Result<(), Failure> {
        if data.len() > MAX_LIVE_BYTES {
            return Err(Failure::FileTooLarge { bytes: data.len() as u64 });
        }
        let at = self.seat.view.borrow().live.get(&(chat.clone(), card)).cloned().ok_or(Failure::NotFound)?;
        let seats = self.shared.seats();
        seats.iter().filter(|seat| !Rc::ptr_eq(seat, &self.seat)).for_each(|seat| seat.tell_live(&at, data));
        account.live.say(&at, data);
        Ok(())
    }
}

impl Seat {
    /// Tells the program of a message what others say, if it is open here.
    pub(crate) fn tell_live(&self, at: &At, data: &[u8]) {
        let view = self.view.borrow();
        for ((chat, card), _) in view.live.iter().filter(|(_, here)| *here == at) {
            self.tell(Event::Live { chat: chat.clone(), card: card.clone(), data: data.to_vec() });
        }
    }

    /// The programs that are open here and talk.
    pub(crate) fn live(&self) -> Vec<At> {
        self.view.borrow().live.values().cloned().collect()
    }
}
