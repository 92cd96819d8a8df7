//! Everything that decides what the Matrix engine's files hold, as one hash.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::{PACKAGE, lean};
use crate::place::Place;
use crate::process;
use crate::setup::WASM;
use crate::site::{Site, digest};

/// Files whose whole text counts.
const FILES: [&str; 4] = [".cargo/config.toml", "build.rs", "engine-matrix/Cargo.toml", "src/lib.rs"];

/// Source folders that count, with the file of the same stem: the engine, and what it uses of the app.
const SOURCES: [&str; 7] = [
    "engine-matrix/lite",
    "engine-matrix/src",
    "src/backend",
    "src/domain",
    "src/engine/host",
    "src/engine/serve",
    "src/web",
];

/// The hash for a profile.
pub(super) fn hash(place: &Place, profile: &str) -> Result<String> {
    let root = place.root();
    let mut all = vec![profile.to_owned(), compiler(place)?, packages(place)?, lean::switches()];
    let manifest = text(&root.join("Cargo.toml"))?;
    all.push(profiles(&manifest));
    for file in FILES {
        all.push(text(&root.join(file))?);
    }
    all.push(text(&root.join("src/engine.rs"))?);
    for source in SOURCES {
        let folder = root.join(source);
        let file = folder.with_extension("rs");
        if file.is_file() {
            all.push(text(&file)?);
        }
        if folder.is_dir() {
            let site = Site::new(&folder);
            for file in site.files()? {
                all.push(site.text(&file)?);
                all.push(file);
            }
        }
    }
    Ok(digest::short(all.join("\0").as_bytes()))
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read.", path.display()))
}

fn compiler(place: &Place) -> Result<String> {
    let mut rustc = Command::new("rustc");
    process::output(rustc.arg("-vV").current_dir(place.root()))
}

/// Every package that goes into it, with its version and features, as Cargo.lock and the manifests say.
fn packages(place: &Place) -> Result<String> {
    let mut tree = process::command(place, "cargo")?;
    tree.args(["tree", "--locked", "--quiet", "--package", PACKAGE, "--target", WASM]);
    tree.args(["--edges", "normal,build", "--prefix", "none", "--no-dedupe", "--format", "{p} {f}"]);
    Ok(listed(&process::output(&mut tree)?))
}

/// In the order of names, without the folder of this clone; what the app draws on in `web-sys` does not count.
fn listed(tree: &str) -> String {
    let line = |line: &str| {
        let mut line = line.split(" (/").next().unwrap_or_default().to_owned();
        if line.starts_with("web-sys ") {
            line = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
        }
        line
    };
    let mut lines: Vec<String> = tree.lines().map(line).collect();
    lines.sort();
    lines.dedup();
    lines.join("\n")
}

/// The tables of a manifest that begin with `[profile.`.
fn profiles(manifest: &str) -> String {
    let mut counts = false;
    let mut text = String::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            counts = line.starts_with("[profile.");
        }
        if counts {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_the_same_in_every_clone() {
        let tree =
            |folder: &str| format!("teahouse v0.1.0 ({folder})\nfutures v0.3.34 std\nteahouse v0.1.0 ({folder})\n");
        assert_eq!(listed(&tree("/a")), "futures v0.3.34 std\nteahouse v0.1.0");
        assert_eq!(listed(&tree("/a")), listed(&tree("/b")));
        assert_eq!(listed("web-sys v0.3.107 Blob,Window"), "web-sys v0.3.107");
    }

    #[test]
    fn only_profiles_count_of_the_manifest() {
        let manifest =
            "[package]\nname = \"a\"\n[profile.release]\nlto = \"fat\"\n[profile.dev]\nx = 1\n[lints]\ny = 2\n";
        assert_eq!(profiles(manifest), "[profile.release]\nlto = \"fat\"\n[profile.dev]\nx = 1\n");
    }

    #[test]
    fn the_engine_uses_nothing_of_the_app_that_does_not_count() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let sources = Site::new(root.join("engine-matrix/src"));
        for file in sources.files().unwrap() {
            let text = sources.text(&file).unwrap();
            for (at, word) in text.match_indices("teahouse::") {
                let rest = &text[at + word.len()..];
                let known = ["backend", "domain", "engine::{", "engine::host", "engine::serve", "web"];
                assert!(known.iter().any(|known| rest.starts_with(known)), "{file} uses teahouse::{:.40}", rest);
                let listed = rest.split('}').next().unwrap();
                assert!(!listed.starts_with("engine::{") || !listed.contains("local"), "{file} uses {listed}");
            }
        }
    }
}
