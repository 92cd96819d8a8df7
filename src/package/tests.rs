//! Packages as people make them, and as nobody should.

mod signature;
pub(crate) mod signing;
pub(crate) mod zip;

use self::zip::{Member, zip};
use super::*;
use crate::domain::mini::manifest::{Kind, MAX_TEXT_CHARS, MAX_WANTS};
use crate::domain::mini::path::PathError;
use crate::domain::mini::{MAX_FILES, MAX_PACKAGE_BYTES};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nand so on";
const MINI: &str = r#"{ "app_id": "org.example.poll", "name": "Poll", "version": { "code": 3, "name": "1.2" },
    "icons": [{ "src": "icon.png" }], "pages": ["main"],
    "req_permissions": [{ "name": "contacts", "reason": "To ask a friend" }] }"#;

fn page() -> Member {
    Member::new("index.html", b"<!doctype html>")
}

fn refused(members: &[Member]) -> PackageError {
    read(&zip(members), "tea.xdc").unwrap_err()
}

#[test]
fn a_webxdc_program_says_little_and_is_taken() {
    let toml = Member::new(
        "manifest.toml",
        b"name = \"Tea \\u8336\"\nsource_code_url = \"https://example.org/tea\"\nother = 1\n",
    );
    let package = read(&zip(&[page(), toml, Member::new("icon.png", PNG), Member::new("js/", b"")]), "x.xdc").unwrap();
    assert_eq!(package.manifest.kind, Kind::Webxdc);
    assert_eq!(package.manifest.name.as_str(), "Tea 茶");
    assert_eq!(package.manifest.source.as_deref(), Some("https://example.org/tea"));
    assert_eq!(package.manifest.icon.as_ref().map(FilePath::as_str), Some("icon.png"));
    assert_eq!(package.files.len(), 3);

    let bare = read(&zip(&[page()]), "folder/checklist.xdc").unwrap();
    assert_eq!(bare.manifest.name.as_str(), "checklist");
    assert_eq!(read(&zip(&[page()]), "\u{202e}.xdc").unwrap().manifest.name.as_str(), "webxdc");
}

#[test]
fn a_mini_program_says_what_it_wants_and_where_it_starts() {
    let files =
        [Member::new("main.html", b"<p>"), Member::new("manifest.json", MINI.as_bytes()), Member::new("icon.png", PNG)];
    let manifest = read(&zip(&files), "poll.zip").unwrap().manifest;
    assert_eq!((manifest.kind, manifest.version_code, manifest.version.as_str()), (Kind::MiniApp, 3, "1.2"));
    assert_eq!(manifest.start.as_str(), "main.html");
    assert_eq!(manifest.wants[0].reason, "To ask a friend");
    assert_eq!(manifest.app_id.as_deref(), Some("org.example.poll"));
    // The manifest of a web app is none of ours.
    let web = Member::new("manifest.json", br#"{ "name": "Ported", "start_url": "." }"#);
    assert_eq!(read(&zip(&[page(), web]), "ported.xdc").unwrap().manifest.kind, Kind::Webxdc);
}

#[test]
fn a_manifest_that_lies_or_is_none_is_refused_with_the_field() {
    let with = |json: &str| {
        refused(&[
            Member::new("main.html", b""),
            Member::new("manifest.json", json.as_bytes()),
            Member::new("icon.png", PNG),
        ])
    };
    assert!(matches!(with(&MINI.replace("3,", "-3,")), PackageError::Manifest { .. }));
    assert!(matches!(with(&MINI.replace("\"name\": \"Poll\",", "")), PackageError::Manifest { .. }));
    assert_eq!(with(&MINI.replace("Poll", "")), PackageError::Field { field: "name".into() });
    assert_eq!(with(&MINI.replace("org.example.poll", "a b")), PackageError::Field { field: "app_id".into() });
    assert_eq!(with(&MINI.replace("icon.png", "../icon.png")), PackageError::Field { field: "icons".into() });
    assert_eq!(with(&MINI.replace("icon.png", "main.html")), PackageError::Icon);
    assert_eq!(with(&MINI.replace("\"main\"", "\"elsewhere\"")), PackageError::NoStart);
    assert!(matches!(refused(&[page(), Member::new("manifest.toml", b"name = 5")]), PackageError::Manifest { .. }));
    assert!(matches!(refused(&[page(), Member::new("manifest.toml", b"\xff")]), PackageError::Manifest { .. }));
    assert_eq!(refused(&[page(), Member::new("icon.jpg", b"<svg>")]), PackageError::Icon);
    assert_eq!(refused(&[Member::new("start.html", b"")]), PackageError::NoStart);
}

#[test]
fn a_manifest_that_is_deeper_or_longer_than_any_is_refused() {
    for deep in ["[", "{a=", "[{a="] {
        let toml = format!("name = {}", deep.repeat(5_000));
        assert!(matches!(
            refused(&[page(), Member::new("manifest.toml", toml.as_bytes())]),
            PackageError::Manifest { .. }
        ));
    }
}

#[test]
fn what_a_package_says_is_bounded() {
    let long = MINI.replace("To ask a friend", &"because ".repeat(1_000)).replace("1.2", &"1.".repeat(1_000));
    let files = |json: &str| {
        [Member::new("main.html", b""), Member::new("manifest.json", json.as_bytes()), Member::new("icon.png", PNG)]
    };
    let manifest = read(&zip(&files(&long)), "x").unwrap().manifest;
    assert!(manifest.wants[0].reason.chars().count() <= MAX_TEXT_CHARS && manifest.version.len() <= MAX_TEXT_CHARS);
    let lied = MINI.replace("3,", &format!("\"{}\",", "9".repeat(1_000_000)));
    let PackageError::Manifest { why } = refused(&files(&lied)) else { panic!("a word is no number") };
    assert!(why.chars().count() <= MAX_TEXT_CHARS);
    let want = r#"{ "name": "x" },"#.repeat(MAX_WANTS);
    let greedy = MINI.replace("\"req_permissions\": [", &format!("\"req_permissions\": [{want}"));
    assert_eq!(refused(&files(&greedy)), PackageError::Field { field: "req_permissions".into() });
}

#[test]
fn the_hash_is_of_what_is_in_it_and_not_of_how_it_is_packed() {
    let (one, other) = (Member::new("a", b"tea"), Member::new("b", b"house"));
    let hash = |members: &[Member]| read(&zip(members), "x").unwrap().hash;
    let first = hash(&[page(), one.clone(), other.clone()]);
    assert_eq!(first, hash(&[other.clone(), one.clone().deflated(), page()]));
    assert_ne!(first, hash(&[page(), Member::new("a", b"teah"), Member::new("b", b"ouse")]));
    assert_ne!(first, hash(&[page(), one]));
}

#[test]
fn files_that_lead_elsewhere_or_are_none_are_refused() {
    for name in ["../x", "/x", "a/../../x", "a//x", "C:/x", "../"] {
        let why = PathError::Elsewhere;
        assert_eq!(refused(&[page(), Member::new(name, b"")]), PackageError::Path { file: name.into(), why });
    }
    let why = PathError::Unfit;
    assert_eq!(refused(&[page(), Member::new("a\\x", b"")]), PackageError::Path { file: "a\\x".into(), why });
    assert!(matches!(refused(&[page(), Member::raw(b"\xff\xfe", b"")]), PackageError::Path { .. }));
    let special = |file: &str| PackageError::Special { file: file.into() };
    assert_eq!(refused(&[page(), Member::new("link", b"/etc/passwd").mode(0o120_777)]), special("link"));
    assert_eq!(refused(&[page(), Member::new("pipe", b"").mode(0o010_644)]), special("pipe"));
    assert!(read(&zip(&[page().mode(0o100_644)]), "x").is_ok());
}

#[test]
fn twins_are_refused_also_where_only_some_systems_take_them_for_one() {
    let twice = |file: &str| PackageError::Twice { file: file.into() };
    assert_eq!(refused(&[page(), page()]), twice("index.html"));
    assert_eq!(refused(&[page(), Member::new("Index.HTML", b"")]), twice("Index.HTML"));
    assert_eq!(refused(&[page(), Member::new("ÄPFEL", b""), Member::new("äpfel", b"")]), twice("äpfel"));
    assert_eq!(refused(&[page(), Member::new("js", b""), Member::new("JS/app.js", b"")]), twice("JS/app.js"));
}

#[test]
fn bombs_do_not_go_off() {
    // A thousand to one, as deflate can: unpacked it would be too much.
    let zeros = Member::new("zeros", &vec![0; 31 * 1024 * 1024]).deflated();
    assert_eq!(refused(&[page(), zeros]), PackageError::TooMuch);
    let half = Member::new("half", &vec![0; 16 * 1024 * 1024]).deflated();
    assert_eq!(refused(&[page(), half.clone(), half.renamed("more")]), PackageError::TooMuch);
    // It says that it is small, and is not.
    let liar = Member::new("liar", &vec![0; 1024 * 1024]).deflated().says(100);
    assert_eq!(refused(&[page(), liar]), PackageError::Damaged);
    // Two files that share their bytes.
    assert_eq!(
        refused(&[page(), Member::new("a", b"tea"), Member::new("b", b"tea").at_the_one_before()]),
        PackageError::Damaged
    );
    let many: Vec<_> = (0..=MAX_FILES).map(|number| Member::new(&format!("f{number}"), b"")).collect();
    assert_eq!(refused(&many), PackageError::TooMany);
    assert_eq!(read(&vec![0; MAX_PACKAGE_BYTES + 1], "x").unwrap_err(), PackageError::TooLarge);
}

#[test]
fn what_contradicts_itself_is_damaged() {
    assert_eq!(refused(&[page(), Member::new("a", b"tea").crc(1)]), PackageError::Damaged);
    assert_eq!(refused(&[page(), Member::new("a", b"tea").locally("b")]), PackageError::Damaged);
    let unreadable = PackageError::Unreadable { file: "a".into() };
    assert_eq!(refused(&[page(), Member::new("a", b"tea").method(14)]), unreadable);
    assert_eq!(refused(&[page(), Member::new("a", b"tea").flags(1)]), unreadable);
    for bytes in [b"".as_slice(), b"PK", b"not a zip at all, but a text"] {
        assert_eq!(read(bytes, "x").unwrap_err(), PackageError::Damaged);
    }
}

#[test]
fn no_damage_makes_it_panic() {
    let whole = zip(&[
        page().deflated(),
        Member::new("manifest.json", MINI.as_bytes()),
        Member::new("js/app.js", b"1").deflated(),
    ]);
    for at in 0..whole.len() {
        let _ = read(&whole[..at], "x");
        for change in [0x01, 0x80, 0xff] {
            let mut damaged = whole.clone();
            damaged[at] ^= change;
            // It is taken or refused, and in bounded time.
            let _ = read(&damaged, "x");
        }
    }
}
