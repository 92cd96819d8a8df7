//! The wasm target where there is no rustup: Debian ships a compiler and the source of its library, but not the
//! library built for wasm. So it is built once, and put where that compiler looks for it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::rust::WASM;
use super::system;
use crate::place::Place;
use crate::process;

const PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// True where Debian's compiler is the one in force.
pub(super) fn is_in_force() -> bool {
    process::find(&["rustup"]).is_none() && process::find(&["apt-get"]).is_some()
}

/// Builds the library for wasm into the compiler's `folder`.
pub(super) fn target(place: &Place, folder: &Path) -> Result<()> {
    let line = format!("sudo apt-get install -y --no-install-recommends {}", PACKAGES.join(" "));
    if !process::is_root() {
        bail!(
            "There is no rustup here. Debian's own packages will do too: run\n\n    {line}\n\n\
             and then this command once as root, so that it can build the {WASM} library into {}.",
            folder.display()
        );
    }
    system::install(&PACKAGES)?;
    println!("Building the {WASM} library of Debian's compiler: about 90 s.");
    let package = place.tools().with_file_name("wasm-library");
    fs::create_dir_all(package.join("src"))?;
    fs::write(package.join("src/lib.rs"), "")?;
    let manifest = "[package]\nname = \"wasm-library\"\nedition = \"2024\"\n[lib]\ncrate-type = [\"cdylib\"]\n";
    fs::write(package.join("Cargo.toml"), manifest)?;
    let mut cargo = process::command(place, "cargo")?;
    // Bitcode is what link-time optimisation of the app needs later.
    cargo
        .args(["build", "--release", "--target", WASM, "-Zbuild-std=std,panic_abort,proc_macro,test"])
        .args(["--target-dir", "target"])
        .current_dir(&package)
        .envs([("RUSTC_BOOTSTRAP", "1"), ("RUSTFLAGS", "-Cembed-bitcode=yes"), ("CARGO_PROFILE_RELEASE_LTO", "off")]);
    process::run(&mut cargo)?;
    // Copied beside and renamed, so that the folder is there only when it is complete.
    let part = folder.with_extension("part");
    let writable = || format!("{} cannot be written.", part.display());
    fs::create_dir_all(&part).with_context(writable)?;
    for entry in fs::read_dir(package.join("target").join(WASM).join("release/deps"))? {
        let path = entry?.path();
        if let (Some("rlib"), Some(name)) = (path.extension().and_then(|it| it.to_str()), path.file_name()) {
            fs::copy(&path, part.join(name)).with_context(writable)?;
        }
    }
    fs::rename(&part, folder).with_context(writable)
}
