//! Chats that stand behind one row of the list: those that were folded, and what official accounts wrote.

use leptos::prelude::*;

use super::Session;
use super::dates::Clock;
use super::rows::Row;
use crate::domain::chat::{self, Chat};
use crate::domain::id::ChatId;
use crate::domain::time::Timestamp;
use crate::route::Route;
use crate::text::Catalogue;

/// One of the two places for chats that do not stand in the list itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// Quiet chats that were put away.
    Folded,
    /// Official accounts.
    Accounts,
}

impl Shelf {
    /// Where a chat stands, unless it is in the list itself.
    pub fn of(chat: &Chat) -> Option<Self> {
        match chat.with {
            chat::With::Account(_) => Some(Self::Accounts),
            _ => chat.folded.then_some(Self::Folded),
        }
    }

    /// Its address.
    pub fn route(self) -> Route {
        match self {
            Self::Folded => Route::Folded,
            Self::Accounts => Route::Accounts,
        }
    }

    /// What it is called.
    pub fn title(self, texts: &Catalogue) -> &'static str {
        match self {
            Self::Folded => texts.lists.folded,
            Self::Accounts => texts.lists.accounts,
        }
    }

    /// What is said while nothing stands there.
    pub fn empty(self, texts: &Catalogue) -> &'static str {
        match self {
            Self::Folded => texts.lists.folded_empty,
            Self::Accounts => texts.lists.accounts_empty,
        }
    }
}

/// A line of the list of chats.
#[derive(Debug, Clone)]
pub enum Line {
    /// A chat.
    Chat(Row<Chat>),
    /// The row before other chats.
    Shelf(Shelf),
}

/// What stays the same while a line changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LineKey {
    /// That chat.
    Chat(ChatId),
    /// That row.
    Shelf(Shelf),
}

impl Line {
    /// What stays the same while the line changes.
    pub fn key(&self) -> LineKey {
        match self {
            Self::Chat(row) => LineKey::Chat(row.key.clone()),
            Self::Shelf(shelf) => LineKey::Shelf(*shelf),
        }
    }
}

impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

/// What the row before other chats shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfRow {
    /// How many chats there are.
    pub count: String,
    /// When something last happened; empty if nothing was said yet.
    pub time: String,
    /// Something is unread there.
    pub unread: bool,
}

impl Session {
    /// The lines of the list of chats: a shelf stands where its latest chat would, and never among the pinned ones.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut shelves: Vec<(Shelf, Timestamp)> = Vec::new();
        self.chats.with(|rows| {
            for row in rows {
                let (shelf, active, pinned) = row.value.with(|chat| (Shelf::of(chat), chat.active, chat.pinned));
                match shelf {
                    None => lines.push((Line::Chat(row.clone()), active, pinned)),
                    Some(shelf) => match shelves.iter_mut().find(|(other, _)| *other == shelf) {
                        None => shelves.push((shelf, active)),
                        Some((_, latest)) => *latest = active.max(*latest),
                    },
                }
            }
        });
        for (shelf, latest) in shelves {
            let at = lines.iter().position(|(_, active, pinned)| !pinned && *active < latest).unwrap_or(lines.len());
            lines.insert(at, (Line::Shelf(shelf), latest, false));
        }
        lines.into_iter().map(|(line, ..)| line).collect()
    }

    /// The chats of a shelf.
    pub fn on_shelf(&self, shelf: Shelf) -> Vec<Row<Chat>> {
        let stands = |row: &&Row<Chat>| row.value.with(|chat| Shelf::of(chat) == Some(shelf));
        self.chats.with(|rows| rows.iter().filter(stands).cloned().collect())
    }

    /// The row before the chats of a shelf, in words.
    pub fn shelf_row(&self, shelf: Shelf, clock: &Clock) -> ShelfRow {
        let rows = self.on_shelf(shelf);
        let last = rows.iter().filter_map(|row| row.value.with(|chat| chat.last.as_ref().map(|last| last.at))).max();
        ShelfRow {
            count: (self.texts().lists.chats)(u32::try_from(rows.len()).unwrap_or(u32::MAX)),
            time: last.map(|last| clock.short(last)).unwrap_or_default(),
            unread: rows.iter().any(|row| row.value.with(|chat| chat.unread > 0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::diff::VectorDiff;
    use crate::backend::{Event, Update};
    use crate::view_model::fake::{self, person};

    fn chat(n: u8, active: i64, change: impl FnOnce(&mut Chat)) -> Chat {
        let mut chat = Chat { active: Timestamp(active), unread: 1, ..fake::chat(n) };
        change(&mut chat);
        chat
    }

    #[test]
    fn what_is_put_away_stands_behind_one_row_and_does_not_count() {
        let (session, mut backend) = fake::open_session();
        let account = |chat: &mut Chat| chat.with = chat::With::Account(person(3));
        let chats = vec![
            chat(1, 10, |chat| chat.pinned = true),
            chat(2, 50, account),
            chat(3, 40, |_| ()),
            chat(4, 30, |chat| (chat.folded, chat.muted) = (true, true)),
            chat(5, 20, |_| ()),
            chat(6, 15, |chat| chat.folded = true),
        ];
        let key = |n: u8| LineKey::Chat(fake::chat(n).id);
        backend.tell(Update::Event(Event::Chats(vec![VectorDiff::Reset(chats)])));
        let keys = || session.lines().iter().map(Line::key).collect::<Vec<_>>();
        let [folded, accounts] = [LineKey::Shelf(Shelf::Folded), LineKey::Shelf(Shelf::Accounts)];
        assert_eq!(keys(), [key(1), accounts, key(3), folded, key(5)]);
        assert_eq!(session.unread(), 3);
        assert_eq!(session.on_shelf(Shelf::Folded).len(), 2);
        let row = session.shelf_row(Shelf::Folded, &session.clock());
        assert_eq!((row.count.as_str(), row.unread), ("2 chats", true));
    }

    #[test]
    fn a_list_without_quiet_chats_has_no_rows_for_them() {
        let (session, mut backend) = fake::open_session();
        backend.tell(Update::Event(Event::Chats(vec![VectorDiff::Reset(vec![chat(1, 10, |_| ())])])));
        assert_eq!(session.lines().len(), 1);
    }
}
