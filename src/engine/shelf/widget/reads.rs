//! What a widget has the backend do: which answer belongs to which of its requests, and where one request takes
//! several of them.

use std::collections::HashMap;

use crate::backend::shelf::widget::RunId;
use crate::domain::id::MessageId;
use crate::domain::mini::event::{EventClass, EventQuery, MAX_READ, RoomEvent};
use crate::domain::mini::widget::{Access, Extent};

use super::page::{Request, content};

/// So much is done at once for one page.
pub(super) const MAX_RUNS: usize = 96;

/// What is being done.
#[derive(Default)]
pub(super) struct Runs {
    last: RunId,
    runs: HashMap<RunId, Run>,
    readings: HashMap<RunId, Reading>,
}

enum Run {
    Send(Request),
    /// A part of a reading.
    Read(RunId),
}

/// Something that is read, in one piece or several.
pub(super) struct Reading {
    left: usize,
    /// What is here of it, the newest of each piece first.
    pub(super) found: Vec<RoomEvent>,
    /// Why a piece of it could not be read.
    pub(super) failed: Option<String>,
    pub(super) purpose: Purpose,
}

/// What is read for.
pub(super) enum Purpose {
    /// A page asked for events.
    Events(Request),
    /// A page asked for what is related to an event.
    Relations(Request, Relations),
    /// A page is told the state of its chat.
    State,
}

/// Which events are related.
pub(super) struct Relations {
    pub(super) to: MessageId,
    pub(super) rel_type: Option<String>,
    pub(super) forwards: bool,
    pub(super) limit: usize,
}

/// What has come to its end.
pub(super) enum Ended {
    /// Something was sent, or not.
    Send(Request),
    /// Everything was read.
    Reading(Reading),
}

impl Runs {
    /// Nothing is being done; what comes of what was is for nobody.
    pub(super) fn anew(&self) -> Self {
        Self { last: self.last, ..Self::default() }
    }

    /// True if so many more can be done now.
    pub(super) fn has_room(&self, for_count: usize) -> bool {
        self.runs.len() + for_count <= MAX_RUNS
    }

    /// True while the page is about to be told the state of its chat.
    pub(super) fn reads_state(&self) -> bool {
        self.readings.values().any(|reading| matches!(reading.purpose, Purpose::State))
    }

    /// Something is sent.
    pub(super) fn send(&mut self, request: Request) -> RunId {
        let id = self.next();
        self.runs.insert(id, Run::Send(request));
        id
    }

    /// Something is read in so many pieces.
    pub(super) fn read(&mut self, purpose: Purpose, pieces: usize) -> Vec<RunId> {
        let reading = self.next();
        let ids: Vec<RunId> = (0..pieces).map(|_| self.next()).collect();
        self.runs.extend(ids.iter().map(|id| (*id, Run::Read(reading))));
        self.readings.insert(reading, Reading { left: pieces, found: Vec::new(), failed: None, purpose });
        ids
    }

    /// Takes what came of one; nothing while more is missing, or if nobody asked.
    pub(super) fn end(&mut self, id: RunId, found: Result<Vec<RoomEvent>, String>) -> Option<Ended> {
        let of = match self.runs.remove(&id)? {
            Run::Send(request) => return Some(Ended::Send(request)),
            Run::Read(of) => of,
        };
        let reading = self.readings.get_mut(&of)?;
        reading.left -= 1;
        match found {
            Ok(events) => reading.found.extend(events),
            Err(why) => reading.failed = Some(why),
        }
        if reading.left > 0 {
            return None;
        }
        self.readings.remove(&of).map(Ended::Reading)
    }

    fn next(&mut self) -> RunId {
        self.last = self.last.wrapping_add(1);
        self.last
    }
}

impl Relations {
    /// Those of the events that are related, in the order that was asked for.
    pub(super) fn of(&self, mut events: Vec<RoomEvent>) -> Vec<RoomEvent> {
        events.retain(|event| self.has(event));
        events.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        // What two capabilities let through was read twice.
        events.dedup_by(|a, b| a.id == b.id);
        if !self.forwards {
            events.reverse();
        }
        events.truncate(self.limit);
        events
    }

    fn has(&self, event: &RoomEvent) -> bool {
        let Some(content) = content(&event.body) else { return false };
        let relation = &content["m.relates_to"];
        relation["event_id"] == self.to.as_str()
            && self.rel_type.as_ref().is_none_or(|wanted| relation["rel_type"] == wanted.as_str())
    }
}

/// Everything that an access lets one read.
pub(super) fn query(access: &Access) -> EventQuery {
    let (class, msgtype) = match &access.extent {
        Extent::Message { msgtype } => (EventClass::Message, msgtype.clone()),
        Extent::State { key } => (EventClass::State(key.clone()), None),
    };
    EventQuery { kind: access.kind.clone(), class, msgtype, limit: MAX_READ, since: None }
}
