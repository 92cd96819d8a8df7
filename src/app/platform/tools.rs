//! What pages need of the browser, and nothing else does.

use super::{codes, scanner};
use crate::adapter::browser::square;
use crate::view_model::platform::Tools;

/// The tools of a browser. Only what draws pages may call this: whatever it reaches comes with them.
pub(in crate::app) fn tools() -> Tools {
    Tools { codes: codes::codes(), read_picture: |input| Box::pin(square::read(input)), scanner: scanner::scanner() }
}
