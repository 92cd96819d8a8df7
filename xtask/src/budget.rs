//! The bytes of a first visit and of the Matrix engine, and the limits they must keep.

pub(crate) mod weight;

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::matrix::{self, Profile};
use crate::place::Place;
use crate::site::{Site, reach};
use weight::Weight;

/// Brotli bytes of everything fetched until the app runs. 400,000 are promised; what was gained is kept.
const LIMIT: usize = 390_000;

/// Brotli bytes of everything that was split off the UI, fetched when a page of it is first wanted.
const SPLIT_OFF: usize = 343_000;

/// Brotli bytes of what only the pages of programs need, fetched with the first of them, and of the shelf's own program,
/// two thirds of it: it reads archives, TOML and JSON that anybody may have written, and speaks the widget API of Matrix.
/// Widgets that are pages of elsewhere take 12,000 of it, and databases of programs 9,000.
const PROGRAMS: usize = 393_000;

/// Brotli bytes of everything fetched until the rooms of a homeserver are listed: most of it is matrix-sdk, and what made
/// it less stands in `docs/matrix.md`.
const ROOM_LIST: usize = 2_800_000;

/// What the pages of programs are called, and what the shelf and the room of a program are.
const SHELF_PAGES: &str = "split_programs";
const OF_SHELF: [&str; 3] = ["engine_shelf", "shelf-worker", "mini"];

/// Prints the tables; too heavy is an error.
pub(crate) fn check(dist: &Path) -> Result<()> {
    let site = Site::new(dist);
    let (first, rooms) = (reach::first_visit(&site)?, reach::matrix_visit(&site)?);
    let (mut programs, later): (Vec<_>, _) =
        reach::split_off(&site)?.into_iter().partition(|it| it.starts_with(SHELF_PAGES));
    programs.extend(
        site.top(&[".wasm", ".js", ".html"])?.into_iter().filter(|it| OF_SHELF.iter().any(|of| it.starts_with(of))),
    );
    // What a visit has in common with another one is weighed once.
    let known: HashMap<_, _> = weights(&site, [&first[..], &later, &programs, &rooms].concat())?.into_iter().collect();
    let of = |files: Vec<String>| files.into_iter().map(|file| (file.clone(), known[&file])).collect::<Vec<_>>();
    let first = print("first visit", &of(first));
    let later = print("pages, when wanted", &of(later));
    let programs = print("programs, when wanted", &of(programs));
    let rooms = print("to the list of rooms, with Matrix", &of(rooms));
    keep("A first visit", first.brotli, LIMIT)?;
    keep("What is fetched when a page is wanted", later.brotli, SPLIT_OFF)?;
    keep("What is fetched when programs are wanted", programs.brotli, PROGRAMS)?;
    keep("What is fetched until the rooms of a homeserver are listed", rooms.brotli, ROOM_LIST)?;
    println!("Within the budgets of {LIMIT}, {SPLIT_OFF}, {PROGRAMS} and {ROOM_LIST} bytes.");
    Ok(())
}

/// Prints what the code of the Matrix engine comes from.
pub(crate) fn crates(place: &Place) -> Result<()> {
    let module = matrix::module(place, Profile::Release)?;
    let list = matrix::crates::weigh(&module)?;
    println!("{:<44} {:>9} {:>6}", "Matrix engine, by crate", "bytes", "share");
    for (name, size) in list {
        println!("{name:<44} {size:>9} {:>5.1}%", size as f64 * 100.0 / module.len() as f64);
    }
    Ok(())
}

fn keep(what: &str, bytes: usize, limit: usize) -> Result<()> {
    if bytes > limit {
        bail!("{what} costs {bytes} bytes, the budget is {limit}.");
    }
    Ok(())
}

/// Every file of a first visit with its weight.
pub(crate) fn weigh(dist: &Path) -> Result<Vec<(String, Weight)>> {
    let site = Site::new(dist);
    weights(&site, reach::first_visit(&site)?)
}

/// Weighs each of these files once, on all cores: brotli takes its time.
fn weights(site: &Site, mut files: Vec<String>) -> Result<Vec<(String, Weight)>> {
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
    let contents = files.iter().map(|file| site.bytes(file)).collect::<Result<Vec<_>>>()?;
    let weights = thread::scope(|scope| {
        let weighing: Vec<_> = contents.iter().map(|content| scope.spawn(|| Weight::of(content))).collect();
        weighing.into_iter().map(|weight| weight.join().ok()).collect::<Option<Vec<_>>>()
    });
    Ok(files.into_iter().zip(weights.context("A file could not be weighed.")?).collect())
}

/// Prints the table, and returns the sum.
fn print(title: &str, files: &[(String, Weight)]) -> Weight {
    let sum = files.iter().map(|(_, weight)| *weight).sum::<Weight>();
    println!("{title:<44} {:>9} {:>9} {:>9}", "raw", "gzip", "brotli");
    for (file, weight) in files {
        print_row(file, *weight);
    }
    print_row("sum", sum);
    sum
}

fn print_row(name: &str, weight: Weight) {
    let Weight { raw, gzip, brotli } = weight;
    println!("{name:<44} {raw:>9} {gzip:>9} {brotli:>9}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    #[test]
    fn a_heavy_site_breaks_the_budget() {
        assert!(keep("A first visit", 400_000, 400_000).is_ok());
        let error = keep("A first visit", 400_001, 400_000).unwrap_err().to_string();
        assert_eq!(error, "A first visit costs 400001 bytes, the budget is 400000.");
    }

    #[test]
    fn the_page_and_what_it_leads_to_are_weighed() {
        let trial = Trial::new(&[("index.html", "'a.js'"), ("a.js", "tea"), ("b.js", "")]);
        let files = weigh(&trial.0.path("")).unwrap();
        let raw: Vec<_> = files.iter().map(|(file, weight)| (file.as_str(), weight.raw)).collect();
        assert_eq!(raw, [("index.html", 6), ("a.js", 3)]);
    }
}
