//! Installing what is missing, and nothing else.
//!
//! Each part first looks, without the network, whether there is something to do; so a second run says nothing.

pub(crate) mod browser;
mod debian;
mod node;
mod rust;
mod system;
mod tools;

use anyhow::Result;

use crate::place::Place;

/// What every command together needs.
pub(crate) fn everything(place: &Place) -> Result<()> {
    to_build(place)?;
    to_test_in_a_browser(place)?;
    println!("Everything is in place.");
    Ok(())
}

/// What formatting, lints and native tests need.
pub(crate) fn to_check(place: &Place) -> Result<()> {
    let _lock = place.lock("setup")?;
    rust::target(place)?;
    rust::components(place)
}

/// What a build needs.
pub(crate) fn to_build(place: &Place) -> Result<()> {
    let _lock = place.lock("setup")?;
    rust::target(place)?;
    tools::wasm_bindgen(place)?;
    tools::trunk(place)
}

/// What wasm tests, end-to-end tests and the benchmark need besides a build.
pub(crate) fn to_test_in_a_browser(place: &Place) -> Result<()> {
    let _lock = place.lock("setup")?;
    system::packages()?;
    node::packages(place)
}
