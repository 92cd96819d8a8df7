//! Where what was said in a chat was cleared on this device.
//!
//! It is kept as what was there, not as a time: a message of one's own may keep this device's hour for good, and those
//! of others have the hour of the server of each.

use std::collections::BTreeSet;
use std::sync::Arc;

use matrix_sdk::ruma::{EventId, OwnedEventId};
use matrix_sdk_ui::eyeball_im::Vector;
use matrix_sdk_ui::timeline::{EventTimelineItem, TimelineItem};
use serde::{Deserialize, Serialize};
use teahouse::domain::time::Timestamp;

/// So many events are kept: some of them outlive whatever is recalled or ignored afterwards.
pub(crate) const EVENTS: usize = 20;

/// What was there when a chat was cleared.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Cut {
    /// The last events.
    pub(crate) events: BTreeSet<OwnedEventId>,
    /// When what the list showed was said.
    pub(crate) shown: Option<Timestamp>,
}

impl Cut {
    /// True for an event that was there.
    pub(crate) fn has(&self, event: Option<&EventId>) -> bool {
        event.is_some_and(|event| self.events.contains(event))
    }

    /// Where what was there begins in a timeline; nothing if it does not reach so far back.
    pub(crate) fn begins(&self, items: &Vector<Arc<TimelineItem>>) -> Option<usize> {
        items.iter().position(|item| self.has(item.as_event().and_then(EventTimelineItem::event_id)))
    }

    /// True if an event is not to be shown: it was there, or it is older. What is only sent yet was not there.
    pub(crate) fn hides(&self, begins: Option<usize>, at: usize, item: &EventTimelineItem) -> bool {
        let event = item.event_id();
        self.has(event) || event.is_some() && begins.is_some_and(|begins| at < begins)
    }
}
