//! The behaviours of groups that every backend has, for this one.

#[allow(dead_code, reason = "those that this backend does not have yet")]
#[path = "../../../tests/contract/groups.rs"]
mod groups;

pub(crate) use groups::*;
