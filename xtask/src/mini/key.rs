//! The key of a publisher: PKCS#8 in PEM (RFC 8410, section 7), as OpenSSL writes and reads it too.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{SECRET_KEY_LENGTH, SigningKey};

use super::pack::Files;

const FIRST: &str = "-----BEGIN PRIVATE KEY-----";
const LAST: &str = "-----END PRIVATE KEY-----";
/// What stands before the 32 bytes of a secret key: version 0, the algorithm 1.3.101.112, and their lengths.
const HEAD: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

/// Makes a key in a new file that nobody else can read.
pub(super) fn make(file: &Path) -> Result<SigningKey> {
    let mut secret = [0; SECRET_KEY_LENGTH];
    if let Err(error) = getrandom::fill(&mut secret) {
        bail!("This machine has nothing to make a key of: {error}.");
    }
    let key = SigningKey::from_bytes(&secret);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if file.exists() {
        bail!("{} is there already. A key is never overwritten.", file.display());
    }
    let put = || format!("{} cannot be made.", file.display());
    options.open(file).with_context(put)?.write_all(pem(&key).as_bytes()).with_context(put)?;
    Ok(key)
}

/// Reads a key.
pub(super) fn read(file: &Path) -> Result<SigningKey> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read.", file.display()))?;
    parse(&text).with_context(|| format!("{} holds no Ed25519 key in PKCS#8. `mini key` makes one.", file.display()))
}

/// Fails for files of which one is the key: whoever had the package could sign too.
pub(super) fn check_absent(key: &SigningKey, files: &Files) -> Result<()> {
    let holds = |(_, bytes): &&(String, Vec<u8>)| str::from_utf8(bytes).ok().and_then(parse).as_ref() == Some(key);
    match files.iter().find(holds) {
        Some((name, _)) => bail!("{name} is the key, and would be published. Keep it out of the program's folder."),
        None => Ok(()),
    }
}

fn pem(key: &SigningKey) -> String {
    format!("{FIRST}\n{}\n{LAST}\n", STANDARD.encode([&HEAD[..], key.as_bytes()].concat()))
}

fn parse(text: &str) -> Option<SigningKey> {
    let (_, rest) = text.split_once(FIRST)?;
    let (body, _) = rest.split_once(LAST)?;
    let body: String = body.split_whitespace().collect();
    let bytes = STANDARD.decode(body).ok()?;
    Some(SigningKey::from_bytes(bytes.strip_prefix(&HEAD)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    /// RFC 8410, section 10.3, and the public key of section 10.1.
    const EXAMPLE: &str = "-----BEGIN PRIVATE KEY-----\n\
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
        -----END PRIVATE KEY-----\n";
    const PUBLIC: &str = "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

    #[test]
    fn the_published_key_is_read_and_written() {
        let key = parse(EXAMPLE).unwrap();
        assert_eq!(STANDARD.encode(key.verifying_key()), PUBLIC);
        assert_eq!(pem(&key), EXAMPLE);
        assert_eq!(parse(&EXAMPLE.replace('\n', "\r\n")), Some(key));
        for wrong in
            ["", EXAMPLE.trim_end_matches("-\n"), &EXAMPLE.replace("MC4C", "MC8C"), &EXAMPLE.replace("VhC", "")]
        {
            assert!(parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_key_is_not_published_with_the_program() {
        let key = parse(EXAMPLE).unwrap();
        let files = |text: &str| vec![("index.html".into(), b"\xff".to_vec()), ("me.txt".into(), text.into())];
        assert!(check_absent(&key, &files(&format!("mine\n{EXAMPLE}"))).is_err());
        assert!(check_absent(&key, &files("mine")).is_ok());
    }

    #[test]
    fn a_key_is_made_once_and_only_its_owner_reads_it() {
        let trial = Trial::new(&[("a", "")]);
        let file = trial.0.path("me.pem");
        let key = make(&file).unwrap();
        assert_eq!(read(&file).unwrap(), key);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert!(make(&file).is_err());
        assert_eq!(read(&file).unwrap(), key, "it was not overwritten");
        assert_ne!(make(&trial.0.path("other.pem")).unwrap(), key);
        assert!(read(&trial.0.path("a")).is_err());
    }
}
