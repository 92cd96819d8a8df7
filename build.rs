//! Asks for what the split of the UI needs: see ARCHITECTURE.md, "The UI comes in two parts".

use std::env;

fn main() {
    let is = |name, value| env::var(name).is_ok_and(|found| found == value);
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(split)");
    if is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("PROFILE", "release") {
        println!("cargo::rustc-cfg=split");
        println!("cargo::rustc-link-arg-bin=teahouse=--emit-relocs");
    }
}
