//! What comes from the system's packages: the browser, its driver, a reader of QR codes, fonts and node.
//!
//! Fonts are wanted, not needed: without them the tests pass, and screenshots show boxes.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use super::browser;
use crate::process;

const FONTS: [&str; 3] = ["fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji"];

/// Installs what is missing with apt-get, or says how to.
pub(super) fn packages() -> Result<()> {
    let needed = needed();
    let fonts = missing_fonts();
    if needed.is_empty() && fonts.is_empty() {
        return Ok(());
    }
    let wanted: Vec<&str> = needed.iter().chain(&fonts).copied().collect();
    let line = format!("apt-get install -y --no-install-recommends {}", wanted.join(" "));
    let apt = process::find(&["apt-get"]).is_some();
    if apt && process::is_root() {
        return install(&wanted);
    }
    if needed.is_empty() {
        println!("Screenshots need fonts that are missing: sudo {line}");
        return Ok(());
    }
    if apt {
        bail!(
            "Browser tests need {}. Install them with\n\n    sudo {line}\n\nand run the same command again.",
            needed.join(", ")
        );
    }
    bail!(
        "Browser tests need Chrome or Chromium, a chromedriver of the same version, zbarimg (of zbar), and node with \
         npm. Install them, so that they are in PATH or named by CHROME and CHROMEDRIVER, and run the same command again."
    );
}

fn needed() -> Vec<&'static str> {
    let mut packages = Vec::new();
    if browser::find_chrome().is_none() {
        packages.push("chromium");
    }
    if browser::find_driver().is_none() {
        packages.push("chromium-driver");
    }
    if process::find(&["zbarimg"]).is_none() {
        packages.push("zbar-tools");
    }
    if process::find(&["node"]).is_none() {
        packages.push("nodejs");
    }
    if process::find(&["npm"]).is_none() {
        packages.push("npm");
    }
    packages
}

/// Only Debian's package list can tell; elsewhere the system's own fonts will do.
fn missing_fonts() -> Vec<&'static str> {
    if process::find(&["dpkg-query"]).is_none() {
        return Vec::new();
    }
    FONTS
        .into_iter()
        .filter(|package| {
            let mut query = Command::new("dpkg-query");
            let state = process::output(query.args(["-W", "-f=${db:Status-Status}", package]));
            !state.is_ok_and(|state| state == "installed")
        })
        .collect()
}

/// Installs packages with apt-get, as root.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    eprintln!("Installing {}: about 60 s.", packages.join(", "));
    let mut update = apt_get(&["update"]);
    // A stale list is often good enough, so only the installation decides.
    let _ = process::run(&mut update);
    let mut install = apt_get(&["install", "-y", "--no-install-recommends"]);
    process::run(install.args(packages))
}

fn apt_get(args: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.arg("-qq").args(args).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    // The standard output of some commands is read by programs.
    command.stdout(std::io::stderr());
    command
}
