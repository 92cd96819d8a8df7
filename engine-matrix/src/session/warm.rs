//! The chats at the top of the list are made ready while nobody waits for anything: one of them is opened next, most
//! likely.

use std::rc::{Rc, Weak};
use std::time::Duration;

use super::Seat;
use crate::account::Account;
use crate::ids;
use crate::runtime::sleep;
use crate::timeline::Conversation;

/// So many are made ready.
const TOP: usize = 10;
/// How long the list has to be there before.
const QUIET: Duration = Duration::from_millis(1500);
/// How long everybody else has a turn after each.
const TURN: Duration = Duration::from_millis(50);

/// Makes ready what somebody may open.
pub(super) async fn up(seat: Weak<Seat>, account: Weak<Account>) {
    sleep(QUIET).await;
    let Some(chats) = account.upgrade().map(|account| account.chats.list()) else { return };
    for chat in chats.into_iter().take(TOP).map(|row| row.id) {
        let (Some(seat), Some(account)) = (seat.upgrade(), account.upgrade()) else { return };
        let is_missing = |seat: &Seat| {
            let view = seat.view.borrow();
            let is_theirs = view.account.as_ref().is_some_and(|theirs| Rc::ptr_eq(theirs, &account));
            is_theirs && !view.timelines.contains_key(&chat) && !view.recent.has(&chat)
        };
        let room = ids::room(&chat).and_then(|room| account.client.get_room(&room));
        let Some(room) = room.filter(|_| is_missing(&seat)) else { continue };
        // What cannot be opened now is tried, and told, when somebody wants it.
        let Ok(ready) = Conversation::at_rest(&account, chat.clone(), room, seat.events.clone()).await else {
            continue;
        };
        if is_missing(&seat) {
            let spare = seat.view.borrow_mut().recent.put_spare(chat.clone(), ready);
            drop(spare);
        }
        drop((seat, account));
        sleep(TURN).await;
    }
}
