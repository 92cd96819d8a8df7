//! Frames in which programs run.

use crate::adapter::browser::{frame, package};
use crate::domain::mini::href::Href;
use crate::view_model::platform::{Frames, Reply};

pub(in crate::app) fn frames() -> Frames {
    Frames {
        open: |slot, id, launch, guise, hear| {
            let at = guise.at.as_ref().map_or("", Href::as_str);
            frame::open(slot, id, launch, (guise.locale, &guise.guest, at), hear)
        },
        visit: |slot, id, visit, hear| {
            frame::visit(slot, id, (visit.origin.as_str(), &visit.address, &visit.name), hear)
        },
        warm: frame::warm,
        park: frame::park,
        show: frame::show,
        tell: |frame, id, reply| match reply {
            Reply::Json(json) => frame::tell(frame, id, &[("json", &json)]),
            Reply::Text(text) => frame::tell(frame, id, &[("text", &text)]),
            Reply::Refused(code, why) => frame::tell(frame, id, &[("code", code.name()), ("why", &why)]),
        },
        live: frame::live,
        widget: frame::post_widget,
        ping: frame::ping,
        close: frame::close,
        close_all: frame::close_all,
        fetch: |address| {
            let address = address.to_owned();
            Box::pin(async move { package::fetch(&address).await })
        },
        leave: frame::leave,
    }
}
