//! The state events that groups have beside those of Matrix. `docs/matrix-events.md` describes them for others.

use matrix_sdk::ruma::{OwnedRoomId, OwnedServerName, OwnedUserId, RoomId, ServerName};
use serde_json::{Value, json};
use teahouse::domain::group::act::Act;
use teahouse::domain::group::code::Code;
use teahouse::domain::ticket::{Home, Secret};
use teahouse::domain::time::Timestamp;

/// The field of the create event that holds the shell's name of the group.
pub(crate) const MADE: &str = "app.teahouse.made";
/// The first group of the set; its key is empty.
pub(super) const SET: &str = "app.teahouse.set";
/// The code; its key is empty.
pub(super) const CODE: &str = "app.teahouse.code";
/// What a doorway tells of its group; its key is empty. The type of the room has the same name.
pub(crate) const DOORWAY: &str = "app.teahouse.doorway";
/// The house rules; its key is the version.
pub(super) const RULES: &str = "app.teahouse.rules";
/// Whether whoever comes in is approved; its key is empty.
pub(super) const APPROVAL: &str = "app.teahouse.approval";
/// Whom a member wants in; its key is the member.
pub(super) const PROPOSAL: &str = "app.teahouse.proposal";
/// What was decided about somebody; its key is who, without the `@`.
pub(super) const DECISION: &str = "app.teahouse.decision";
/// What is pinned; its key is empty.
pub(super) const ANNOUNCEMENT: &str = "app.teahouse.announcement";
/// The group is over; its key is empty.
pub(super) const DISSOLVED: &str = "app.teahouse.dissolved";
/// A line of the log; its key is random.
pub(crate) const ACT: &str = "app.teahouse.act";
/// What a member says of themselves here; its key is the member.
pub(super) const MEMBER: &str = "app.teahouse.member";

/// The types that every member may set, each for themselves.
pub(super) const OF_MEMBERS: [&str; 2] = [PROPOSAL, MEMBER];

/// Longest readable text beside an act.
const BODY: usize = 200;

/// A code, and where it leads.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CodeAt {
    pub(super) code: Code,
    pub(super) doorway: OwnedRoomId,
}

impl CodeAt {
    pub(super) fn content(&self) -> Value {
        json!({
            "number": self.code.number,
            "secret": hex(self.code.secret),
            "issued": self.code.issued.0,
            "doorway": self.doorway,
            "server": self.server().map(|server| server.to_string()),
        })
    }

    /// The server that knows the doorway's address.
    pub(super) fn server(&self) -> Option<OwnedServerName> {
        match &self.code.home {
            Home::Server(name) => ServerName::parse(name).ok(),
            Home::Device => None,
        }
    }

    /// Reads a code. It cannot be younger than the event that holds it.
    pub(super) fn read(content: &Value, at: Timestamp) -> Option<Self> {
        let issued = content["issued"].as_i64()?;
        let issued = if at.0 > 0 { issued.min(at.0) } else { issued };
        Some(Self {
            code: Code {
                number: u32::try_from(content["number"].as_u64()?).ok()?,
                secret: secret(content["secret"].as_str()?)?,
                issued: Timestamp(issued),
                home: Home::Server(content["server"].as_str()?.to_owned()),
            },
            doorway: RoomId::parse(content["doorway"].as_str()?).ok()?,
        })
    }
}

/// The letters of a secret.
pub(super) fn hex(secret: Secret) -> String {
    format!("{:032x}", u128::from_be_bytes(secret.0))
}

fn secret(text: &str) -> Option<Secret> {
    let plain = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| u128::from_str_radix(text, 16).ok().map(|bits| Secret(bits.to_be_bytes()))).flatten()
}

/// An act as other programs read it, and ours.
pub(super) fn act(act: &Act) -> Value {
    json!({ "act": act, "body": body(act).chars().take(BODY).collect::<String>() })
}

fn body(act: &Act) -> String {
    match act {
        Act::Founded => "made the group".into(),
        Act::Joined(_) => "came in".into(),
        Act::Left => "left".into(),
        Act::Removed(person) => format!("removed {person}"),
        Act::Approved(person) => format!("agreed that {person} comes in"),
        Act::Declined(person) => format!("did not agree that {person} comes in"),
        Act::Renamed(name) => format!("named the group {}", name.as_str()),
        Act::Pictured => "changed the picture".into(),
        Act::Announced(text) => format!("announced: {}", text.as_str()),
        Act::Ruled(version) => format!("wrote version {version} of the house rules"),
        Act::Recoded => "made a new code".into(),
        Act::ApprovalSet(true) => "turned approval on".into(),
        Act::ApprovalSet(false) => "turned approval off".into(),
        Act::AdminMade(person) => format!("made {person} an admin"),
        Act::AdminUnmade(person) => format!("made {person} a member like the others"),
        Act::Transferred(person) => format!("handed the group over to {person}"),
        Act::NextOpened(_) => "opened the next group of the set".into(),
        Act::Dissolved => "ended the group".into(),
    }
}

/// Reads an act; one that makes no sense is none.
pub(crate) fn read_act(content: &Value) -> Option<Act> {
    serde_json::from_value(content["act"].clone()).ok()
}

/// The key under which something is decided about somebody. A key with an `@` would belong to them alone.
pub(super) fn key_of(user: &OwnedUserId) -> &str {
    user.as_str().trim_start_matches('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_comes_back_and_odd_content_is_none() {
        let home = Home::Server("example.org".into());
        let code = Code { number: 3, secret: Secret([7; 16]), issued: Timestamp(5), home };
        let code = CodeAt { code, doorway: RoomId::parse("!door:example.org").unwrap() };
        assert_eq!(CodeAt::read(&code.content(), Timestamp(9)), Some(code.clone()));
        let mut young = code.content();
        young["issued"] = json!(i64::MAX);
        assert_eq!(CodeAt::read(&young, Timestamp(9)).unwrap().code.issued, Timestamp(9));
        for (field, odd) in [
            ("number", json!(-1)),
            ("number", json!(1.5)),
            ("secret", json!("07")),
            ("secret", json!("+7070707070707070707070707070707")),
            ("issued", json!("now")),
            ("doorway", json!({})),
            ("server", json!(7)),
        ] {
            let mut content = code.content();
            content[field] = odd;
            assert_eq!(CodeAt::read(&content, Timestamp(9)), None, "{content}");
        }
        assert_eq!(CodeAt::read(&Value::Null, Timestamp(9)), None);
    }

    #[test]
    fn an_act_comes_back_and_odd_content_is_none() {
        let done = Act::Announced("Tea at nine".to_owned().try_into().unwrap());
        let content = act(&done);
        assert_eq!(content["body"], "announced: Tea at nine");
        assert_eq!(read_act(&content), Some(done));
        for odd in [Value::Null, json!([]), json!({"act": {"Announced": ""}}), json!({"act": "Nothing"})] {
            assert_eq!(read_act(&odd), None, "{odd}");
        }
    }
}
