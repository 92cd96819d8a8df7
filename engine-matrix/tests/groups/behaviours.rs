//! The behaviours of groups that every backend has, for this one.

#[allow(dead_code, reason = "meetings and official accounts are for a device")]
#[path = "../../../tests/contract/groups.rs"]
mod groups;

pub(crate) use groups::*;
