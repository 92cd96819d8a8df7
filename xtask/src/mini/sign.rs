//! Signing a package, as `docs/mini-programs/signatures.md` says. The app reads it in `src/package/signature.rs`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};

use super::pack::Files;

const FILE: &str = "teahouse.sig";
const VERSION: u32 = 1;
const PURPOSE: &str = "Teahouse package signature 1\n";

/// Adds the signature, in place of one that is there.
pub(super) fn sign(files: &mut Files, key: &SigningKey) {
    files.retain(|(name, _)| name != FILE);
    files.sort();
    let signature = key.sign(statement(files).as_bytes());
    let [key, signature] = [&key.verifying_key().to_bytes()[..], &signature.to_bytes()].map(|it| STANDARD.encode(it));
    let note = format!("{{\n  \"version\": {VERSION},\n  \"key\": \"{key}\",\n  \"signature\": \"{signature}\"\n}}\n");
    files.push((FILE.into(), note.into_bytes()));
    files.sort();
}

fn statement(files: &Files) -> String {
    let line = |(name, bytes): &(String, Vec<u8>)| format!("{}  {name}\n", hex(&Sha256::digest(bytes)));
    PURPOSE.to_owned() + &files.iter().map(line).collect::<String>()
}

/// Who signs, as the app shows it: the first 128 bits of the SHA-256 of the public key.
pub(super) fn fingerprint(key: &SigningKey) -> String {
    let digest = Sha256::digest(key.verifying_key());
    digest[..16].chunks(2).map(hex).collect::<Vec<_>>().join(" ")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example that the app's own tests check, signed with the first secret key of RFC 8032, section 7.1.
    const EXAMPLE: &[u8] = include_bytes!("../../../src/package/tests/teahouse.sig");
    const SECRET: [u8; 32] = [
        0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49,
        0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
    ];

    #[test]
    fn a_package_is_signed_as_the_app_reads_it() {
        let key = SigningKey::from_bytes(&SECRET);
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let mut files = vec![
            file("js/tea.js", "export {};\n"),
            file("index.html", "<!doctype html>\n"),
            file(FILE, "of an older version"),
        ];
        sign(&mut files, &key);
        let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["index.html", "js/tea.js", FILE]);
        assert_eq!(files[2].1, EXAMPLE);
        assert_eq!(fingerprint(&key), "21fe 31df a154 a261 626b f854 046f d227");
    }
}
