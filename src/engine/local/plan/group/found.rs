//! Groups that begin, and words to several of them.

use super::super::super::record::{ChatRecord, GroupRecord, Part, Write};
use super::{Change, World};
use crate::backend::Failure;
use crate::domain::group::act::Act;
use crate::domain::group::code::Code;
use crate::domain::group::power::Power;
use crate::domain::group::{Announcement, HouseRules, Joined, Refusal, Role, Standing, door};
use crate::domain::id::{ChatId, MessageId, PersonId};
use crate::domain::message::MessageText;
use crate::domain::name::Name;
use crate::domain::ticket::{Home, Secret};

/// A group of `me` and others. After another group of mine it takes over the rules, and belongs to the same set.
pub fn found(
    world: World<'_>,
    me: &PersonId,
    chat: ChatId,
    title: Name,
    people: &[PersonId],
    after: Option<&ChatId>,
) -> Result<Vec<Write>, Failure> {
    let mut writes = Vec::new();
    let mut group = GroupRecord {
        chat: chat.clone(),
        title,
        picture: None,
        founded: world.now,
        approval: false,
        code: Some(Code { number: 1, secret: Secret((world.random)()), issued: world.now, home: Home::Device }),
        retired: Vec::new(),
        announcement: None,
        rules: Vec::new(),
        set: None,
        dissolved: false,
        entries: 0,
    };
    if let Some(before) = after {
        let mut change = Change::of(world, before, me).ok_or(Failure::NotFound)?;
        change.may(Power::Next)?;
        let set = change.group.set.get_or_insert_with(|| before.clone()).clone();
        let rules = change.group.rules.last().cloned();
        group.rules = rules.into_iter().map(|rules| HouseRules { version: 1, ..rules }).collect();
        (group.approval, group.picture, group.set) = (change.group.approval, change.group.picture.clone(), Some(set));
        change.note_mine(Act::NextOpened(chat.clone()));
        writes = change.finish();
    }
    let mut change = Change::new(world, me, ChatRecord::new(chat, Vec::new()), group);
    change.note_mine(Act::Founded);
    let chat = change.chat.clone();
    change.change(me, |member, part| {
        *part = Part { role: Role::Owner, ..Part::new(Standing::In, Joined::Founder, world.now) };
        member.read_to_the_end(&chat);
    });
    for person in people {
        let entry = door::invite(change.house(), me, Role::Owner, change.standing(person))?;
        change.let_in(person, entry, me, "");
    }
    writes.extend(change.finish());
    Ok(writes)
}

/// The same announcement in each of the groups, or in none. A group that heard it already is left alone.
pub fn announce(
    world: World<'_>,
    me: &PersonId,
    groups: &[ChatId],
    id: &MessageId,
    text: &MessageText,
) -> Result<Vec<Write>, Failure> {
    let mut writes = Vec::new();
    for chat in groups {
        let mut change = Change::of(world, chat, me).ok_or(Refusal::NotIn)?;
        change.may(Power::Announce)?;
        let before = change.group.announcement.as_ref();
        if before.is_some_and(|before| before.id == *id) {
            continue;
        }
        let number = before.map_or(0, |before| before.number) + 1;
        let announcement = Announcement { number, id: id.clone(), text: text.clone(), by: me.clone(), at: world.now };
        change.group.announcement = Some(announcement);
        change.note_mine(Act::Announced(text.clone()));
        let chat = change.chat.clone();
        change.change(me, |member, part| {
            part.announcement_seen = number;
            member.read_to_the_end(&chat);
        });
        writes.extend(change.finish());
    }
    Ok(writes)
}
