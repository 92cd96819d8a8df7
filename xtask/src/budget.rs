//! The bytes of a first visit, and the limit they must keep.

pub(crate) mod weight;

use std::path::Path;

use anyhow::{Result, bail};

use crate::site::{Site, reach};
use weight::Weight;

/// Brotli bytes of everything fetched until the app runs.
const LIMIT: usize = 400_000;

/// Prints the table; too heavy is an error.
pub(crate) fn check(dist: &Path) -> Result<()> {
    let files = weigh(dist)?;
    let sum = files.iter().map(|(_, weight)| *weight).sum::<Weight>();
    println!("{:<44} {:>9} {:>9} {:>9}", "first visit", "raw", "gzip", "brotli");
    for (file, weight) in &files {
        print_row(file, *weight);
    }
    print_row("sum", sum);
    keep(sum.brotli)?;
    println!("Within the budget of {LIMIT} bytes.");
    Ok(())
}

fn keep(bytes: usize) -> Result<()> {
    if bytes > LIMIT {
        bail!("A first visit costs {bytes} bytes, the budget is {LIMIT}.");
    }
    Ok(())
}

/// Every file of a first visit with its weight.
pub(crate) fn weigh(dist: &Path) -> Result<Vec<(String, Weight)>> {
    let site = Site::new(dist);
    let files = reach::first_visit(&site)?;
    let weighed = files.into_iter().map(|file| {
        let weight = Weight::of(&site.bytes(&file)?);
        Ok((file, weight))
    });
    weighed.collect()
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
        assert!(keep(LIMIT).is_ok());
        let error = keep(LIMIT + 1).unwrap_err().to_string();
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
