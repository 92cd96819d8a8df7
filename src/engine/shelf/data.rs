//! What `indexedDB` of a program keeps: text under names that mean something to the program's page alone.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::call::{Stop, done};
use super::instance::Instance;
use super::store::{Store, Write};
use super::{Kept, Shared};
use crate::domain::mini::host::{Code, Outcome};
use crate::domain::mini::quota::{MAX_KEYS, QuotaError};

/// What is kept for databases begins so.
const DATA: &str = "d:";
/// About so much is given to a page at once, in bytes.
const MAX_PAGE_BYTES: usize = 1024 * 1024;
/// Everything that there may be goes, and as much comes.
const MAX_CHANGES: usize = 2 * MAX_KEYS;

/// A change, or a part of one: `more` follow, under the next number.
#[derive(Deserialize)]
pub(super) struct Change {
    batch: String,
    part: u32,
    more: bool,
    puts: Vec<(String, String)>,
    drops: Vec<String>,
}

/// A change of which more will be said.
pub(super) struct Part {
    batch: String,
    next: u32,
    changes: Changes,
}

type Changes = BTreeMap<String, Option<String>>;

#[derive(Deserialize)]
pub(super) struct After {
    after: String,
}

impl<S: Store> Shared<S> {
    /// Keeps and drops all of it, once all of it is said, or nothing.
    pub(super) async fn change_data(&self, at: &Instance, change: Change) -> Result<Outcome, Stop> {
        let Change { batch, part, more, puts, drops } = change;
        let before = self.parts.borrow_mut().remove(&at.place());
        let mut changes = match before {
            Some(before) if before.batch == batch && before.next == part => before.changes,
            _ if part == 0 => Changes::new(),
            // It is open twice, or the worker has started anew.
            _ => return Err(Stop::Refused(Code::Storage, "what was said of this before is gone".into())),
        };
        changes.extend(drops.into_iter().map(|name| (name, None)));
        changes.extend(puts.into_iter().map(|(name, text)| (name, Some(text))));
        if changes.len() > MAX_CHANGES {
            return Err(QuotaError::All.into());
        }
        let all = changes.iter().map(|(name, text)| (name.as_str(), text.as_deref()));
        self.with_kept(at, |kept| kept.may_change(&at.name(DATA, ""), all)).await??;
        if more {
            self.parts.borrow_mut().insert(at.place(), Part { batch, next: part + 1, changes });
            return Ok(done(&Value::Null));
        }
        let write = |(name, value): (String, Option<String>)| {
            let (owner, program) = at.key.clone();
            Write::Value { owner, program, key: at.name(DATA, &name), value }
        };
        self.commit(changes.into_iter().map(write).collect()).await?;
        Ok(done(&Value::Null))
    }

    /// What is kept under the names that come after one, in their order, and whether there is more.
    pub(super) async fn data(&self, at: &Instance, After { after }: After) -> Result<Outcome, Stop> {
        let page = |kept: &Kept| {
            let all = kept.all().filter_map(|(name, text)| Some((at.own(DATA, name)?, text)));
            let mut rest = all.filter(|(name, _)| *name > after.as_str()).peekable();
            let (mut entries, mut bytes) = (Vec::new(), 0);
            while let Some((name, text)) = rest.next_if(|(name, text)| {
                bytes += name.len() + text.len();
                bytes <= MAX_PAGE_BYTES || bytes == name.len() + text.len()
            }) {
                entries.push((name, text));
            }
            json!({ "entries": entries, "more": rest.peek().is_some() })
        };
        Ok(done(&self.with_kept(at, page).await?))
    }
}
