//! What `indexedDB` of a program keeps: text under names that mean something to the program's page alone.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::call::{Stop, done};
use super::instance::Instance;
use super::store::{Store, Write};
use super::{Kept, Shared};
use crate::domain::mini::host::Outcome;

/// What is kept for databases begins so.
const DATA: &str = "d:";
/// About so much is given to a page at once, in bytes.
const MAX_PAGE_BYTES: usize = 1024 * 1024;

#[derive(Deserialize)]
pub(super) struct Change {
    puts: Vec<(String, String)>,
    drops: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct After {
    after: String,
}

impl<S: Store> Shared<S> {
    /// Keeps and drops all of it, or nothing.
    pub(super) async fn change_data(&self, at: &Instance, Change { puts, drops }: Change) -> Result<Outcome, Stop> {
        let puts = puts.into_iter().map(|(name, text)| (name, Some(text)));
        let changes: BTreeMap<_, _> = drops.into_iter().map(|name| (name, None)).chain(puts).collect();
        self.with_kept(at, |kept| kept.may_change(&at.name(DATA, ""), &changes)).await??;
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
