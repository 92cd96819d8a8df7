//! The rules of `_headers`: which paths get which headers.

/// A path, perhaps ending in `*`, and its headers.
#[derive(Debug)]
pub(super) struct Rule {
    path: String,
    headers: Vec<(String, String)>,
}

/// Reads the file: a path on a line of its own, then its headers, indented.
pub(super) fn read(text: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines() {
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if !line.starts_with(char::is_whitespace) {
            rules.push(Rule { path: content.to_owned(), headers: Vec::new() });
        } else if let (Some(rule), Some((name, value))) = (rules.last_mut(), content.split_once(':')) {
            rule.headers.push((name.to_owned(), value.trim().to_owned()));
        }
    }
    rules
}

/// The headers of a path; one that several rules set holds all their values.
pub(super) fn headers(rules: &[Rule], path: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.is_for(path)) {
        for (name, value) in &rule.headers {
            match found.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
                Some((_, values)) => *values = format!("{values}, {value}"),
                None => found.push((name.clone(), value.clone())),
            }
        }
    }
    found
}

impl Rule {
    fn is_for(&self, path: &str) -> bool {
        match self.path.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == self.path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_add_up() {
        let rules = read("# x\n/*\n  A: 1\n\n/a.js\n  A: 2\n  B: c:d\n/b*\n  C: 3\n");
        let pairs = |path| {
            let found = headers(&rules, path);
            found.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>()
        };
        assert_eq!(pairs("/a.js"), ["A=1, 2", "B=c:d"]);
        assert_eq!(pairs("/bee"), ["A=1", "C=3"]);
        assert_eq!(pairs("/"), ["A=1"]);
    }
}
