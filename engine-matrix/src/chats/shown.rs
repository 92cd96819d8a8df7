//! The list of chats as it was last, kept so that the next start shows it before the SDK has read its own stores.
//!
//! Whatever stands there is worked out anew as soon as the SDK is there. What is of this device only is never older
//! than its own record. A list that another version wrote is as good as none.

use std::rc::Weak;
use std::time::Duration;

use teahouse::backend::wire::{decode, encode};
use teahouse::domain::chat::{Chat, With};
use teahouse::domain::group::Face;

use super::own;
use crate::account::Account;
use crate::keep::{Keep, Own, SHOWN};
use crate::runtime::sleep;

/// What changes within this time is written once.
const REST: Duration = Duration::from_millis(400);
/// So many rows keep their pictures, each of which can be larger than all else of a hundred rows.
const PICTURES: usize = 24;

/// Reads the list; nothing if there is none.
pub(crate) async fn read(keep: &Keep, own: &Own) -> Vec<Chat> {
    let bytes = keep.get_bytes(SHOWN).await.ok().flatten().unwrap_or_default();
    let rows: Vec<Chat> = decode(&bytes).unwrap_or_default();
    rows.into_iter().map(|row| own::row(clear(row, own), own, None)).collect()
}

/// Takes out what was cleared when the list was written already.
fn clear(row: Chat, own: &Own) -> Chat {
    let shown = own.cuts.get(&row.id).and_then(|cut| cut.shown);
    match &row.last {
        Some(last) if shown == Some(last.at) => Chat { last: None, unread: 0, ..row },
        _ => row,
    }
}

/// Writes the list whenever it has changed, for as long as the account lives.
pub(crate) async fn keep(account: Weak<Account>) {
    loop {
        let Some(changed) = account.upgrade().map(|account| account.chats.different()) else { return };
        changed.notified().await;
        sleep(REST).await;
        let Some(account) = account.upgrade() else { return };
        let rows: Vec<Chat> = account.chats.list().into_iter().enumerate().map(|(at, row)| light(at, row)).collect();
        // What cannot be written is worked out from the SDK's stores, as without it.
        let _ = account.keep().set_bytes(SHOWN, &encode(&rows)).await;
    }
}

fn light(at: usize, row: Chat) -> Chat {
    match row.with {
        With::Group(group) if at >= PICTURES && matches!(group.face, Face::Picture(_)) => {
            let face = Face::Mosaic(Vec::new());
            Chat { with: With::Group(teahouse::domain::chat::GroupRow { face, ..group }), ..row }
        }
        _ => row,
    }
}
