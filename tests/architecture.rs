//! The layers of the house and its invariants, as far as a reader of the source can hold them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Every Rust file below a place, with its text.
fn sources(place: &str) -> Vec<(PathBuf, String)> {
    fn walk(path: &Path, found: &mut Vec<(PathBuf, String)>) {
        if path.is_dir() {
            fs::read_dir(path).unwrap().for_each(|entry| walk(&entry.unwrap().path(), found));
        } else if path.is_file() && path.extension().is_some_and(|it| it == "rs") {
            found.push((path.to_owned(), fs::read_to_string(path).unwrap()));
        }
    }
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(place);
    walk(&root, &mut found);
    walk(&root.with_extension("rs"), &mut found);
    assert!(!found.is_empty(), "nothing at src/{place}");
    found
}

/// The code without comments, literals of text, and the unit tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let lines = text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// Fails for each file that mentions what its layer may not know.
fn forbid(place: &str, words: &[&str]) {
    for (path, text) in sources(place) {
        let code = code(&text);
        for word in words {
            assert!(!code.contains(word), "{} must not know `{word}`", path.display());
        }
    }
}

const WEB: [&str; 4] = ["web_sys", "js_sys", "wasm_bindgen", "gloo_"];

#[test]
fn the_domain_knows_nothing_but_itself() {
    forbid("domain", &WEB);
    forbid("domain", &["leptos", "futures", "idb", "async fn", "std::time", "crate::backend", "crate::engine"]);
    forbid(
        "domain",
        &["crate::adapter", "crate::ui", "crate::view_model", "crate::web", "crate::text", "crate::route"],
    );
}

#[test]
fn packages_are_read_by_rules_of_the_domain_and_nothing_else() {
    forbid("package", &WEB);
    forbid("package", &["leptos", "async fn", "crate::backend", "crate::engine", "crate::view_model", "crate::ui"]);
}

#[test]
fn codes_are_shapes_without_meaning() {
    forbid("qr", &WEB);
    forbid("qr", &["leptos", "crate::domain", "crate::backend", "crate::view_model", "crate::ui", "crate::text"]);
}

#[test]
fn the_port_knows_only_the_domain() {
    forbid("backend", &WEB);
    forbid(
        "backend",
        &["leptos", "idb", "crate::engine", "crate::adapter", "crate::ui", "crate::view_model", "crate::web"],
    );
}

#[test]
fn engines_never_draw_and_never_know_the_shell() {
    forbid("engine", &["leptos", "crate::ui", "crate::view_model", "crate::adapter", "crate::text", "crate::route"]);
}

#[test]
fn only_one_file_of_the_engine_side_knows_its_store() {
    for (path, text) in sources("engine") {
        let knows = code(&text).contains("idb::");
        let path_name = path.to_string_lossy();
        let may = path_name.contains("indexed_db") || path_name.contains("engine/database");
        assert!(!knows || may, "{} must not know IndexedDB", path.display());
    }
}

#[test]
fn adapters_know_the_port_and_never_each_other() {
    forbid("adapter", &["crate::engine", "crate::ui", "crate::view_model"]);
    forbid("adapter/worker", &["adapter::browser", "leptos"]);
    forbid("adapter/browser", &["adapter::worker"]);
}

#[test]
fn view_models_hold_no_markup_and_no_browser() {
    forbid("view_model", &WEB);
    forbid("view_model", &["view!", "crate::ui", "crate::adapter", "crate::engine", "crate::web"]);
}

#[test]
fn screens_reach_no_engine_and_the_kit_no_domain() {
    forbid("ui", &["crate::engine", "crate::backend::wire", "crate::backend::client", "adapter::worker", "idb::"]);
    forbid("ui/kit", &["crate::domain", "crate::backend", "crate::view_model"]);
}

#[test]
fn text_never_becomes_markup() {
    for place in ["ui", "adapter", "view_model"] {
        forbid(place, &["inner_html", "set_inner_html", "insert_adjacent_html", "outer_html", "eval("]);
    }
}

#[test]
fn what_is_looked_at_is_neither_measured_nor_sent() {
    for place in ["ui", "adapter", "view_model", "engine"] {
        forbid(place, &["send_beacon", "sendBeacon", "XmlHttpRequest", "WebSocket"]);
    }
    // The package of a program is fetched when somebody presses the button that says so.
    let fetches = |(path, text): &(PathBuf, String)| code(text).contains("fetch_with_").then(|| path.clone());
    let found: Vec<_> =
        ["ui", "adapter", "view_model", "engine"].map(sources).iter().flatten().filter_map(fetches).collect();
    assert!(matches!(&found[..], [one] if one.ends_with("adapter/browser/package.rs")), "{found:?}");
}

#[test]
fn the_engine_that_ships_says_nothing_through_debug() {
    // It is built without: what is printed this way would be empty, and what depends on it would change.
    for (path, text) in sources("../engine-matrix/src").into_iter().chain(sources("engine/host")) {
        let code = code(&text);
        assert!(!code.contains(":?}") && !code.contains(":#?}"), "{} prints with Debug", path.display());
    }
}

#[test]
fn entries_are_short() {
    for entry in ["main.rs", "bin/engine_local.rs", "bin/scanner.rs"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(entry);
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines < 60, "{entry} has {lines} lines");
    }
}

#[test]
fn no_module_hides_in_mod_rs_and_none_is_a_heap() {
    for (path, text) in sources("") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!["mod", "utils", "helpers", "common", "manager"].contains(&name.as_str()), "{}", path.display());
        assert!(text.lines().count() <= 500, "{} is too long: split it by idea", path.display());
    }
}

#[test]
fn colours_are_named_in_the_tokens_only() {
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    for entry in fs::read_dir(style).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|name| name == "tokens.css") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for word in ["rgb(", "rgba(", "hsl(", "oklch(", "oklab("] {
            assert!(!text.contains(word), "{} names a colour: {word}", path.display());
        }
        let hex = text.split('#').skip(1).any(|rest| {
            let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
            let ends = !rest
                .chars()
                .nth(digits)
                .is_some_and(|next| next.is_ascii_alphanumeric() || next == '-' || next == '_');
            matches!(digits, 3 | 4 | 6 | 8) && ends
        });
        assert!(!hex, "{} names a colour by its digits", path.display());
    }
}

/// Every literal of text in a piece of code.
fn literals(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find('"') {
        let body = &rest[start + 1..];
        let mut escaped = false;
        let end = body.find(|char| {
            let ends = char == '"' && !escaped;
            escaped = char == '\\' && !escaped;
            ends
        });
        let Some(end) = end else { break };
        found.push(&body[..end]);
        rest = &body[end + 1..];
    }
    found
}

#[test]
fn every_text_is_in_the_catalogue() {
    // What the browser calls its keys, a class of its own, and files that are dragged.
    const NAMES: [&str; 11] = [
        "Enter",
        "Escape",
        "ArrowUp",
        "ArrowDown",
        "ArrowLeft",
        "ArrowRight",
        "Home",
        "End",
        "BarcodeDetector",
        "ContentVisibilityAutoStateChangeEvent",
        "Files",
    ];
    let words = |text: &str| {
        let mut chars = text.chars();
        let sentence = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none_or(char::is_lowercase);
        sentence || text.chars().any(|char| matches!(char, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'))
    };
    for place in ["ui", "view_model", "adapter/browser", "app"] {
        for (path, text) in sources(place) {
            let is_test = path.ends_with("tests.rs") || path.iter().any(|part| part == "tests");
            if is_test || path.ends_with("fake.rs") {
                continue;
            }
            let code = code(&text);
            for attribute in ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""] {
                assert!(!code.contains(attribute), "{} has a stray text: {attribute}", path.display());
            }
            for literal in literals(&code) {
                let stray = words(literal) && !NAMES.contains(&literal);
                assert!(!stray, "{} has a stray text: {literal:?}", path.display());
            }
        }
    }
}
