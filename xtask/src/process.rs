//! Running other programs: quietly, aloud, or aloud while keeping what they print.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::place::Place;

/// A program as the chores run it: at the root, with our tools first in `PATH` and the shared target folder.
///
/// Every step uses this, so that no step builds with other settings than the one before.
pub(crate) fn command(place: &Place, program: impl AsRef<OsStr>) -> Result<Command> {
    let mut folders = vec![place.tools().join("bin")];
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let mut command = Command::new(program);
    command
        .current_dir(place.root())
        .stdin(Stdio::null())
        .env("PATH", env::join_paths(folders)?)
        .env("CARGO_TARGET_DIR", place.target()?)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Ok(command)
}

/// Runs it with its output on ours; an unlucky end is an error that names it.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = shown(command);
    let status = command.status().with_context(|| format!("`{name}` could not be started."))?;
    if !status.success() {
        bail!("`{name}` failed ({status}).");
    }
    Ok(())
}

/// Runs it unseen and returns what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let name = shown(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("`{name}` could not be started."))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{name}` failed ({}): {}", output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// How a program ended, and what it printed on its standard output.
pub(crate) struct Heard {
    /// Whether it ended well.
    pub(crate) success: bool,
    /// Its standard output.
    pub(crate) text: String,
}

/// Runs it with its output on ours, and keeps a copy.
pub(crate) fn hear(command: &mut Command) -> Result<Heard> {
    let name = shown(command);
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("`{name}` could not be started."))?;
    let mut text = String::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            text.push_str(&line);
            text.push('\n');
        }
    }
    let success = child.wait()?.success();
    Ok(Heard { success, text })
}

/// The first of these programs that is in `PATH`.
pub(crate) fn find(names: &[&str]) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    names.iter().find_map(|name| {
        env::split_paths(&folders)
            .map(|folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
            .find(|path| path.is_file())
    })
}

/// Whether we may install packages of the system.
pub(crate) fn is_root() -> bool {
    let mut id = Command::new("id");
    output(id.arg("-u")).is_ok_and(|user| user.trim() == "0")
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program.file_name().unwrap_or_default().to_owned();
    for arg in command.get_args() {
        line.push(" ");
        line.push(arg);
    }
    line.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_program_and_what_it_said() {
        let mut rustc = Command::new("rustc");
        let error = output(rustc.arg("--no-such-flag")).unwrap_err().to_string();
        assert!(error.starts_with("`rustc --no-such-flag` failed"), "{error}");
    }

    #[test]
    fn what_is_heard_is_kept() {
        let heard = hear(Command::new("rustc").arg("--version")).unwrap();
        assert!(heard.success && heard.text.starts_with("rustc "));
    }
}
