//! The widgets of a chat that are pages of elsewhere, out of the state that names them.

use serde_json::Value;

use crate::backend::Failure;
use crate::backend::shelf::Parcel;
use crate::domain::mini::event::{EventBody, RoomEvent};
use crate::domain::mini::remote::{KINDS, MAX_WIDGETS, RemoteWidget};

/// What can be read of it. A content without an address is a widget that was taken away.
pub(super) fn read(events: &[Parcel]) -> Result<Vec<RemoteWidget>, Failure> {
    let mut found: Vec<RemoteWidget> = Vec::new();
    for events in events {
        for event in events.open::<Vec<RoomEvent>>()? {
            let widget = widget(&event.body).filter(|it| found.iter().all(|known| known.id != it.id));
            found.extend(widget);
        }
    }
    found.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    found.truncate(MAX_WIDGETS);
    Ok(found)
}

fn widget(body: &EventBody) -> Option<RemoteWidget> {
    let EventBody::Other { kind, state_key: Some(id), content } = body else { return None };
    let content: Value = serde_json::from_str(content).ok().filter(|_| KINDS.contains(&kind.as_str()))?;
    let data = content["data"].as_object().into_iter().flatten();
    let data = data.filter_map(|(name, value)| Some((name.clone(), text(value)?)));
    RemoteWidget::read(id, content["url"].as_str()?, content["name"].as_str().unwrap_or_default(), data)
}

/// A value as it stands in an address.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}
