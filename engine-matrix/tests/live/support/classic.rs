//! A homeserver that does not know simplified sliding sync.

use crate::way::{Act, Ask};

const FEATURE: &str = "org.matrix.simplified_msc3575";

/// What becomes of a request at such a server.
pub(crate) fn classic(ask: &Ask) -> Act {
    if ask.is("/_matrix/client/versions") {
        return Act::change(|json| {
            let features = json["unstable_features"].as_object_mut().expect("a list of features");
            features.retain(|name, _| !name.contains("msc3575") && !name.contains("msc4186"));
        });
    }
    if ask.is(FEATURE) { Act::error(404, "M_UNRECOGNIZED") } else { Act::Pass }
}
