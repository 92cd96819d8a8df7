//! The command line as typed data, and which chore each command starts.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

use crate::matrix::Profile;
use crate::origin::{Origin, Origins};
use crate::place::Place;
use crate::{bench, budget, build, homeserver, mini, seal, serve, setup, test};

const HELP: &str = "\
Usage: cargo xtask COMMAND

  setup                     install what is missing: wasm target, trunk, wasm-bindgen, browser, npm packages
  build                     the release build of the site, in dist/
        [--quick]           ... with a Matrix engine that is built in seconds, not minutes
        [--widget-origin ORIGIN]   ... that lets pages of https://HOST be widgets of chats; once for each
        [--package-origin ORIGIN]  ... that installs programs from links to https://HOST; once for each
  serve [--port N] [--open] build, then serve dist/ at http://127.0.0.1:8080
        [--dev]             ... in the dev profile, built again on every change
        [--no-build] [--dist DIR]  ... serve what is there
        [--homeserver]      ... and a Matrix homeserver with two accounts, at http://127.0.0.1:8008
        [--homeserver-port N]      ... or at another port
  homeserver [--port N]     a Matrix homeserver until standard input closes; says where in one line of JSON
        [--data DIR] [--fresh]     ... that keeps what it knows, or forgets what it knew
        [--seed ROOMS]      ... with so many rooms, and 5,000 messages in the last
  test                      everything the gate runs; ends with `N passed, M failed`
  test native|wasm|matrix|e2e
                              one part of it; what follows `--` goes to its runner
        [--no-build]        ... on the dist/ that is there
  budget [--no-build]       the bytes of a first visit and of the Matrix engine, and whether they keep the limits
  budget --crates           the code of the Matrix engine by crate
  bench [--runs N] [--json FILE] [--no-build]  start times, blocking time, memory
        [--quick]           ... of a Matrix engine that is built in seconds
  bench local|matrix        of profiles of this device, or of accounts at homeservers that it starts
        [--rooms N]         ... with so many rooms, instead of 200 and 1,000
  mini new DIR              begin a mini-program in a new folder
  mini pack DIR [--out FILE]  make its package, the same for the same files
        [--key FILE]        ... signed with a key
  mini key FILE             make a key that signs packages, in a new file
  mini lint DIR|FILE        check it with the code that checks it when it is installed
  mini run DIR [--port N]   build, then run it in the app at http://127.0.0.1:8090, anew whenever a file changes
        [--no-build]        ... in the dist/ that is there
  seal [DIR]                finish a site that trunk built (trunk's post_build hook)
";

/// What the user asked for.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// Print the commands.
    Help,
    /// Install every tool that any other command needs.
    Setup,
    /// Make `dist/`.
    Build(Profile, Origins),
    /// Something for an author of mini-programs.
    Mini(mini::Command),
    /// Finish a staged site; without a folder, the one trunk names in its environment.
    Seal(Option<PathBuf>),
    /// Serve the site.
    Serve(serve::Options),
    /// Run a homeserver.
    Homeserver(homeserver::Options),
    /// Run the gate or a part of it.
    Test(test::Options),
    /// Weigh a first visit.
    Budget(build::Source),
    /// Weigh the Matrix engine by crate.
    Crates,
    /// Measure the site in a browser.
    Bench(bench::Options),
}

/// Reads the arguments that follow the program's name.
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command> {
    let mut parser = lexopt::Parser::from_args(args);
    let name = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    let mut serve = serve::Options::default();
    let mut homeserver = homeserver::Options::default();
    let mut test = test::Options::default();
    let mut bench = bench::Options::default();
    let mut source = build::Source::Fresh;
    let mut folder = None;
    let mut profile = Profile::default();
    let mut origins = Origins::default();
    let mut crates = false;
    let (mut words, mut flags) = (Vec::new(), mini::Flags::default());
    while let Some(arg) = parser.next()? {
        match (name.as_str(), arg) {
            (_, Short('h') | Long("help")) => return Ok(Command::Help),
            ("serve", Long("port")) => serve.port = parser.value()?.parse()?,
            ("serve", Long("open")) => serve.browser = serve::Browser::Open,
            ("serve", Long("dev")) => serve.mode = serve::Mode::Dev,
            ("serve", Long("dist")) => serve.dist = Some(parser.value()?.into()),
            ("build" | "bench", Long("quick")) => profile = Profile::Quick,
            ("build", Long("widget-origin")) => origins.widgets.push(Origin::parse(&parser.value()?.string()?)?),
            ("build", Long("package-origin")) => origins.packages.push(Origin::parse(&parser.value()?.string()?)?),
            ("budget", Long("crates")) => crates = true,
            ("serve", Long("homeserver")) => serve.homeserver = serve.homeserver.or(Some(serve::HOMESERVER_PORT)),
            ("serve", Long("homeserver-port")) => serve.homeserver = Some(parser.value()?.parse()?),
            ("homeserver", Long("port")) => homeserver.port = Some(parser.value()?.parse()?),
            ("homeserver", Long("data")) => homeserver.data = Some(parser.value()?.into()),
            ("homeserver", Long("fresh")) => homeserver.past = homeserver::Past::Forgotten,
            ("homeserver", Long("seed")) => homeserver.rooms = Some(parser.value()?.parse()?),
            ("mini", Long("port")) => flags.port = Some(parser.value()?.parse()?),
            ("serve" | "test" | "budget" | "bench" | "mini", Long("no-build")) => {
                source = build::Source::Existing;
            }
            ("mini", Value(value)) if words.len() < 2 => words.push(value),
            ("mini", Long("out")) => flags.out = Some(parser.value()?.into()),
            ("mini", Long("key")) => flags.key = Some(parser.value()?.into()),
            ("seal", Value(value)) if folder.is_none() => folder = Some(value.into()),
            ("test", Value(value)) if test.part.is_none() => {
                test.part = Some(value.string()?.parse()?);
            }
            ("test", Value(value)) => test.runner_args.push(value),
            ("bench", Value(value)) if bench.part.is_none() => bench.part = Some(value.string()?.parse()?),
            ("bench", Long("rooms")) => bench.rooms = Some(parser.value()?.parse()?),
            ("bench", Long("runs")) => bench.runs = parser.value()?.parse()?,
            ("bench", Long("json")) => bench.json = Some(parser.value()?.into()),
            (_, other) => return Err(other.unexpected().into()),
        }
    }
    serve.source = source;
    test.source = source;
    (bench.source, bench.profile) = (source, profile);
    Ok(match name.as_str() {
        "help" => Command::Help,
        "setup" => Command::Setup,
        "build" => Command::Build(profile, origins),
        "mini" => {
            let [word, folder] =
                <[OsString; 2]>::try_from(words).ok().context("It is `cargo xtask mini WORD FOLDER`.")?;
            Command::Mini(mini::Command::parse(&word.string()?, folder.into(), flags, source)?)
        }
        "seal" => Command::Seal(folder),
        "serve" => Command::Serve(serve),
        "homeserver" => Command::Homeserver(homeserver),
        "test" => Command::Test(test),
        "budget" if crates => Command::Crates,
        "budget" => Command::Budget(source),
        "bench" => Command::Bench(bench),
        other => bail!("There is no command `{other}`. `cargo xtask --help` lists them."),
    })
}

/// Does what was asked.
pub(crate) fn run(command: Command) -> Result<()> {
    let place = Place::find()?;
    match command {
        Command::Help => print!("{HELP}"),
        Command::Setup => setup::everything(&place)?,
        Command::Build(profile, origins) => build::release(&place, profile, &origins)?,
        Command::Mini(command) => mini::run(&place, command)?,
        Command::Seal(folder) => {
            let folder = folder
                .or_else(|| std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from))
                .context("Say which folder to seal: `cargo xtask seal DIR`.")?;
            seal::seal(&place, &folder)?;
        }
        Command::Serve(options) => serve::serve(&place, &options)?,
        Command::Homeserver(options) => homeserver::run(&place, &options)?,
        Command::Test(options) => test::test(&place, &options)?,
        Command::Budget(source) => {
            build::provide(&place, source)?;
            budget::check(&place.dist())?;
        }
        Command::Crates => budget::crates(&place)?,
        Command::Bench(options) => bench::bench(&place, &options)?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn no_command_asks_for_help() {
        assert_eq!(parsed("").unwrap(), Command::Help);
        assert_eq!(parsed("serve --help").unwrap(), Command::Help);
    }

    #[test]
    fn options_reach_their_command() {
        let Command::Serve(options) = parsed("serve --port 9000 --no-build").unwrap() else {
            panic!("not serve");
        };
        assert_eq!(options.port, 9000);
        assert_eq!(options.source, build::Source::Existing);
    }

    #[test]
    fn a_program_is_named_after_what_is_done_with_it() {
        let options = mini::PackOptions { out: Some("a.xdc".into()), key: Some("me.pem".into()) };
        let command = mini::Command::Pack("poll".into(), options);
        assert_eq!(parsed("mini pack poll --out a.xdc --key me.pem").unwrap(), Command::Mini(command));
        assert_eq!(parsed("mini key me.pem").unwrap(), Command::Mini(mini::Command::Key("me.pem".into())));
        let Command::Mini(mini::Command::Run(_, options)) = parsed("mini run poll --no-build").unwrap() else {
            panic!("not run");
        };
        assert_eq!((options.port, options.source), (8090, build::Source::Existing));
        for wrong in [
            "mini",
            "mini pack",
            "mini bake poll",
            "mini pack a b",
            "mini lint a --key b",
            "mini lint a --port 1",
            "mini new a --no-build",
            "build --out a",
        ] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_build_takes_origins_and_nothing_else_for_them() {
        let [pad, jitsi] = ["https://pad.example", "https://jitsi.example"].map(|it| Origin::parse(it).unwrap());
        let line = "build --widget-origin https://pad.example --widget-origin https://jitsi.example/ --package-origin https://pad.example";
        let origins = Origins { widgets: vec![pad.clone(), jitsi], packages: vec![pad] };
        assert_eq!(parsed(line).unwrap(), Command::Build(Profile::Release, origins));
        for flag in ["--widget-origin", "--package-origin"] {
            assert!(parsed(&format!("build {flag} https://*")).is_err());
            assert!(parsed(&format!("serve {flag} https://a")).is_err());
        }
    }

    #[test]
    fn a_part_of_the_benchmark_is_named() {
        let Command::Bench(options) = parsed("bench matrix --rooms 7 --quick").unwrap() else {
            panic!("not bench");
        };
        assert_eq!((options.part, options.rooms), (Some(bench::Part::Matrix), Some(7)));
        assert_eq!(options.profile, Profile::Quick);
        assert!(parsed("bench moon").is_err());
    }

    #[test]
    fn what_follows_the_dashes_goes_to_the_runner() {
        let Command::Test(options) = parsed("test e2e -- --grep chat").unwrap() else {
            panic!("not test");
        };
        assert_eq!(options.runner_args, ["--grep", "chat"]);
    }

    #[test]
    fn an_option_of_another_command_is_refused() {
        assert!(parsed("build --port 1").is_err());
        assert!(parsed("brew").is_err());
    }
}
