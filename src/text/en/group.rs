//! The pages about a group, in English.

use super::super::catalogue::{Group, GroupCode, Invite, Members, Rules};
use crate::domain::group::{CAP, CODE_LIMIT, Refusal, Role};

pub(in crate::text) const GROUP: Group = Group {
    info: "Group info",
    missing_title: "This group is not here",
    missing_text: "You are not in it, it belongs to another profile, or the address is not complete.",
    announcement_hint: "It is pinned at the top of the chat, and everybody is told.",
    announce: "Announce",
    announced: "Announced to the group.",
    members: "Members",
    members_row: |count| format!("Members, {count}"),
    code: "Group code",
    invite: "Invite",
    log: "Group log",
    rename: "Rename group",
    name: "Group name",
    name_hint: "Up to 40 characters. Everybody in the group sees it.",
    picture: "Choose picture",
    picture_remove: "Remove picture",
    approval: "Approve who comes in",
    approval_hint: "Codes let nobody in. When a member invites somebody, you or an admin decide.",
    show_aliases: "Show members’ aliases",
    show_aliases_hint: "Off: members show under their own names. Your remarks come first either way.",
    save: "Save to contacts",
    save_hint: "The group is listed under Contacts.",
    alias: "My alias",
    alias_hint: "What the others call you in this group. Leave it empty to use your own name.",
    clear_text: "Everything that was said in this chat up to now is deleted for you. The others keep it. This cannot be undone.",
    transfer: "Transfer group",
    transfer_text: "Choose who answers for the group from now on. You become a member like the others.",
    transfer_to: |name| format!("Transfer to {name}"),
    transfer_confirm: |name| {
        format!("{name} becomes the owner of this group, and you become a member. Only {name} can give it back.")
    },
    leave: "Leave group",
    leave_text: "You get no more messages from this group, and it goes from your list. To come back you need a code or an invitation.",
    leave_last: "You are the last one here: the group ends, and it goes from your list.",
    leave_owner: "You own this group, and a group needs its owner. Transfer it to another member first, or dissolve it.",
    left: |title| format!("You left {title}."),
    dissolve: "Dissolve group",
    dissolve_text: "The group ends for everybody: nobody can write in it or join it any more. What was said stays readable. This cannot be undone.",
    saved: "Saved.",
    code_texts: GroupCode {
        picture: |title| format!("Code to join {title}"),
        link: "Join link",
        valid: |at| format!("Valid until {at} · until {CODE_LIMIT} people"),
        new: "New code",
        new_confirm: "The old code stops working at once: on paper, in pictures and in links. Whoever is in the group stays in.",
        missing: "This group has no code yet.",
        missing_ask: "This group has no code yet. The owner or an admin can make one.",
        dead,
    },
    member: Members {
        filter: "Find somebody",
        nobody: "Nobody by that name.",
        asking: "Waiting for approval",
        invited: "Invited",
        removed: "Removed",
        you: |name| format!("{name} (you)"),
        somebody: "somebody",
        role: |role| match role {
            Role::Owner => "Owner",
            Role::Admin => "Admin",
            Role::Member => "Member",
        },
        founder: "made the group",
        added_by: |name| format!("added by {name}"),
        added_by_you: "added by you",
        invited_by: |name| format!("invited by {name}"),
        invited_by_you: "invited by you",
        code_of: |name| format!("by code of {name}"),
        code_of_you: "by your code",
        face_to_face: "face to face",
        asked_by: |name| format!("{name} asks to let them in"),
        asked_by_you: "You asked to let them in",
        reason: |reason| format!("“{reason}”"),
        approve: "Approve",
        approve_whom: |name| format!("Approve {name}"),
        decline: "Decline",
        decline_whom: |name| format!("Decline {name}"),
        menu: |name| format!("More about {name}"),
        make_admin: "Make admin",
        unmake_admin: "No longer admin",
        remove: "Remove from group",
        remove_confirm: |name| {
            format!("{name} is removed from the group and can come back only if the owner or an admin invites them.")
        },
        invite_again: "Invite again",
        invite_again_whom: |name| format!("Invite {name} again"),
        invited_again: |name| format!("{name} was invited again."),
    },
    rule: Rules {
        none: "There are no house rules yet.",
        keepers: |names| format!("Kept by {names}."),
        version: |version, name, at| format!("Version {version} by {name}, {at}"),
        earlier: "Earlier versions",
        edit: "Change the house rules",
        label: "House rules",
        hint: "What is welcome here, and what is removed. They are shown before joining, and each change is announced in the group.",
        publish: "Publish",
        published: "The house rules were published.",
    },
    log_empty: "Nothing was changed yet.",
    invitation: Invite {
        added_at_once: "Whoever you choose is added at once.",
        must_accept: "This group has 40 people or more: whoever you choose is asked, and comes in by accepting.",
        approves: "In this group the owner or an admin approves who comes in. They see your reason.",
        reason: "Reason",
        reason_hint: "Why they should come in. You may leave it empty.",
        submit: "Send invitations",
        nobody: "Nobody to invite",
        nobody_text: "All your contacts are in this group. Add another profile on this device, or share the group’s code.",
        added: "Added to the group.",
        invited: "Invited. They come in by accepting.",
        asked: "The owner and the admins were asked.",
    },
};

fn dead(refusal: Refusal) -> String {
    match refusal {
        Refusal::Approval => {
            "Approval is on, so codes let nobody in. Invite people instead: the owner or an admin decides.".into()
        }
        Refusal::Large => {
            format!(
                "The group has {CODE_LIMIT} people or more, so codes let nobody in. Invite people instead: they come in by accepting."
            )
        }
        Refusal::Full => format!("The group is full: it has {CAP} people, which is the most. Nobody can come in."),
        Refusal::Expired => {
            "This code has expired: a code is good for 7 days. The owner or an admin can make a new one.".into()
        }
        refusal => super::refusal::refusal(refusal),
    }
}
