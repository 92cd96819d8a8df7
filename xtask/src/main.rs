//! The chores of the house: `cargo xtask --help` lists them.
//!
//! Everything a person has to know about tools, versions and flags lives here, so that nobody has to know it.
//! Deliberately missing: any knowledge of what the app does.

mod bench;
mod budget;
mod build;
mod command;
mod homeserver;
mod matrix;
mod mini;
mod origin;
mod place;
mod process;
mod seal;
mod serve;
mod setup;
mod site;
mod test;

use std::process::ExitCode;

fn main() -> ExitCode {
    match command::parse(std::env::args_os().skip(1)).and_then(command::run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
