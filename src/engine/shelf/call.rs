//! What a program asks of its host, in its own words: read, checked against what it may do, and done or handed on.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::keeping::LOCAL;
use super::store::{Store, Write};
use super::{Kept, Key, Shared};
use crate::backend::Failure;
use crate::domain::link::is_web;
use crate::domain::mini::broker::{Decision, Reply, Why};
use crate::domain::mini::capability::Capability;
use crate::domain::mini::host::{Code, Effect, MAX_CALL_BYTES, Outcome, Refused};
use crate::domain::mini::quota::QuotaError;

/// What is kept through the host begins so.
const STORED: &str = "s:";
/// Updates that everybody in a chat shares begin so; their number follows.
const UPDATE: &str = "u:";
/// Longest update, in bytes (webxdc, `sendUpdateMaxSize`).
pub(super) const MAX_UPDATE_BYTES: usize = 128_000;

#[derive(Deserialize)]
struct Call<'a> {
    method: String,
    #[serde(default, borrow)]
    params: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Named {
    key: String,
}

#[derive(Deserialize)]
struct Set {
    key: String,
    value: Value,
}

#[derive(Deserialize)]
struct SetText {
    key: String,
    value: String,
}

#[derive(Deserialize)]
struct Update {
    update: serde_json::Map<String, Value>,
}

#[derive(Deserialize)]
struct Since {
    #[serde(default)]
    serial: u64,
}

#[derive(Deserialize)]
struct Address {
    url: String,
}

impl<S: Store> Shared<S> {
    /// Does what a program asks, if it may.
    pub(super) async fn call(&self, key: &Key, call: &str, reply: Option<Reply>) -> Result<Outcome, Failure> {
        if !self.programs.borrow().contains_key(key) {
            return Err(Failure::NotFound);
        }
        match self.read(key, call, reply).await {
            Ok(outcome) => Ok(outcome),
            Err(Stop::Refused(code, why)) => Ok(Refused::outcome(code, why)),
            Err(Stop::Failed(Failure::StorageFull)) => Ok(Refused::outcome(Code::Storage, "the device is full")),
            Err(Stop::Failed(failure)) => Err(failure),
        }
    }

    async fn read(&self, key: &Key, call: &str, reply: Option<Reply>) -> Result<Outcome, Stop> {
        if call.len() > MAX_CALL_BYTES {
            return Err(Stop::Refused(Code::Malformed, format!("a call has {MAX_CALL_BYTES} bytes at most")));
        }
        let Call { method, params } = serde_json::from_str(call)?;
        let params = params.map_or("{}", RawValue::get);
        match method.as_str() {
            "storage.get" => {
                let named: Named = serde_json::from_str(params)?;
                let name = format!("{STORED}{}", named.key);
                let value = self.with_kept(key, |kept| kept.get(&name).map(ToOwned::to_owned)).await?;
                Ok(Outcome::Done(value.unwrap_or_else(|| "null".into())))
            }
            "storage.set" => {
                let set: Set = serde_json::from_str(params)?;
                self.keep(key, format!("{STORED}{}", set.key), Some(set.value.to_string())).await
            }
            "storage.remove" => {
                let named: Named = serde_json::from_str(params)?;
                self.keep(key, format!("{STORED}{}", named.key), None).await
            }
            "storage.keys" => {
                let keys = |kept: &Kept| kept.keys().filter_map(|key| key.strip_prefix(STORED)).collect::<Value>();
                Ok(done(&self.with_kept(key, keys).await?))
            }
            "storage.clear" => self.clear(key, STORED).await,
            "local.set" => {
                let set: SetText = serde_json::from_str(params)?;
                self.keep(key, format!("{LOCAL}{}", set.key), Some(set.value)).await
            }
            "local.remove" => {
                let named: Named = serde_json::from_str(params)?;
                self.keep(key, format!("{LOCAL}{}", named.key), None).await
            }
            "local.clear" => self.clear(key, LOCAL).await,
            "updates.send" => self.update(key, serde_json::from_str(params)?).await,
            "updates.since" => self.updates(key, serde_json::from_str::<Since>(params)?.serial).await,
            "links.open" => {
                let Address { url } = serde_json::from_str(params)?;
                if !is_web(&url) {
                    return Err(Stop::Refused(Code::Malformed, "only http and https addresses can be opened".into()));
                }
                self.with_leave(key, Capability::Links, reply, Effect::Open(url)).await
            }
            "profile.get" => self.with_leave(key, Capability::Profile, reply, Effect::Tell).await,
            "view.close" => Ok(Outcome::Does(Effect::Close)),
            _ => Err(Stop::Refused(Code::UnknownMethod, format!("this host has no method {}", short(&method)))),
        }
    }

    /// Does something that the person has to allow.
    async fn with_leave(
        &self,
        key: &Key,
        capability: Capability,
        reply: Option<Reply>,
        effect: Effect,
    ) -> Result<Outcome, Stop> {
        let (mut record, now) = (self.program(key)?, (self.platform.now)());
        let outcome = match reply {
            // What the person answered counts only for what may be asked for at all.
            Some(reply) if record.broker.declared().any(|it| it == capability) => {
                if record.broker.reply(capability, reply, now) {
                    Outcome::Does(effect)
                } else {
                    Refused::outcome(Code::Denied, Why::No.words())
                }
            }
            _ => match record.broker.request(capability, now) {
                Decision::Go => Outcome::Does(effect),
                Decision::Ask { always } => {
                    let reason = record.version.manifest.reason(capability.name());
                    let about = match &effect {
                        Effect::Open(address) => address.clone(),
                        _ => String::new(),
                    };
                    Outcome::Asks { capability, reason, about, always }
                }
                Decision::Refused(why) => Refused::outcome(Code::Denied, why.words()),
            },
        };
        self.commit(vec![Write::Program(Box::new(record))]).await?;
        Ok(outcome)
    }

    async fn keep(&self, key: &Key, name: String, value: Option<String>) -> Result<Outcome, Stop> {
        if let Some(value) = &value {
            self.with_kept(key, |kept| kept.may_set(&name, value)).await??;
        }
        let (owner, program) = key.clone();
        self.commit(vec![Write::Value { owner, program, key: name, value }]).await?;
        Ok(done(&Value::Null))
    }

    async fn clear(&self, key: &Key, prefix: &str) -> Result<Outcome, Stop> {
        let names = |kept: &Kept| kept.keys().filter(|key| key.starts_with(prefix)).map(ToOwned::to_owned).collect();
        let names: Vec<String> = self.with_kept(key, names).await?;
        let (owner, program) = key;
        let gone = |name| Write::Value { owner: owner.clone(), program: program.clone(), key: name, value: None };
        self.commit(names.into_iter().map(gone).collect()).await?;
        Ok(done(&Value::Null))
    }

    /// Keeps an update under the next number.
    async fn update(&self, key: &Key, Update { update }: Update) -> Result<Outcome, Stop> {
        let text = Value::Object(update).to_string();
        if text.len() > MAX_UPDATE_BYTES {
            return Err(Stop::Refused(Code::Quota, format!("an update has {MAX_UPDATE_BYTES} bytes at most")));
        }
        let serial = self.with_kept(key, last).await? + 1;
        self.keep(key, format!("{UPDATE}{serial:010}"), Some(text)).await?;
        Ok(done(&json!({ "serial": serial })))
    }

    /// The updates that follow one, each as it was sent, in order.
    async fn updates(&self, key: &Key, since: u64) -> Result<Outcome, Stop> {
        let list = |kept: &Kept| {
            let numbered = kept.all().filter_map(|(name, value)| Some((serial(name)?, value.to_owned())));
            numbered.filter(|(serial, _)| *serial > since).collect::<Vec<_>>()
        };
        let (found, last) = self.with_kept(key, |kept| (list(kept), last(kept))).await?;
        let each: Vec<_> = found.iter().map(|(serial, text)| format!("[{serial},{text}]")).collect();
        Ok(Outcome::Done(format!("{{\"last\":{last},\"updates\":[{}]}}", each.join(","))))
    }
}

/// Why a call comes to nothing.
enum Stop {
    Refused(Code, String),
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        Self::Refused(Code::Malformed, short(&error.to_string()))
    }
}

impl From<QuotaError> for Stop {
    fn from(error: QuotaError) -> Self {
        Self::Refused(Code::Quota, error.to_string())
    }
}

fn done(value: &Value) -> Outcome {
    Outcome::Done(value.to_string())
}

/// The number of the last update: their names come after all others, in order.
fn last(kept: &Kept) -> u64 {
    kept.keys().rev().find_map(serial).unwrap_or(0)
}

fn serial(key: &str) -> Option<u64> {
    key.strip_prefix(UPDATE)?.parse().ok()
}

fn short(text: &str) -> String {
    text.chars().take(100).collect()
}
