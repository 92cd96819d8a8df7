//! What a group's state says, in the words of the domain.

use matrix_sdk::ruma::{OwnedUserId, RoomId, UserId};
use serde_json::Value;
use teahouse::domain::group::door::House;
use teahouse::domain::group::{Announcement, HouseRules, Standing};
use teahouse::domain::id::{ChatId, MessageId};
use teahouse::domain::message::MessageText;
use teahouse::domain::name::Name;
use teahouse::domain::time::Timestamp;

use super::event::{self, CodeAt};
use super::hall::{Hall, user};
use crate::{ids, words};

/// The most versions of the rules that are told: the latest.
const VERSIONS: usize = 100;
/// The most people whom one member can propose.
const WISHES: usize = 50;
/// The longest reason, in characters.
const REASON: usize = 256;

/// A member wants somebody in.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    pub(super) person: OwnedUserId,
    pub(super) by: OwnedUserId,
    pub(super) id: String,
    pub(super) reason: String,
    pub(super) at: Timestamp,
    /// Somebody has said yes or no.
    pub(super) decided: bool,
}

impl Hall {
    /// True if it was made by this shell, or somebody gave it a code: then our rules hold.
    pub(super) fn is_ours(&self) -> bool {
        self.content("m.room.create")[event::MADE].is_string() || self.get(event::CODE, "").is_some()
    }

    pub(super) fn dissolved(&self) -> bool {
        self.content(event::DISSOLVED)["dissolved"] == Value::Bool(true)
    }

    pub(super) fn approval(&self) -> bool {
        self.content(event::APPROVAL)["on"] == Value::Bool(true)
    }

    pub(super) fn code(&self) -> Option<CodeAt> {
        let event = self.get(event::CODE, "")?;
        CodeAt::read(&event.content, event.at)
    }

    /// How many are inside.
    pub(super) fn count(&self) -> u32 {
        self.crowd.unwrap_or_else(|| u32::try_from(self.inside().count()).unwrap_or(u32::MAX))
    }

    /// What the door knows.
    pub(super) fn house(&self) -> House {
        House { members: self.count(), approval: self.approval(), dissolved: self.dissolved() }
    }

    /// What it is called; nothing if nobody gave it a name.
    pub(super) fn title(&self) -> Option<Name> {
        Name::tidied(self.get("m.room.name", "")?.text("name")?)
    }

    pub(super) fn founded(&self) -> Timestamp {
        self.get("m.room.create", "").map_or(Timestamp::default(), |event| event.at)
    }

    pub(super) fn set(&self) -> Option<ChatId> {
        let first = RoomId::parse(self.content(event::SET)["first"].as_str()?).ok()?;
        Some(ids::chat(&first))
    }

    pub(super) fn announcement(&self) -> Option<Announcement> {
        let event = self.get(event::ANNOUNCEMENT, "")?;
        Some(Announcement {
            number: u32::try_from(event.content["number"].as_u64()?).ok()?,
            id: MessageId::parse(event.text("id")?).ok()?,
            text: words::text(event.text("text")?)?,
            by: ids::person(event.sender.as_deref()?),
            at: event.at,
        })
    }

    /// All versions of the rules, the oldest first.
    pub(super) fn rules(&self) -> Vec<HouseRules> {
        let mut rules: Vec<_> = self
            .all(event::RULES)
            .filter_map(|event| {
                Some(HouseRules {
                    version: event.key.parse().ok().filter(|version| *version > 0)?,
                    text: words::text(event.text("text")?)?,
                    by: ids::person(event.sender.as_deref()?),
                    at: event.at,
                })
            })
            .collect();
        rules.sort_by_key(|rules| rules.version);
        rules.split_off(rules.len().saturating_sub(VERSIONS))
    }

    /// Whom members want in, as long as they are members themselves.
    pub(super) fn wishes(&self) -> Vec<Wish> {
        let mut wishes = Vec::new();
        for event in self.all(event::PROPOSAL) {
            let Some(by) = event.sender.clone().filter(|by| by.as_str() == event.key) else { continue };
            if self.membership(&by) != "join" {
                continue;
            }
            let people = event.content["people"].as_object().into_iter().flatten().take(WISHES);
            wishes.extend(people.filter_map(|(person, said)| {
                let person = UserId::parse(person).ok()?;
                let id = said["id"].as_str()?.to_owned();
                let decided = self.get(event::DECISION, event::key_of(&person)).is_some_and(|decision| {
                    decision.content["ids"].as_array().into_iter().flatten().any(|it| it.as_str() == Some(&id))
                });
                let reason = said["reason"].as_str().and_then(MessageText::tidied);
                let reason = reason.map(|text| text.as_str().chars().take(REASON).collect()).unwrap_or_default();
                Some(Wish { person, by: by.clone(), id, reason, at: event.at, decided })
            }));
        }
        wishes.sort_by_key(|wish| wish.at);
        wishes
    }

    /// How somebody stands to the group; nothing for a stranger.
    pub(super) fn standing(&self, person: &UserId) -> Option<Standing> {
        let wishes = if matches!(self.membership(person), "" | "leave") { self.wishes() } else { Vec::new() };
        self.standing_with(person, &wishes)
    }

    /// The same, with what members wish known already.
    pub(super) fn standing_with(&self, person: &UserId, wishes: &[Wish]) -> Option<Standing> {
        let event = self.get("m.room.member", person.as_str());
        let by = event.and_then(|event| event.sender.as_deref());
        match event.and_then(|event| event.text("membership")) {
            Some("join") => return Some(Standing::In),
            Some("invite") => return Some(Standing::Invited { by: ids::person(by.unwrap_or(person)) }),
            Some("ban") => return Some(Standing::Removed),
            Some("knock") => {
                return Some(Standing::Asking { by: ids::person(person), reason: String::new() });
            }
            _ => {}
        }
        let was_inside = event.is_some_and(|event| event.before["membership"] == "join");
        if was_inside && by != Some(person) {
            return Some(Standing::Removed);
        }
        let mut theirs = wishes.iter().filter(|wish| wish.person == person).peekable();
        let known = event.is_some() || theirs.peek().is_some();
        let open = theirs.find(|wish| !wish.decided);
        let asking = |wish: &Wish| Standing::Asking { by: ids::person(&wish.by), reason: wish.reason.clone() };
        open.map(asking).or_else(|| known.then_some(Standing::Left))
    }

    /// Who asked somebody in who is inside or invited: the member who wished it, or whoever invited them.
    pub(super) fn asked_in_by(&self, person: &UserId) -> Option<OwnedUserId> {
        let wish = self.wishes().into_iter().rev().find(|wish| wish.person == person);
        let event = self.get("m.room.member", person.as_str())?;
        let inviter = match event.text("membership") {
            Some("invite") => event.sender.clone(),
            _ if event.before["membership"] == "invite" => event.before_by.clone().or_else(|| user(&Value::Null)),
            _ => None,
        };
        wish.map(|wish| wish.by).or(inviter)
    }
}
