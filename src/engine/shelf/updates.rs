//! What a program shares: numbered as it comes, and kept.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::call::{Stop, UpdateCall, done};
use super::instance::Instance;
use super::store::{Store, Write};
use super::{Kept, Shared};
use crate::backend::Failure;
use crate::backend::shelf::ShelfAnswer;
use crate::domain::mini::host::{Code, Effect, Outcome};
use crate::domain::mini::update::{MAX_UPDATE_BYTES, SharedUpdate};

/// Their number follows, and their text comes after the name that their sender gave them.
const UPDATE: &str = "u:";
/// The name of one that was shared with nobody.
const OWN: &str = "-";

impl<S: Store> Shared<S> {
    /// A program shares something: with the chat that it is open in, which tells it then, or with itself alone.
    pub(super) async fn update(&self, at: &Instance, UpdateCall { update }: UpdateCall) -> Result<Outcome, Stop> {
        let text = Value::Object(update).to_string();
        if text.len() > MAX_UPDATE_BYTES {
            return Err(Stop::Refused(Code::Quota, format!("an update has {MAX_UPDATE_BYTES} bytes at most")));
        }
        if at.card.is_some() {
            return Ok(Outcome::Does(Effect::Update(text)));
        }
        let serial = self.with_kept(&at.key, |kept| last(at, kept)).await? + 1;
        self.keep(at, UPDATE, &number(serial), Some(format!("{OWN} {text}"))).await?;
        Ok(done(&json!({ "serial": serial })))
    }

    /// Keeps what a chat told, each once, under the next numbers.
    pub(super) async fn receive(&self, at: &Instance, updates: Vec<SharedUpdate>) -> Result<ShelfAnswer, Failure> {
        self.program(&at.key)?;
        let name = |update: &SharedUpdate| format!("{}/{}", update.sender, update.id);
        let names = |kept: &Kept| kept.all().filter_map(|it| Some(shared(at, it)?.1.0.to_owned())).collect();
        let (mut known, mut serial): (HashSet<String>, _) =
            self.with_kept(&at.key, |kept| (names(kept), last(at, kept))).await?;
        let mut writes = Vec::new();
        // What is no object has no business with a listener.
        let fits = |update: &SharedUpdate| {
            update.text.len() <= MAX_UPDATE_BYTES
                && serde_json::from_str::<serde_json::Map<String, Value>>(&update.text).is_ok()
        };
        for update in updates.into_iter().filter(fits) {
            let name = name(&update);
            if known.insert(name.clone()) {
                serial += 1;
                let (owner, program) = at.key.clone();
                let key = at.name(UPDATE, &number(serial));
                writes.push(Write::Value { owner, program, key, value: Some(format!("{name} {}", update.text)) });
            }
        }
        let fresh = u32::try_from(writes.len()).unwrap_or(u32::MAX);
        if fresh > 0 {
            self.commit(writes).await?;
        }
        Ok(ShelfAnswer::Received { fresh })
    }

    /// The updates that follow one, each as it was sent, in order.
    pub(super) async fn updates(&self, at: &Instance, since: u64) -> Result<Outcome, Stop> {
        let list = |kept: &Kept| {
            let each = kept.all().filter_map(|it| shared(at, it)).filter(|(serial, _)| *serial > since);
            each.map(|(serial, (_, text))| format!("[{serial},{text}]")).collect::<Vec<_>>().join(",")
        };
        let (each, last) = self.with_kept(&at.key, |kept| (list(kept), last(at, kept))).await?;
        Ok(Outcome::Done(format!("{{\"last\":{last},\"updates\":[{each}]}}")))
    }
}

/// In digits that sort like the number.
fn number(serial: u64) -> String {
    format!("{serial:010}")
}

/// The number, the name and the text of an update.
fn shared<'a>(at: &Instance, (name, value): (&str, &'a str)) -> Option<(u64, (&'a str, &'a str))> {
    Some((at.own(UPDATE, name)?.parse().ok()?, value.split_once(' ')?))
}

/// The number of the last update.
fn last(at: &Instance, kept: &Kept) -> u64 {
    kept.keys().rev().find_map(|name| at.own(UPDATE, name)?.parse().ok()).unwrap_or(0)
}
