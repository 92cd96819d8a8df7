//! What is written into a message beside its content: what the shell calls it, and when it was written.

use serde::Deserialize;
use serde_json::{Map, Value};
use teahouse::domain::id::MessageId;

/// The field of an event's content that holds the shell's name of it.
const NAME: &str = "app.teahouse.id";
/// The field that holds its place among what one device has sent: `<device>.<count>`, numbers of 32 and of 64 bits.
const PLACE: &str = "app.teahouse.place";

/// A place among what one device has sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    device: u32,
    count: u64,
}

/// Both, as they are read.
#[derive(Deserialize)]
pub(super) struct Label {
    #[serde(rename = "app.teahouse.id")]
    name: Option<String>,
    #[serde(rename = "app.teahouse.place")]
    place: Option<String>,
}

impl Place {
    /// The first one of an engine that was started after so many others on a device. None sends four thousand million.
    pub(crate) fn first(device: u32, starts: u32) -> Self {
        Self { device, count: u64::from(starts) << 32 }
    }

    /// The one after this.
    pub(crate) fn next(self) -> Self {
        Self { count: self.count.wrapping_add(1), ..self }
    }

    /// True if the same device has sent this one earlier. Of what different devices have sent nobody can tell.
    pub(crate) fn is_before(self, other: Self) -> bool {
        self.device == other.device && self.count < other.count
    }

    fn parse(text: &str) -> Option<Self> {
        let (device, count) = text.split_once('.')?;
        Some(Self { device: device.parse().ok()?, count: count.parse().ok()? })
    }
}

impl Label {
    pub(super) fn name(&self) -> Option<MessageId> {
        MessageId::parse(self.name.as_deref()?).ok()
    }

    pub(super) fn place(&self) -> Option<Place> {
        Place::parse(self.place.as_deref()?)
    }
}

/// The fields of a message.
pub(super) fn fields(name: &MessageId, place: Place) -> Map<String, Value> {
    let place = format!("{}.{}", place.device, place.count);
    Map::from_iter([(NAME.to_owned(), Value::from(name.as_str())), (PLACE.to_owned(), Value::from(place))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_as_it_was_written_and_hostile_ones_say_nothing() {
        let (name, place) = (MessageId::random([7; 16]), Place::first(u32::MAX, u32::MAX).next());
        let label: Label = serde_json::from_value(fields(&name, place).into()).unwrap();
        assert_eq!((label.name(), label.place()), (Some(name), Some(place)));
        for hostile in ["", ".", "1", "1.", "-1.2", "1.2.3", "4294967296.1", "1.99999999999999999999"] {
            let label = Label { name: Some("x".repeat(1 << 20)), place: Some(hostile.into()) };
            assert!(label.name().is_none() && label.place().is_none(), "{hostile}");
        }
    }

    #[test]
    fn only_what_one_device_has_sent_has_an_order() {
        let (one, later, other) = (Place::first(1, 0), Place::first(1, 1), Place::first(2, 0));
        assert!(one.next().is_before(later) && !later.is_before(one.next()));
        assert!(one.is_before(one.next()) && !one.next().is_before(one) && !one.is_before(one));
        assert!(!one.is_before(other.next()) && !other.is_before(one.next()));
    }
}
