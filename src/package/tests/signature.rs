//! Signatures of packages: what is one, and what it is about.

use futures::executor::block_on;

use super::signing::{OTHER, PUBLISHER, fingerprint, note, signed, verify};
use super::*;
use crate::domain::mini::signature::Verdict;
use crate::package::signature::statement;

/// What `cargo xtask mini pack --key` makes of the same files and the same key.
const EXAMPLE: &[u8] = include_bytes!("teahouse.sig");

fn files() -> [Member; 2] {
    [Member::new("index.html", b"<!doctype html>\n"), Member::new("js/tea.js", b"export {};\n")]
}

fn checked(zip: &[u8]) -> Verdict {
    let package = read(zip, "x").unwrap();
    let signed = package.signature.unwrap();
    block_on(verify(&signed.key, &signed.signature, &statement(&package.files)))
}

#[test]
fn what_is_signed_are_the_names_and_the_contents_of_all_other_files() {
    let plain = read(&zip(&files()), "x").unwrap();
    assert!(plain.signature.is_none());
    let text = "Teahouse package signature 1\n\
        335fca8574f060eea24ebcdae6b78f32414f5de03da1084fd0e73d710768e3a9  index.html\n\
        8e609bb71c20b858c77f0e9f90bb1319db8477b13f9f965f1a1e18524bf50881  js/tea.js\n";
    assert_eq!(String::from_utf8(statement(&plain.files)).unwrap(), text);
    let package = read(&signed(&files(), PUBLISHER), "x").unwrap();
    assert_eq!(statement(&package.files), statement(&plain.files), "but for the signature's own");
    assert_eq!(package.signature.unwrap().fingerprint(), fingerprint(PUBLISHER));
    assert_ne!(package.hash, plain.hash);
}

#[test]
fn a_signature_holds_however_the_files_are_packed_and_for_nothing_else() {
    let [page, script] = files();
    let note = Member::new("teahouse.sig", EXAMPLE);
    assert_eq!(checked(&zip(&[page.clone(), script.clone(), note.clone()])), Verdict::Valid);
    assert_eq!(checked(&zip(&[note.clone(), script.clone().deflated(), page.clone()])), Verdict::Valid);
    let more = Member::new("more.js", b"");
    for changed in [
        vec![page.clone(), Member::new("js/tea.js", b"export { };\n")],
        vec![page.clone(), script.clone().renamed("js/Tea.js").locally("js/Tea.js")],
        vec![page.clone(), script.clone(), more],
        vec![page],
    ] {
        assert_eq!(checked(&zip(&[changed, vec![note.clone()]].concat())), Verdict::Invalid);
    }
}

#[test]
fn what_is_no_signature_is_refused() {
    let with = |text: &str| refused(&[page(), Member::new("teahouse.sig", text.as_bytes())]);
    let good = note(&[1; 32], &[2; 64]);
    assert!(read(&zip(&[page(), Member::new("teahouse.sig", good.as_bytes())]), "x").is_ok());
    for wrong in [
        "",
        "{}",
        "null",
        &good.replace("1,", "2,"),
        &good.replace("1,", "\"1\","),
        &good.replace(" }", ", \"by\": \"me\" }"),
        &good.replace("\"key\"", "\"keys\""),
        "[1, 2, 3]",
        &good.replace("AQEB", "AQ?B"),
        &good.replace("AQEB", ""),
        &good.replace("AgIC", "AgICAgIC"),
        &good.replace('=', ""),
        &"[".repeat(100_000),
    ] {
        assert_eq!(with(wrong), PackageError::SignatureFile, "{wrong:.100}");
    }
    // Another file is no signature, and says nothing.
    let other = [page(), Member::new("a/teahouse.sig", b"x")];
    assert!(read(&zip(&other), "x").unwrap().signature.is_none());
}

/// RFC 8032, section 7.1, tests 1 to 3: key, message, signature.
const VECTORS: [(&str, &str, &str); 3] = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
];

fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    std::array::from_fn(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap())
}

#[test]
fn the_published_signatures_are_valid_and_no_others() {
    for (key, message, signature) in VECTORS {
        let message: Vec<u8> = (0..message.len() / 2).map(|at| bytes::<1>(&message[2 * at..])[0]).collect();
        let (key, signature) = (bytes(key), bytes(signature));
        // As a package says it.
        let file = Member::new("teahouse.sig", note(&key, &signature).as_bytes());
        let said = read(&zip(&[page(), file]), "x").unwrap().signature.unwrap();
        assert!(said.key == key && said.signature == signature);
        let verdict = |message: &[u8]| block_on(verify(&said.key, &said.signature, message));
        assert_eq!(verdict(&message), Verdict::Valid);
        assert_eq!(verdict(&[&message[..], b"x"].concat()), Verdict::Invalid);
    }
    assert_eq!(bytes(VECTORS[0].0), *ed25519_dalek::SigningKey::from_bytes(&PUBLISHER).verifying_key().as_bytes());
    assert_eq!(fingerprint(PUBLISHER).short(), "21fe 31df a154 a261 626b f854 046f d227");
    assert_ne!(fingerprint(PUBLISHER), fingerprint(OTHER));
}
