//! What a page asks: each request is answered at once, or when the backend has done its part.

use serde_json::{Value, json};

use super::Widget;
use super::handshake::{Stage, UPDATE_STATE, list};
use super::page::{Request, body, event};
use super::reads::{Ended, Purpose, Reading, Relations, query};
use crate::backend::shelf::Parcel;
use crate::backend::shelf::widget::{RunId, Told, WidgetAct, WidgetRun};
use crate::domain::id::{ChatId, MessageId};
use crate::domain::mini::event::{EventClass, EventQuery, MAX_READ, RoomEvent};
use crate::domain::mini::widget::{Direction, Extent};

/// The versions of the API whose requests are answered here.
const VERSIONS: [&str; 8] = [
    "0.0.1",
    "0.0.2",
    "org.matrix.msc2762",
    UPDATE_STATE,
    "org.matrix.msc2871",
    "org.matrix.msc2974",
    "org.matrix.msc2876",
    "org.matrix.msc3869",
];
const BUSY: &str = "too many requests at once";

/// A request that is refused: in whose words, to whoever writes the widget.
type Refusal = String;

impl Widget {
    /// Does what a page asks.
    pub(super) fn serve(&mut self, request: Request) {
        match request.action.as_str() {
            "supported_api_versions" => self.reply(request, json!({ "supported_versions": VERSIONS })),
            "content_loaded" => {
                self.reply(request, json!({}));
                if matches!(self.stage, Stage::Silent) {
                    self.greet();
                }
            }
            "org.matrix.msc2974.request_capabilities" => self.renegotiate(request),
            "send_event" => match self.sent(&request) {
                Ok((id, body)) => {
                    let run = self.runs.send(request);
                    self.acts.push(WidgetAct::Run { id: run, act: WidgetRun::Send { id, body } });
                }
                Err(why) => self.refuse(request, &why),
            },
            "org.matrix.msc2876.read_events" => match self.wanted(&request) {
                Ok(query) => self.read(Purpose::Events(request), &[query]),
                Err(why) => self.refuse(request, &why),
            },
            "org.matrix.msc3869.read_relations" => self.read_relations(request),
            // Nobody vouches for the person elsewhere.
            "get_openid" => self.reply(request, json!({ "state": "blocked" })),
            "set_always_on_screen" => self.reply(request, json!({ "success": false })),
            "io.element.close" => {
                self.reply(request, json!({}));
                self.acts.push(WidgetAct::Close);
            }
            _ => {
                let action: String = request.action.chars().take(100).collect();
                self.refuse(request, &format!("Unknown or unsupported from-widget action: {action}"));
            }
        }
    }

    /// Takes what a backend said.
    pub(super) fn done(&mut self, id: RunId, told: Told) {
        let (sent, found) = match told {
            Told::Sent(id) => (Ok(id), Err("nothing was read".into())),
            Told::Events(events) => {
                let events = events.open::<Vec<RoomEvent>>().map_err(|failure| failure.code().into());
                (Err("nothing was sent".into()), events)
            }
            Told::Failed(code) => (Err(code.clone()), Err(code)),
        };
        let Some(room) = self.chat.clone() else { return };
        match (self.runs.end(id, found), sent) {
            (Some(Ended::Send(request)), Ok(id)) => self.reply(request, json!({ "room_id": room, "event_id": id })),
            (Some(Ended::Send(request)), Err(code)) => self.refuse(request, &format!("Error sending event: {code}")),
            (Some(Ended::Reading(reading)), _) => self.was_read(reading, &room),
            (None, _) => {}
        }
    }

    fn was_read(&mut self, reading: Reading, room: &ChatId) {
        let Reading { mut found, failed, purpose, .. } = reading;
        // Whatever a backend hands out, a page sees what it may see.
        found.retain(|event| self.rights.shows(event));
        let whole = |found: Vec<RoomEvent>| found.iter().filter_map(|it| event(it, room)).collect::<Vec<_>>();
        match (purpose, failed) {
            (Purpose::Events(request), None) => self.reply(request, json!({ "events": whole(found) })),
            (Purpose::Relations(request, of), None) => self.reply(request, json!({ "chunk": whole(of.of(found)) })),
            (Purpose::Events(request) | Purpose::Relations(request, _), Some(code)) => {
                self.refuse(request, &format!("Error reading events: {code}"));
            }
            // What could not be read is not told; the rest is true all the same.
            (Purpose::State, _) => {
                self.post("update_state", &json!({ "state": whole(found) }));
                if std::mem::take(&mut self.again) {
                    self.tell_state();
                }
            }
        }
    }

    fn renegotiate(&mut self, request: Request) {
        let requested = request.get("capabilities").and_then(list);
        // Before the handshake there is nothing to add to.
        match requested.filter(|_| matches!(self.stage, Stage::Ready | Stage::Deciding { .. })) {
            Some(requested) => {
                self.reply(request, json!({}));
                let held = self.rights.names();
                let fresh = requested.iter().filter(|name| !held.contains(&name.as_str())).cloned().collect();
                self.negotiate(fresh);
            }
            None => self.refuse(request, "Invalid request - no capabilities can be requested"),
        }
    }

    /// What a page wants to send, if it may.
    fn sent(&mut self, request: &Request) -> Result<(MessageId, Parcel), Refusal> {
        let kind = request.name("type").ok_or("Invalid request - missing event type")?;
        self.is_here(request.get("room_id"))?;
        if request.get("delay").is_some() || request.get("sticky_duration_ms").is_some() {
            return Err("delayed and sticky events are not supported".into());
        }
        let empty = json!({});
        let content = request.get("content").unwrap_or(&empty);
        let key = match request.get("state_key") {
            None => None,
            Some(Value::String(key)) => Some(key.as_str()),
            Some(_) => return Err("Invalid request - a state key is a text".into()),
        };
        let may = match key {
            Some(key) => self.rights.allows_state(Direction::Send, kind, Some(key)),
            None => self.rights.allows_message(Direction::Send, kind, content["msgtype"].as_str()),
        };
        if !may {
            let sort = if key.is_some() { "state" } else { "room" };
            return Err(format!("Cannot send {sort} events of this type"));
        }
        let body = body(kind, key, content)?;
        if !self.runs.has_room(1) {
            return Err(BUSY.into());
        }
        if !self.pace.take((self.platform.now)()) {
            return Err("events come too fast".into());
        }
        Ok((MessageId::random((self.platform.random)()), Parcel::of(&body)))
    }

    /// What a page wants to read, if it may.
    fn wanted(&self, request: &Request) -> Result<EventQuery, Refusal> {
        let kind = request.name("type").ok_or("Invalid request - missing event type")?;
        let limit = limit(request, 1)?;
        match request.get("room_ids") {
            None => {}
            // Every room that it may look at, which is this one.
            Some(Value::String(every)) if every == "*" => {}
            Some(Value::Array(rooms)) => rooms.iter().try_for_each(|room| self.is_here(Some(room)))?,
            Some(_) => return Err("Invalid request - room_ids are room ids".into()),
        }
        let (class, msgtype) = match request.get("state_key") {
            None => (EventClass::Message, request.text("msgtype").map(ToOwned::to_owned)),
            Some(Value::Bool(true)) => (EventClass::State(None), None),
            Some(Value::String(key)) => (EventClass::State(Some(key.clone())), None),
            Some(_) => return Err("Invalid request - a state key is a text, or true".into()),
        };
        let (may, sort) = match &class {
            EventClass::State(key) => (self.rights.allows_state(Direction::Receive, kind, key.as_deref()), "state"),
            EventClass::Message => (self.rights.allows_message(Direction::Receive, kind, msgtype.as_deref()), "room"),
        };
        if !may {
            return Err(format!("Cannot read {sort} events of this type"));
        }
        let since = request.text("since").and_then(|since| MessageId::parse(since).ok());
        Ok(EventQuery { kind: kind.into(), class, msgtype, limit, since })
    }

    /// Looks for relations among the latest events of every type that the page may read.
    fn read_relations(&mut self, request: Request) {
        match self.related(&request) {
            Ok((of, wanted)) if wanted.is_empty() => {
                drop(of);
                self.reply(request, json!({ "chunk": [] }));
            }
            Ok((of, wanted)) => self.read(Purpose::Relations(request, of), &wanted),
            Err(why) => self.refuse(request, &why),
        }
    }

    fn related(&self, request: &Request) -> Result<(Relations, Vec<EventQuery>), Refusal> {
        let to = request.name("event_id").and_then(|to| MessageId::parse(to).ok());
        let to = to.ok_or("Invalid request - missing event ID")?;
        let limit = limit(request, 0)? as usize;
        self.is_here(request.get("room_id"))?;
        if request.get("from").is_some() || request.get("to").is_some() {
            return Err("there are no further pages of relations".into());
        }
        let kind = request.text("event_type");
        let rel_type = request.text("rel_type").map(ToOwned::to_owned);
        let forwards = request.text("direction") == Some("f");
        let readable = self.rights.readable().filter(|access| matches!(access.extent, Extent::Message { .. }));
        let wanted = readable.filter(|access| kind.is_none_or(|kind| access.kind == kind)).map(query).collect();
        Ok((Relations { to, rel_type, forwards, limit }, wanted))
    }

    fn read(&mut self, purpose: Purpose, wanted: &[EventQuery]) {
        if !self.runs.has_room(wanted.len()) {
            if let Purpose::Events(request) | Purpose::Relations(request, _) = purpose {
                self.refuse(request, BUSY);
            }
            return;
        }
        let ids = self.runs.read(purpose, wanted.len());
        for (id, query) in ids.into_iter().zip(wanted) {
            self.acts.push(WidgetAct::Run { id, act: WidgetRun::Read(Parcel::of(query)) });
        }
    }

    /// A widget is in one room.
    fn is_here(&self, room: Option<&Value>) -> Result<(), Refusal> {
        let here = self.chat.as_ref().ok_or("the program was not opened from a chat")?;
        match room {
            Some(room) if room != here.as_str() => Err("Unable to access room timeline".into()),
            _ => Ok(()),
        }
    }

    fn reply(&mut self, request: Request, response: Value) {
        self.acts.push(WidgetAct::Post(request.answered(response)));
    }

    fn refuse(&mut self, request: Request, why: &str) {
        self.acts.push(WidgetAct::Post(request.refused(why)));
    }
}

/// How many events a page wants; without a number, as many as there are at once.
fn limit(request: &Request, least: u64) -> Result<u32, Refusal> {
    let Some(limit) = request.get("limit") else { return Ok(MAX_READ) };
    let limit = limit.as_u64().filter(|limit| *limit >= least).ok_or("Invalid request - limit out of range")?;
    Ok(if limit == 0 { MAX_READ } else { u32::try_from(limit).unwrap_or(MAX_READ).min(MAX_READ) })
}
