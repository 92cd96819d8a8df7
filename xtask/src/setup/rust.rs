//! The wasm target, clippy and rustfmt, for the toolchain in force.
//!
//! They are asked for by name: `rust-toolchain.toml` lists them too, but rustup's automatic installation can be off.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::debian;
use crate::place::Place;
use crate::process;

/// The one target of the app.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target.
pub(super) fn target(place: &Place) -> Result<()> {
    let mut rustc = process::command(place, "rustc")?;
    let folder = process::output(rustc.args(["--print", "target-libdir", "--target", WASM]))?;
    let folder = Path::new(folder.trim());
    if folder.is_dir() {
        return Ok(());
    }
    if debian::is_in_force() {
        return debian::target(place, folder);
    }
    println!("Adding the {WASM} target: about 5 s.");
    rustup(place, &["target", "add", WASM])
}

/// Adds rustfmt and clippy.
pub(super) fn components(place: &Place) -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        let mut cargo = process::command(place, "cargo")?;
        if process::output(cargo.args([subcommand, "--version"])).is_err() {
            println!("Adding {component}: about 5 s.");
            rustup(place, &["component", "add", component])?;
        }
    }
    Ok(())
}

/// Adds the source of the standard library.
pub(super) fn library_source(place: &Place) -> Result<()> {
    let mut rustc = process::command(place, "rustc")?;
    let root = process::output(rustc.args(["--print", "sysroot"]))?;
    if Path::new(root.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file() {
        return Ok(());
    }
    println!("Adding rust-src: about 5 s.");
    rustup(place, &["component", "add", "rust-src"])
}

fn rustup(place: &Place, args: &[&str]) -> Result<()> {
    let args_shown = args.join(" ");
    if process::find(&["rustup"]).is_none() {
        bail!(
            "This needs rustup, which is not installed. Install it with\n\
             \n    curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh\n\
             \nopen a new terminal, and run the same command again; it will then do `rustup {args_shown}` by itself."
        );
    }
    let mut rustup = process::command(place, "rustup")?;
    process::run(rustup.args(args))
        .with_context(|| format!("`rustup {args_shown}` is needed; check the network and try again."))
}
