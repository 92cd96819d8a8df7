//! The UI in parts: what only a marked function reaches becomes a file that is fetched when it is wanted.
//!
//! The compiler makes one module, with notes for the linker in it. From these the splitter makes several; only then
//! may wasm-bindgen see the main one. Trunk has shown it the whole already, so that is done once more here.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_split_cli_support::Options;

use crate::place::Place;
use crate::process;
use crate::site::Site;

/// The program that is split.
const PROGRAM: &str = "teahouse";
/// What an entry imports from while it is in one piece, and marks to be split.
const UNSPLIT: &str = "__wasm_split_placeholder__";
/// What the main part imports its loaders from.
const LOADER: &str = "./__wasm_split.js";
/// How the loader starts a part; a host that serves wasm as something else would be refused.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
/// How the glue starts the main part, from any host.
const STARTS: &str = "async function __wbg_load(module, imports)";
const STARTED: &str = "__wbg_load(await src, imports)";

/// Splits the UI of the site if it asks for that.
pub(super) fn split(place: &Place, site: &Site) -> Result<()> {
    let glue = format!("{PROGRAM}.js");
    if !site.has(&glue) || !site.text(&glue)?.contains(UNSPLIT) {
        return Ok(());
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| place.root().join("target"), PathBuf::from);
    let whole = target.join("wasm32-unknown-unknown/release").join(PROGRAM).with_extension("wasm");
    let work = target.join("split");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    let parts = parts(&whole, &work)?;
    bind(place, &work)?;

    let bound = fs::read_to_string(work.join(&glue))?;
    let loader = fs::read_to_string(work.join(LOADER))?;
    site.write(&glue, joined(&bound, &loader)?)?;
    let main = format!("{PROGRAM}_bg.wasm");
    site.write(&main, fs::read(work.join(&main))?)?;
    for part in parts {
        let name = part.file_name().context("A part has no name.")?.to_string_lossy();
        site.write(&name, shortened(&fs::read(&part)?)?)?;
    }
    Ok(())
}

/// Splits the module, and returns the parts besides the main one.
fn parts(whole: &Path, work: &Path) -> Result<Vec<PathBuf>> {
    let module = fs::read(whole).with_context(|| format!("{} cannot be read.", whole.display()))?;
    let (main, glue) = (work.join(format!("{PROGRAM}.wasm")), format!("./{PROGRAM}.js"));
    let mut options = Options::new(&module);
    options.output_dir = work;
    options.main_out_path = &main;
    options.link_name = LOADER;
    options.main_module = &glue;
    let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"));
    Ok(split.with_context(|| format!("{} cannot be split.", whole.display()))?.split_modules)
}

/// Makes the glue of the main part. The parts find what they share by the names of the linker.
fn bind(place: &Place, work: &Path) -> Result<()> {
    let mut bindgen = process::command(place, "wasm-bindgen")?;
    bindgen.args(["--target", "web", "--keep-lld-exports", "--no-typescript", "--out-name", PROGRAM]);
    bindgen.arg("--out-dir").arg(work).arg(work.join(format!("{PROGRAM}.wasm")));
    process::run(&mut bindgen)
}

/// The loader inside of the glue: they need each other, and a file can be named by its content only if nobody that
/// it names names it.
fn joined(glue: &str, loader: &str) -> Result<String> {
    if !loader.contains(STREAMED) || !glue.contains(STARTS) {
        bail!("The glue or the loader starts wasm in a way of its own.");
    }
    let loader = loader.replace(STREAMED, STARTED);
    let mut inside = String::new();
    let mut exports = Vec::new();
    for line in loader.lines().filter(|line| !line.starts_with("import ")) {
        let exported = line.strip_prefix("export ");
        exports.extend(exported.and_then(|line| line.split_whitespace().nth(1)));
        inside.push_str(exported.unwrap_or(line));
        inside.push('\n');
    }
    let mut found = false;
    for line in glue.lines() {
        match imported_as(line) {
            // One for each function of it.
            Some(name) => {
                inside.push_str(&format!("const {name} = {{ {} }};\n", exports.join(", ")));
                found = true;
            }
            None => {
                inside.push_str(line);
                inside.push('\n');
            }
        }
    }
    if !found {
        bail!("The glue does not import the loader.");
    }
    Ok(inside)
}

/// What a line of the glue calls the loader, if it imports it.
fn imported_as(line: &str) -> Option<&str> {
    let (name, from) = line.strip_prefix("import * as ")?.split_once(" from ")?;
    from.contains(LOADER).then_some(name)
}

/// The same module with its numbers as short as they can be: a linker leaves room in them.
fn shortened(module: &[u8]) -> Result<Vec<u8>> {
    let mut short = wasm_encoder::Module::new();
    RoundtripReencoder
        .parse_core_module(&mut short, wasmparser::Parser::new(0), module)
        .map_err(|error| anyhow!("A part is not valid: {error}."))?;
    Ok(short.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_becomes_a_part_of_the_glue() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\n\
                    const imports = { \"./__wasm_split.js\": import1 };\n\
                    async function __wbg_load(module, imports) {}\nexport { initSync };";
        let loader = "import { initSync } from \"./teahouse.js\";\nfunction get() { initSync(); }\n\
                      export const load_a = get;\n\
                      export const load_b = (WebAssembly.instantiateStreaming(src, imports));\n";
        assert_eq!(
            joined(glue, loader).unwrap(),
            "function get() { initSync(); }\nconst load_a = get;\nconst load_b = (__wbg_load(await src, imports));\n\
             const import1 = { load_a, load_b };\nconst import2 = { load_a, load_b };\n\
             const imports = { \"./__wasm_split.js\": import1 };\n\
             async function __wbg_load(module, imports) {}\nexport { initSync };\n"
        );
        assert!(joined("export {};", loader).is_err());
    }

    #[test]
    fn numbers_lose_their_room_and_nothing_else_changes() {
        let header = b"\0asm\x01\0\0\0";
        let types = b"\x01\x04\x01\x60\0\0";
        let functions = b"\x03\x02\x01\0";
        let long = [&header[..], types, functions, b"\x0a\x0a\x01\x08\0\x10\x80\x80\x80\x80\0\x0b"].concat();
        let short = [&header[..], types, functions, b"\x0a\x06\x01\x04\0\x10\0\x0b"].concat();
        assert_eq!(shortened(&long).unwrap(), short);
        assert!(shortened(b"\0asm").is_err());
    }
}
