//! The contract suite.

use crate::{everywhere, files, sending_files, suite, talk, talking};

everywhere!(suite, tests);
talking!(talk, tests);
sending_files!(files, tests);
