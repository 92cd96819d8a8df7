//! The contract suite.

use crate::{everywhere, suite, talk, talking};

everywhere!(suite, tests);
talking!(talk, tests);
