//! Frames in which programs run.

use crate::adapter::browser::frame::{self, From};
use crate::domain::mini::program::Launch;
use crate::view_model::platform::{Frames, Guise, Hear, Reply, Said};

pub(in crate::app) fn frames() -> Frames {
    Frames {
        open,
        tell: |frame, id, reply| match reply {
            Reply::Json(json) => frame::tell(frame, id, &[("json", &json)]),
            Reply::Text(text) => frame::tell(frame, id, &[("text", &text)]),
            Reply::Refused(code, why) => frame::tell(frame, id, &[("code", code.name()), ("why", &why)]),
        },
        ping: frame::ping,
        close: frame::close,
        leave: frame::leave,
    }
}

fn open(at: &'static str, launch: Launch, guise: Guise, hear: Hear) {
    frame::open(at, launch, (guise.locale, &guise.guest), move |from| {
        hear(match from {
            From::Loaded => Said::Loaded,
            From::Alive => Said::Alive,
            From::Failed(why) => Said::Failed(why),
            From::Call(id, call) => Said::Call(id, call),
            From::TooMuch => Said::TooMuch,
            From::Unsafe => Said::Unsafe,
        });
    });
}
