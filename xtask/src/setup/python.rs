//! Python programs for the tests, each in an environment of its own below the cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::system;
use crate::place::Place;
use crate::process;

/// The oldest that Synapse runs on.
const OLDEST: &str = "3.10";

/// An environment that holds exactly these packages; returns its interpreter.
pub(super) fn environment(place: &Place, name: &str, requirements: &str) -> Result<PathBuf> {
    let folder = place.cached("python").join(name);
    let python = folder.join("bin/python");
    // Written last, so that it is there only when the rest is complete.
    let stamp = folder.join("installed.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == requirements) && runs(&python) {
        return Ok(python);
    }
    check(place)?;
    eprintln!("Installing {name} from the Python package index, once: about 30 s.");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be emptied.", folder.display()))?;
    }
    let mut venv = process::command(place, "python3")?;
    process::output(venv.args(["-m", "venv"]).arg(&folder))?;
    let wanted = folder.join("requirements.txt");
    fs::write(&wanted, requirements)?;
    let mut pip = process::command(place, &python)?;
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--prefer-binary", "-r"]);
    process::run(pip.arg(&wanted)).with_context(|| format!("{name} is needed; check the network and try again."))?;
    fs::write(stamp, requirements)?;
    Ok(python)
}

fn runs(python: &Path) -> bool {
    process::output(Command::new(python).arg("--version")).is_ok()
}

/// Makes sure that environments can be made, or says what is missing.
fn check(place: &Place) -> Result<()> {
    let works = |program: &str, code: &str| -> Result<bool> {
        let mut python = process::command(place, program)?;
        Ok(process::output(python.args(["-c", code])).is_ok())
    };
    let new_enough = format!("import sys; sys.exit(sys.version_info < ({}))", OLDEST.replace('.', ", "));
    let can = || Ok::<_, anyhow::Error>(works("python3", &new_enough)? && works("python3", "import venv, ensurepip")?);
    if can()? {
        return Ok(());
    }
    let apt = process::find(&["apt-get"]).is_some();
    if apt && process::is_root() {
        system::install(&["python3", "python3-venv"])?;
    }
    if !can()? {
        let way = if apt { ": sudo apt-get install python3 python3-venv" } else { "" };
        bail!("The test homeserver needs python3 {OLDEST} or newer with the modules venv and ensurepip{way}.");
    }
    Ok(())
}
