//! The contract suite.

use crate::{events, everywhere, exchanging_events, files, sending_files, suite, talk, talking};

everywhere!(suite, tests);
talking!(talk, tests);
sending_files!(files, tests);
exchanging_events!(events, tests);
