//! The behaviours of groups that every backend has, for this one.

#[path = "../../../tests/contract/groups.rs"]
mod groups;

pub(crate) use groups::*;
