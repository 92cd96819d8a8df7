//! What a program shares: numbered as it comes, and kept.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::call::{Stop, UpdateCall, done};
use super::instance::Instance;
use super::store::{Store, Write};
use super::{Kept, Shared};
use crate::backend::Failure;
use crate::backend::shelf::ShelfAnswer;
use crate::domain::mini::aside::Aside;
use crate::domain::mini::host::{Code, Effect, Outcome};
use crate::domain::mini::update::{MAX_UPDATE_BYTES, MAX_UPDATES, Pace, SharedUpdate, fits};

/// Their number follows, and their text comes after the name that their sender gave them.
const UPDATE: &str = "u:";
/// Most of what one program shares in one chat, in bytes.
const MAX_SHARED_BYTES: usize = 20 * 1024 * 1024;
/// About so much is given to a program at once, in bytes.
const MAX_PAGE_BYTES: usize = 512 * 1024;
/// The name of one that was shared with nobody.
const OWN: &str = "-";

impl<S: Store> Shared<S> {
    /// A program shares something: with the chat that it is open in, which tells it then, or with itself alone.
    pub(super) async fn update(&self, at: &Instance, UpdateCall { update }: UpdateCall<'_>) -> Result<Outcome, Stop> {
        let text = update.get().to_owned();
        if !text.starts_with('{') {
            return Err(Stop::Refused(Code::Malformed, "an update is an object".into()));
        }
        let aside = aside(&text);
        if !aside.fits(&text) {
            return Err(Stop::Refused(Code::Quota, format!("an update has {MAX_UPDATE_BYTES} bytes at most")));
        }
        let now = (self.platform.now)();
        if !self.paces.borrow_mut().entry(at.place()).or_insert_with(|| Pace::new(now)).take(now) {
            return Err(Stop::Refused(Code::Quota, "updates come too fast".into()));
        }
        if at.card.is_some() {
            return Ok(Outcome::Does(Effect::Update { text, aside }));
        }
        let serial = self.with_kept(at, |kept| last(at, kept)).await? + 1;
        self.keep(at, UPDATE, &number(serial), Some(format!("{OWN} {text}"))).await?;
        Ok(done(&json!({ "serial": serial })))
    }

    /// Keeps what a chat told, each once, under the next numbers.
    pub(super) async fn receive(&self, at: &Instance, updates: Vec<SharedUpdate>) -> Result<ShelfAnswer, Failure> {
        self.program(&at.key)?;
        let name = |update: &SharedUpdate| format!("{}/{}", update.sender, update.id);
        let names = |kept: &Kept| kept.all().filter_map(|it| Some(shared(at, it)?.1.0.to_owned())).collect();
        let (mut known, mut serial, mut bytes): (HashSet<String>, _, _) =
            self.with_kept(at, |kept| (names(kept), last(at, kept), kept.bytes())).await?;
        let mut writes = Vec::new();
        // What is no object has no business with a listener.
        let fits = |update: &SharedUpdate| {
            fits(&update.text) && serde_json::from_str::<Map<String, Value>>(&update.text).is_ok()
        };
        for update in updates.into_iter().filter(fits) {
            let name = name(&update);
            // Whoever sends without end fills neither the device nor the program's frame.
            let is_room = bytes + update.text.len() <= MAX_SHARED_BYTES && known.len() < MAX_UPDATES;
            if is_room && known.insert(name.clone()) {
                (serial, bytes) = (serial + 1, bytes + update.text.len());
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

    /// The updates that follow one, each as it was sent, in order: so many as cross well at once.
    pub(super) async fn updates(&self, at: &Instance, since: u64) -> Result<Outcome, Stop> {
        let list = |kept: &Kept| {
            let each = kept.all().filter_map(|it| shared(at, it)).filter(|(serial, _)| *serial > since);
            let mut all = String::new();
            for (serial, (_, text)) in each {
                if all.len() > MAX_PAGE_BYTES {
                    break;
                }
                let comma = if all.is_empty() { "" } else { "," };
                all.push_str(&format!("{comma}[{serial},{text}]"));
            }
            all
        };
        let (each, last) = self.with_kept(at, |kept| (list(kept), last(at, kept))).await?;
        Ok(Outcome::Done(format!("{{\"last\":{last},\"updates\":[{each}]}}")))
    }
}

/// What an update says for the chat: no more than what are texts under the right names.
fn aside(text: &str) -> Aside {
    let said: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    Aside::read(|name| said.get(name)?.as_str())
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
