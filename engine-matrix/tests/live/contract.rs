//! The contract suite.

use crate::homeserver::run;
use crate::{everywhere, suite, talk, talking};

macro_rules! tests {
    ($suite:ident; $($name:ident,)*) => {
        $(#[test] fn $name() { run(|place| async move { $suite::$name(&place).await }) })*
    };
}
everywhere!(suite, tests);
talking!(talk, tests);
