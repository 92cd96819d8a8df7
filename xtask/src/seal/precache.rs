//! What the service worker keeps for offline starts, and the version of it all.

use anyhow::{Context, Result, bail};

use crate::site::{HEADERS, INDEX, SERVICE_WORKER, Site, digest, reach};

const LIST: &str = "const PRECACHE = [];";
const LATER: &str = "const LATER = [];";
const VERSION: &str = "const VERSION = \"dev\";";

/// Writes the list and the version into the service worker, and returns the version.
pub(super) fn fill(site: &Site) -> Result<String> {
    let worker = site.text(SERVICE_WORKER).context("The site needs a service worker, public/sw.js.")?;
    let later = reach::later(site)?;
    let mut files = site.files()?;
    files.retain(|file| is_kept(file) && !later.contains(file));
    let version = version(site, &files)?;
    let later: Vec<String> = later.into_iter().filter(|file| is_kept(file)).collect();
    site.write(SERVICE_WORKER, filled(&worker, &files, &later, &version)?)?;
    Ok(version)
}

/// The programs that ship are fetched when somebody installs one. Notes of hosts, pages for errors, pictures for app stores and maps for debuggers are not needed offline.
fn is_kept(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let is_screenshot = file.split('/').any(|part| part.starts_with("screenshot"));
    ![SERVICE_WORKER, HEADERS, "_redirects", "404.html", "robots.txt"].contains(&file)
        && !is_screenshot
        && !file.ends_with(".xdc")
        && !name.starts_with('.')
        && !name.ends_with(".map")
}

fn version(site: &Site, files: &[String]) -> Result<String> {
    let mut all = Vec::new();
    for file in files {
        all.extend(file.as_bytes());
        all.push(0);
        all.extend(digest::short(&site.bytes(file)?).as_bytes());
    }
    Ok(digest::short(&all))
}

fn filled(worker: &str, files: &[String], later: &[String], version: &str) -> Result<String> {
    for line in [LIST, LATER, VERSION] {
        if worker.matches(line).count() != 1 {
            bail!("sw.js must hold the line `{line}` once.");
        }
    }
    Ok(worker
        .replace(LIST, &list("PRECACHE", files)?)
        .replace(LATER, &list("LATER", later)?)
        .replace(VERSION, &format!("const VERSION = \"{version}\";")))
}

fn list(name: &str, files: &[String]) -> Result<String> {
    let mut list = format!("const {name} = [\n");
    for file in files {
        let path = if file == INDEX { "./" } else { file };
        list.push_str(&format!("  {},\n", serde_json::to_string(path)?));
    }
    list.push_str("];");
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    const WORKER: &str = "const VERSION = \"dev\";\nconst PRECACHE = [];\nconst LATER = [];\n";

    fn worker_of(icon: &str) -> String {
        let trial = Trial::new(&[
            (INDEX, "<meta name=teahouse-engine-far content=far.js>"),
            ("_headers", ""),
            ("app.js", ""),
            ("app.js.map", ""),
            ("far.js", ""),
            ("icons/a.svg", icon),
            ("screenshots/wide.png", ""),
            ("sw.js", WORKER),
        ]);
        fill(&trial.0).unwrap();
        trial.0.text(SERVICE_WORKER).unwrap()
    }

    #[test]
    fn the_list_holds_what_an_offline_start_needs() {
        let worker = worker_of("");
        let list = "const PRECACHE = [\n  \"app.js\",\n  \"icons/a.svg\",\n  \"./\",\n];";
        assert!(worker.contains(list), "{worker}");
        assert!(worker.contains("const LATER = [\n  \"far.js\",\n];"), "{worker}");
    }

    #[test]
    fn the_version_follows_the_contents() {
        assert_eq!(worker_of("1"), worker_of("1"));
        assert_ne!(worker_of("1"), worker_of("2"));
    }

    #[test]
    fn a_worker_without_the_lines_is_refused() {
        let error = filled("const PRECACHE = [];\nconst LATER = [];", &[], &[], "1").unwrap_err();
        assert!(error.to_string().contains("VERSION"), "{error}");
    }
}
