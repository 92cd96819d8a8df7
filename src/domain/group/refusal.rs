//! Why somebody cannot come in, or may not do something. Each has one sentence in every language.

use serde::{Deserialize, Serialize};

use super::{CAP, CODE_LIMIT, MAX_ADMINS, Role};

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// The code's time is over.
    #[error("the code has expired")]
    Expired,
    /// There is a newer code.
    #[error("the code was replaced")]
    Replaced,
    /// The group has [`CAP`] members.
    #[error("the group has {CAP} members, which is the most")]
    Full,
    /// The group has [`CODE_LIMIT`] members or more, so that codes let nobody in.
    #[error("the group has {CODE_LIMIT} members or more, so only a member can invite")]
    Large,
    /// The owner wants to agree to everybody who comes in, so that codes let nobody in.
    #[error("the owner approves who comes in, so only a member can invite")]
    Approval,
    /// They were sent away.
    #[error("they were removed from the group")]
    Removed,
    /// They are inside.
    #[error("they are a member already")]
    AlreadyMember,
    /// Nobody asked them in, or not any more.
    #[error("there is no invitation")]
    NotInvited,
    /// The code was made for another backend, which this one knows nothing about.
    #[error("the code was made for another backend")]
    OtherBackend,
    /// The group is over.
    #[error("the group was dissolved")]
    Dissolved,
    /// They are not in the group.
    #[error("they are not in the group")]
    NotIn,
    /// It takes another role.
    #[error("only {0:?} may do this")]
    Needs(Role),
    /// There are [`MAX_ADMINS`] admins.
    #[error("there are {MAX_ADMINS} admins, which is the most")]
    TooManyAdmins,
    /// An owner hands the group over, or dissolves it, before leaving.
    #[error("the owner cannot leave the group to nobody")]
    OwnerStays,
    /// Only the owner and the admins call everybody.
    #[error("only the owner and admins call everybody")]
    CallsAll,
    /// The picture is none, or too large.
    #[error("the picture cannot be used")]
    Picture,
    /// A meeting has four digits.
    #[error("a meeting has four digits")]
    Digits,
    /// The time to come to the meeting is over.
    #[error("the meeting is over")]
    MeetingOver,
    /// A new group needs somebody beside its founder.
    #[error("a group needs another person")]
    Alone,
}

impl Refusal {
    /// The code: never changes, whatever the language or the wording.
    pub fn code(self) -> &'static str {
        match self {
            Self::Expired => "group-expired",
            Self::Replaced => "group-replaced",
            Self::Full => "group-full",
            Self::Large => "group-large",
            Self::Approval => "group-approval",
            Self::Removed => "group-removed",
            Self::AlreadyMember => "group-already-member",
            Self::NotInvited => "group-not-invited",
            Self::OtherBackend => "group-other-backend",
            Self::Dissolved => "group-dissolved",
            Self::NotIn => "group-not-in",
            Self::Needs(_) => "group-needs",
            Self::TooManyAdmins => "group-admins",
            Self::OwnerStays => "group-owner-stays",
            Self::CallsAll => "group-calls-all",
            Self::Picture => "group-picture",
            Self::Digits => "group-digits",
            Self::MeetingOver => "group-meeting-over",
            Self::Alone => "group-alone",
        }
    }
}
