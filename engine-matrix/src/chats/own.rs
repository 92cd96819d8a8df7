//! What only this person's device knows of a chat: drafts, what was put away, and what they call others.

use teahouse::domain::chat::{Chat, Preview, With};
use teahouse::domain::id::PersonId;
use teahouse::domain::name::Name;
use teahouse::domain::person::{Contact, Title};
use teahouse::domain::shown::{Names, Where, shown};

use crate::group::Hall;
use crate::ids;
use crate::keep::Own;

/// The row as its reader sees it.
pub(super) fn row(row: Chat, own: &Own, hall: Option<&Hall>) -> Chat {
    let part = own.groups.get(&row.id).cloned().unwrap_or_default();
    let name = |last: Preview| match &row.with {
        With::Group(_) => Preview { name: sender(&last, own, hall, !part.plain_names), ..last },
        _ => last,
    };
    let last = row.last.map(name);
    let with = match row.with {
        With::Group(group) => {
            With::Group(teahouse::domain::chat::GroupRow { saved: part.saved, set: part.set, ..group })
        }
        with => with,
    };
    // In a chat of two the reader's own name for the other one comes first. The name itself is kept for the contact.
    let title = match (&with, row.title) {
        (With::Person(person), Title::Person(name)) => Title::Person(called(person, &name, own)),
        (_, title) => title,
    };
    Chat {
        with,
        title,
        last,
        draft: own.drafts.get(&row.id).cloned().unwrap_or_default(),
        folded: own.folded.contains(&row.id),
        ..row
    }
}

fn called(person: &PersonId, name: &Name, own: &Own) -> Name {
    let remark = own.notes.get(person).and_then(|note| note.remark.as_ref());
    shown(&Names { own: name, alias: None, remark }, Where::Mine).clone()
}

/// What the reader sees the sender of a preview as.
fn sender(last: &Preview, own: &Own, hall: Option<&Hall>, aliases: bool) -> Option<Name> {
    let remark = own.notes.get(&last.sender).and_then(|note| note.remark.as_ref());
    let called = ids::user(&last.sender).zip(hall).map(|(user, hall)| hall.called(&user));
    let Some(called) = called else { return remark.or(last.name.as_ref()).cloned() };
    let names = Names { own: &called.name, alias: called.alias.as_ref(), remark };
    Some(shown(&names, Where::Group { aliases }).clone())
}

/// Somebody whom one has a chat with.
pub(super) fn contact(person: &PersonId, name: &Title, own: &Own) -> Contact {
    let note = own.notes.get(person).cloned().unwrap_or_default();
    Contact { id: person.clone(), title: name.clone(), remark: note.remark, tags: note.tags, account: None }
}
