//! Installing what is missing, and nothing else.
//!
//! Each part first looks, without the network, whether there is something to do; so a second run says nothing.

pub(crate) mod browser;
mod debian;
mod lite;
mod node;
mod python;
mod rust;
mod system;
mod tools;

use std::path::PathBuf;

use anyhow::Result;

use crate::place::Place;

pub(crate) use rust::WASM;

/// What every command together needs.
pub(crate) fn everything(place: &Place) -> Result<()> {
    to_build(place)?;
    to_test_in_a_browser(place)?;
    homeserver(place)?;
    matrix_client(place)?;
    println!("Everything is in place.");
    Ok(())
}

/// What formatting, lints and native tests need.
pub(crate) fn to_check(place: &Place) -> Result<()> {
    let _lock = place.lock("setup")?;
    lite::date(place)?;
    rust::target(place)?;
    rust::components(place)
}

/// What a build needs.
pub(crate) fn to_build(place: &Place) -> Result<()> {
    let _lock = place.lock("setup")?;
    lite::date(place)?;
    rust::target(place)?;
    tools::wasm_bindgen(place)?;
    tools::trunk(place)
}

/// The source of the standard library, which the Matrix engine that ships is compiled with.
pub(crate) fn library_source(place: &Place) -> Result<()> {
    let _lock = place.lock("setup")?;
    rust::library_source(place)
}

/// What wasm tests, end-to-end tests and the benchmark need besides a build.
pub(crate) fn to_test_in_a_browser(place: &Place) -> Result<()> {
    let _lock = place.lock("setup")?;
    system::packages()?;
    node::packages(place)
}

/// Synapse, the homeserver of the tests; returns the interpreter that runs it.
pub(crate) fn homeserver(place: &Place) -> Result<PathBuf> {
    let _lock = place.lock("setup")?;
    python::environment(place, "synapse", include_str!("../homeserver/requirements.txt"))
}

/// A Matrix client that shares nothing with the app; returns the interpreter that runs it.
pub(crate) fn matrix_client(place: &Place) -> Result<PathBuf> {
    let _lock = place.lock("setup")?;
    python::environment(place, "matrix-nio", include_str!("../../tests/interop/requirements.txt"))
}
