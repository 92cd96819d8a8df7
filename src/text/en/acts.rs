//! What happened in a group, in English.

use super::super::catalogue::{Acts, Party};
use crate::domain::group::Joined;
use crate::domain::group::act::Act;

pub(super) const ACTS: Acts =
    Acts { you_subject: "You", you_object: "you", somebody_subject: "Somebody", somebody_object: "somebody", sentence };

fn sentence(act: &Act, by: &Party, whom: &Party) -> String {
    let Party { subject: it, object: its } = by;
    let Party { subject: other, object: others } = whom;
    match act {
        Act::Founded | Act::Joined(Joined::Founder) => format!("{it} made the group"),
        Act::Joined(Joined::AddedBy(_)) => format!("{other} added {its}"),
        Act::Joined(Joined::InvitedBy(_)) => format!("{it} came in, invited by {others}"),
        Act::Joined(Joined::CodeOf(_)) => format!("{it} came in with the code that {others} shared"),
        Act::Joined(Joined::Otherwise) => format!("{it} came in"),
        Act::Joined(Joined::FaceToFace) => format!("{it} came in face to face"),
        Act::Left => format!("{it} left the group"),
        Act::Removed(_) => format!("{it} removed {others}"),
        Act::Approved(_) => format!("{it} approved the invitation of {others}"),
        Act::Declined(_) => format!("{it} declined the invitation of {others}"),
        Act::Renamed(name) => format!("{it} named the group “{}”", name.as_str()),
        Act::Pictured => format!("{it} changed the picture of the group"),
        Act::Announced(text) => format!("{it} announced: {}", text.as_str()),
        Act::Ruled(1) => format!("{it} wrote the house rules"),
        Act::Ruled(version) => format!("{it} changed the house rules (version {version})"),
        Act::Recoded => format!("{it} made a new code; the old one no longer works"),
        Act::ApprovalSet(true) => {
            format!("{it} turned on approval: the owner or an admin agrees before anybody comes in")
        }
        Act::ApprovalSet(false) => format!("{it} turned off approval of new members"),
        Act::AdminMade(_) => format!("{it} made {others} an admin"),
        Act::AdminUnmade(_) => format!("{it} took the role of an admin from {others}"),
        Act::Transferred(_) => format!("{it} handed the group over to {others}"),
        Act::NextOpened(_) => format!("{it} opened the next group of the set"),
        Act::Dissolved => format!("{it} dissolved the group"),
    }
}
