//! Checks the package of a mini-program as it is checked when it is installed, and what it asks of the host.
//!
//! `cargo xtask mini lint` runs it.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "what it finds is for whoever runs it")]

use std::path::Path;
use std::process::ExitCode;

use ed25519_dalek::VerifyingKey;
use teahouse::domain::mini::capability::{Capability, declared};
use teahouse::domain::mini::media::media_type;
use teahouse::domain::mini::program::hex;
use teahouse::domain::mini::refusal::PackageError;
use teahouse::package::signature::statement;
use teahouse::package::{self, Package};

/// What `window.teahouse` has.
const METHODS: [&str; 6] = ["version", "launch", "storage", "openLink", "getProfile", "close"];

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("It is check_package FILE.");
        return ExitCode::FAILURE;
    };
    let name = Path::new(&path).file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let read = std::fs::read(&path).map_err(|error| error.to_string());
    match read.and_then(|zip| package::read(&zip, name).map_err(|error| error.to_string())) {
        Ok(package) => report(&package),
        Err(why) => {
            eprintln!("{name}: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Says what the package is; what would not work is an error.
fn report(package: &Package) -> ExitCode {
    let Package { manifest, files, hash, .. } = package;
    let mut wrong = Vec::new();
    let bytes: usize = files.values().map(Vec::len).sum();
    println!("{} {}: {} files, {bytes} bytes", manifest.name.as_str(), manifest.version, files.len());
    println!("SHA-256 {}", hex(hash));
    match signer(package) {
        Ok(None) => println!("Not signed"),
        Ok(Some(fingerprint)) => println!("Signed by {fingerprint}"),
        Err(error) => wrong.push(error.to_string()),
    }
    let may: Vec<_> = declared(manifest).map(Capability::name).collect();
    println!("May ask for: {}", if may.is_empty() { "nothing".into() } else { may.join(", ") });
    for want in manifest.wants.iter().filter(|want| Capability::named(&want.name).is_none()) {
        wrong.push(format!("req_permissions: there is no “{}”", want.name));
    }
    for (path, content) in files.iter().filter(|(path, _)| media_type(path) == "text/javascript") {
        for method in methods(&String::from_utf8_lossy(content)) {
            if !METHODS.contains(&method.as_str()) {
                println!(
                    "{}: teahouse.{method} is not there in every version: ask for it before using it",
                    path.as_str()
                );
            }
        }
    }
    wrong.iter().for_each(|line| eprintln!("{line}"));
    if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Who signed it, as the app shows it.
fn signer(package: &Package) -> Result<Option<String>, PackageError> {
    let Some(signed) = &package.signature else { return Ok(None) };
    let signature = ed25519_dalek::Signature::from_bytes(&signed.signature);
    VerifyingKey::from_bytes(&signed.key)
        .and_then(|key| key.verify_strict(&statement(&package.files), &signature))
        .map(|()| Some(signed.fingerprint().short()))
        .map_err(|_| PackageError::Signature)
}

/// The names that a script uses of `teahouse`.
fn methods(script: &str) -> Vec<String> {
    let starts = script.match_indices("teahouse").map(|(at, word)| &script[at + word.len()..]);
    let names = starts.filter_map(|rest| rest.strip_prefix('.').or_else(|| rest.strip_prefix("?.")));
    let word = |rest: &str| rest.chars().take_while(|char| char.is_ascii_alphanumeric()).collect::<String>();
    let mut names: Vec<_> = names.map(word).filter(|name| !name.is_empty()).collect();
    names.sort();
    names.dedup();
    names
}
