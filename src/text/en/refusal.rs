//! Why somebody cannot come in or may not do something, in English.

use crate::domain::group::{CAP, CODE_LIMIT, MAX_ADMINS, Refusal, Role};

pub(super) fn refusal(refusal: Refusal) -> String {
    match refusal {
        Refusal::Expired => "This code has expired. A code is good for 7 days; ask a member for the new one.".into(),
        Refusal::Replaced => "This code was replaced by a newer one. Ask a member for the new code.".into(),
        Refusal::Full => format!("This group is full: it has {CAP} members, which is the most a group can have."),
        Refusal::Large => {
            format!("This group has {CODE_LIMIT} members or more, so its code lets nobody in. Ask a member to invite you.")
        }
        Refusal::Approval => {
            "The owner of this group approves everybody who comes in, so its code lets nobody in. Ask a member to invite you."
                .into()
        }
        Refusal::Removed => {
            "You were removed from this group. Only its owner or an admin can invite you again.".into()
        }
        Refusal::AlreadyMember => "You are already a member of this group.".into(),
        Refusal::NotInvited => "This invitation is no longer open. Ask the member who invited you to do it again.".into(),
        Refusal::OtherBackend => {
            "This code was made for another backend or in another browser, so the group cannot be reached from here. Open it where it was made."
                .into()
        }
        Refusal::Dissolved => "This group was dissolved by its owner. Nobody can join it any more.".into(),
        Refusal::NotIn => "They are not in this group, or not any more.".into(),
        Refusal::Needs(Role::Owner) => "Only the owner of the group can do this.".into(),
        Refusal::Needs(_) => "Only the owner and the admins of the group can do this.".into(),
        Refusal::TooManyAdmins => {
            format!("A group has at most {MAX_ADMINS} admins. Make one of them a member first.")
        }
        Refusal::OwnerStays => {
            "A group needs its owner. Hand it over to another member first, or dissolve it.".into()
        }
        Refusal::CallsAll => {
            "Only the owner and the admins can call everybody with @all. Take it out and send again; your text is still here."
                .into()
        }
        Refusal::Picture => "This picture cannot be used. Choose a photo in JPEG, PNG or WebP.".into(),
        Refusal::Digits => "Enter four digits.".into(),
        Refusal::MeetingOver => "The time for this meeting is over. Agree on four new digits.".into(),
        Refusal::Alone => "Choose at least one other person.".into(),
    }
}
