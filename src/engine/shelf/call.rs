//! What a program asks of its host, in its own words: read, checked against what it may do, and done or handed on.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::instance::Instance;
use super::keeping::LOCAL;
use super::letter;
use super::store::{Store, Write};
use super::{Kept, Key, Shared};
use crate::backend::Failure;
use crate::domain::link::{is_mail, is_web};
use crate::domain::mini::broker::{Decision, Reply, Why};
use crate::domain::mini::capability::Capability;
use crate::domain::mini::host::{Code, Effect, MAX_CALL_BYTES, Outcome, Refused};
use crate::domain::mini::quota::QuotaError;

/// What is kept through the host begins so.
const STORED: &str = "s:";

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

/// Values are kept as they were written: a number that is read and written again may be another one.
#[derive(Deserialize)]
struct Set<'a> {
    key: String,
    #[serde(borrow)]
    value: &'a RawValue,
}

#[derive(Deserialize)]
struct SetText {
    key: String,
    value: String,
}

#[derive(Deserialize)]
pub(super) struct UpdateCall<'a> {
    #[serde(borrow)]
    pub(super) update: &'a RawValue,
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

#[derive(Deserialize)]
struct Switch {
    on: bool,
}

impl<S: Store> Shared<S> {
    /// Does what a program asks, if it may.
    pub(super) async fn call(&self, at: &Instance, call: &str, reply: Option<Reply>) -> Result<Outcome, Failure> {
        if self.programs.borrow().get(&at.key).is_none() {
            return Err(Failure::NotFound);
        }
        match self.read(at, call, reply).await {
            Ok(outcome) => Ok(outcome),
            Err(Stop::Refused(code, why)) => Ok(Refused::outcome(code, why)),
            Err(Stop::Failed(Failure::StorageFull)) => Ok(Refused::outcome(Code::Storage, "the device is full")),
            Err(Stop::Failed(failure)) => Err(failure),
        }
    }

    async fn read(&self, at: &Instance, call: &str, reply: Option<Reply>) -> Result<Outcome, Stop> {
        if call.len() > MAX_CALL_BYTES {
            return Err(Stop::Refused(Code::Malformed, format!("a call has {MAX_CALL_BYTES} bytes at most")));
        }
        let Call { method, params } = serde_json::from_str(call)?;
        let params = params.map_or("{}", RawValue::get);
        match method.as_str() {
            "storage.get" => {
                let named: Named = serde_json::from_str(params)?;
                let name = at.name(STORED, &named.key);
                let value = self.with_kept(at, |kept| kept.get(&name).map(ToOwned::to_owned)).await?;
                Ok(Outcome::Done(value.unwrap_or_else(|| "null".into())))
            }
            "storage.set" => {
                let set: Set = serde_json::from_str(params)?;
                self.keep(at, STORED, &set.key, Some(set.value.get().into())).await
            }
            "storage.remove" => {
                let named: Named = serde_json::from_str(params)?;
                self.keep(at, STORED, &named.key, None).await
            }
            "storage.keys" => {
                let keys = |kept: &Kept| kept.keys().filter_map(|name| at.own(STORED, name)).collect::<Value>();
                Ok(done(&self.with_kept(at, keys).await?))
            }
            "storage.clear" => self.clear(at, STORED).await,
            "local.set" => {
                let set: SetText = serde_json::from_str(params)?;
                self.keep(at, LOCAL, &set.key, Some(set.value)).await
            }
            "local.remove" => {
                let named: Named = serde_json::from_str(params)?;
                self.keep(at, LOCAL, &named.key, None).await
            }
            "local.clear" => self.clear(at, LOCAL).await,
            "data.read" => self.data(at, serde_json::from_str(params)?).await,
            "data.write" => self.change_data(at, serde_json::from_str(params)?).await,
            "updates.send" => self.update(at, serde_json::from_str(params)?).await,
            "updates.since" => self.updates(at, serde_json::from_str::<Since>(params)?.serial).await,
            "links.open" => {
                let Address { url } = serde_json::from_str(params)?;
                if !is_web(&url) && !is_mail(&url) {
                    let why = "only http, https and mailto addresses can be opened";
                    return Err(Stop::Refused(Code::Malformed, why.into()));
                }
                self.with_leave(&at.key, Capability::Links, reply, Effect::Open(url)).await
            }
            "profile.get" => self.with_leave(&at.key, Capability::Profile, reply, Effect::Tell).await,
            "chat.send" => {
                let letter = letter::read(params, at.card.is_some())?;
                self.with_leave(&at.key, Capability::Message, reply, Effect::Send(letter)).await
            }
            "chat.share" => {
                let letter = letter::read(params, false)?;
                self.with_leave(&at.key, Capability::Share, reply, Effect::Send(letter)).await
            }
            "program.share" => self.with_leave(&at.key, Capability::Share, reply, Effect::Share).await,
            "contacts.pick" => self.with_leave(&at.key, Capability::Contacts, reply, Effect::Pick).await,
            "code.scan" => self.with_leave(&at.key, Capability::Scan, reply, Effect::Scan).await,
            "live.join" => match at.card {
                Some(_) => self.with_leave(&at.key, Capability::Realtime, reply, Effect::Join(true)).await,
                None => Err(Stop::Refused(Code::Unavailable, "the program is open in no chat".into())),
            },
            "live.leave" => Ok(Outcome::Does(Effect::Join(false))),
            "view.back" => {
                let Switch { on } = serde_json::from_str(params)?;
                Ok(Outcome::Does(Effect::Back(on)))
            }
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
                    Outcome::Asks { capability, reason, effect, always }
                }
                Decision::Refused(why) => Refused::outcome(Code::Denied, why.words()),
            },
        };
        self.commit(vec![Write::Program(Box::new(record))]).await?;
        Ok(outcome)
    }

    pub(super) async fn keep(
        &self,
        at: &Instance,
        kind: &str,
        name: &str,
        value: Option<String>,
    ) -> Result<Outcome, Stop> {
        let key = at.name(kind, name);
        if let Some(value) = &value {
            self.with_kept(at, |kept| kept.may_set(&at.name(kind, ""), name, value)).await??;
        }
        let (owner, program) = at.key.clone();
        self.commit(vec![Write::Value { owner, program, key, value }]).await?;
        Ok(done(&Value::Null))
    }

    async fn clear(&self, at: &Instance, kind: &str) -> Result<Outcome, Stop> {
        let names = |kept: &Kept| kept.keys().filter(|key| at.own(kind, key).is_some()).map(Into::into).collect();
        let names: Vec<String> = self.with_kept(at, names).await?;
        let (owner, program) = &at.key;
        let gone = |name| Write::Value { owner: owner.clone(), program: program.clone(), key: name, value: None };
        self.commit(names.into_iter().map(gone).collect()).await?;
        Ok(done(&Value::Null))
    }
}

/// Why a call comes to nothing.
pub(super) enum Stop {
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

pub(super) fn done(value: &Value) -> Outcome {
    Outcome::Done(value.to_string())
}

fn short(text: &str) -> String {
    text.chars().take(100).collect()
}
