//! The people of a group and those at its door.

use std::collections::BTreeSet;

use matrix_sdk::ruma::{MxcUri, OwnedUserId, UserId};
use serde_json::{Value, json};
use teahouse::domain::group::{CAP, Face, Joined, MOSAIC, Member, Role, Standing};
use teahouse::domain::id::PersonId;
use teahouse::domain::name::Name;
use teahouse::domain::time::Timestamp;

use super::event;
use super::hall::{Hall, user};
use crate::keep::Own;
use crate::{ids, words};

/// What somebody is called in a group.
pub(crate) struct Called {
    /// What they call themselves.
    pub(crate) name: Name,
    /// What they call themselves here.
    pub(crate) alias: Option<Name>,
}

/// How somebody came in, as the event of [`event::MEMBER`] says it.
pub(super) fn joined(joined: &Joined) -> Value {
    let by = |person: &PersonId| ids::user(person).map(String::from);
    match joined {
        Joined::CodeOf(person) => json!({ "how": "code", "by": by(person) }),
        Joined::InvitedBy(person) | Joined::AddedBy(person) => json!({ "how": "invitation", "by": by(person) }),
        _ => json!({ "how": "otherwise" }),
    }
}

impl Hall {
    /// What somebody says of themselves here.
    pub(super) fn said_by(&self, person: &UserId) -> &Value {
        let said = self.get(event::MEMBER, person.as_str());
        // Only they can say it: the server sees to that, and so do we.
        said.filter(|event| event.sender.as_deref() == Some(person)).map_or(&Value::Null, |event| &event.content)
    }

    /// What somebody is called here.
    pub(crate) fn called(&self, person: &UserId) -> Called {
        let shown = self.get("m.room.member", person.as_str()).and_then(|event| event.text("displayname"));
        let said = self.said_by(person);
        let alias = said["alias"].as_str().and_then(Name::tidied);
        // The name in the room is the alias, for the sake of other programs; the other one stands beside it.
        let own = match &alias {
            Some(alias) if shown.and_then(Name::tidied).as_ref() == Some(alias) => said["name"].as_str(),
            _ => shown,
        };
        Called { name: words::name_of(own, person), alias }
    }

    /// Where somebody's picture is.
    pub(super) fn face_of(&self, person: &UserId) -> Option<&MxcUri> {
        self.get("m.room.member", person.as_str()).and_then(|event| event.text("avatar_url")).map(Into::into)
    }

    /// How somebody came in.
    fn joined(&self, person: &UserId) -> Joined {
        if self.get("m.room.create", "").and_then(|create| create.sender.as_deref()) == Some(person) {
            return Joined::Founder;
        }
        let said = &self.said_by(person)["joined"];
        // Nobody came in by somebody who was never there.
        let by = user(&said["by"]).filter(|by| !self.membership(by).is_empty() && by != person);
        let invited = || self.asked_in_by(person).map_or(Joined::Otherwise, |by| Joined::InvitedBy(ids::person(&by)));
        match (said["how"].as_str(), by) {
            (Some("code"), Some(by)) => Joined::CodeOf(ids::person(&by)),
            (Some("invitation"), Some(by)) => Joined::InvitedBy(ids::person(&by)),
            _ => invited(),
        }
    }

    /// Since when somebody stands as they do. A change of name does not count, where they say so.
    fn since(&self, person: &UserId) -> Timestamp {
        let at = self.get("m.room.member", person.as_str()).map_or(Timestamp::default(), |event| event.at);
        let said = self.said_by(person)["since"].as_i64().filter(|_| self.membership(person) == "join");
        said.filter(|since| (1..at.0).contains(since)).map_or(at, Timestamp)
    }

    /// Everybody inside, by when they came.
    fn by_age(&self) -> Vec<OwnedUserId> {
        let mut inside: Vec<_> = self.inside().filter_map(|event| UserId::parse(&event.key).ok()).collect();
        inside
            .sort_by_cached_key(|person| (self.joined(person) != Joined::Founder, self.since(person), person.clone()));
        inside
    }

    /// The first members, each under the name that they chose.
    pub(crate) fn mosaic(&self) -> Face {
        let tile = |person: OwnedUserId| (ids::person(&person), self.called(&person).name);
        Face::Mosaic(self.by_age().into_iter().take(MOSAIC).map(tile).collect())
    }

    /// Everybody who has to do with the group, by when they came. Of a crowd those who may most, by name.
    pub(super) fn members(&self, own: &Own) -> Vec<Member> {
        let wishes = self.wishes();
        let people: BTreeSet<OwnedUserId> = self
            .all("m.room.member")
            .filter_map(|event| UserId::parse(&event.key).ok())
            .chain(wishes.iter().map(|wish| wish.person.clone()))
            .collect();
        let mut members: Vec<(Role, OwnedUserId, Standing)> = people
            .into_iter()
            .filter_map(|person| Some((self.role(&person), self.standing_with(&person, &wishes)?, person)))
            .map(|(role, standing, person)| (role, person, standing))
            .collect();
        if members.len() > CAP as usize {
            let away = |standing: &Standing| matches!(standing, Standing::Left | Standing::Removed);
            members.sort_by_cached_key(|(role, person, standing)| {
                (away(standing), std::cmp::Reverse(*role), self.called(person).name)
            });
            members.truncate(CAP as usize);
        }
        let mut members: Vec<Member> = members
            .into_iter()
            .map(|(role, person, standing)| {
                let called = self.called(&person);
                let inside = standing == Standing::In;
                let asked = wishes.iter().rev().find(|wish| wish.person == person).map(|wish| wish.at);
                let since = self.since(&person);
                Member {
                    name: called.name,
                    alias: called.alias,
                    remark: own.notes.get(&ids::person(&person)).and_then(|note| note.remark.clone()),
                    role: if inside { role } else { Role::Member },
                    joined: if inside { self.joined(&person) } else { Joined::Otherwise },
                    since: if since == Timestamp::default() { asked.unwrap_or(since) } else { since },
                    person: ids::person(&person),
                    standing,
                }
            })
            .collect();
        members.sort_by(|a, b| {
            let key = |member: &Member| (member.joined != Joined::Founder, member.since, member.person.clone());
            key(a).cmp(&key(b))
        });
        members
    }
}
