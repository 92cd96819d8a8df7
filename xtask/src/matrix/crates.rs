//! Which crates the bytes of a module come from, by the names of its functions.
//!
//! Generic code counts for the crate that wrote it, not for the one that asked for it.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload};

/// Bytes of code by crate, the heaviest first, and those of all data and of everything else.
pub(crate) fn weigh(module: &[u8]) -> Result<Vec<(String, usize)>> {
    let mut sizes = Vec::new();
    let mut names = BTreeMap::new();
    let (mut imported, mut data) = (0, 0);
    for payload in Parser::new(0).parse_all(module) {
        match payload.context("The module is not valid.")? {
            Payload::ImportSection(reader) => {
                for import in reader.into_imports() {
                    imported += usize::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len()),
            Payload::DataSection(reader) => data = length(reader.range())?,
            Payload::CustomSection(reader) => {
                if let KnownCustom::Name(reader) = reader.as_known() {
                    for name in reader {
                        if let Name::Function(map) = name? {
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index as usize, naming.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut crates: BTreeMap<String, usize> = BTreeMap::new();
    for (number, size) in sizes.iter().enumerate() {
        let name = names.get(&(imported + number)).copied().unwrap_or_default();
        *crates.entry(owner(name).to_owned()).or_default() += size;
    }
    let code: usize = sizes.iter().sum();
    let names = module.len() - code - data;
    let mut list: Vec<_> = crates.into_iter().collect();
    list.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    list.push(("(data)".into(), data));
    list.push(("(names and the rest)".into(), names));
    Ok(list)
}

fn length(range: Range<u64>) -> Result<usize> {
    Ok(usize::try_from(range.end - range.start)?)
}

/// The crate of a function, by its demangled name: `<&mut a::B as c::D>::e` is of `a`.
fn owner(name: &str) -> &str {
    let mut rest = name;
    loop {
        let before = rest;
        rest = rest.trim_start_matches(['<', '&', '*', '[', '(', ' ']);
        for word in ["mut ", "const ", "dyn ", "impl "] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        if rest == before {
            break;
        }
    }
    // Newer names say which build of a crate is meant: `a[0123abcd]::b`.
    let owner = rest.split_once("::").map(|(owner, _)| owner.split('[').next().unwrap_or_default());
    match owner {
        Some(owner) if owner.chars().all(|c| c.is_alphanumeric() || c == '_') => owner,
        _ => "(without a crate)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_it_begins_with() {
        assert_eq!(owner("core::ptr::drop_in_place<matrix_sdk::Client>::h1"), "core");
        assert_eq!(owner("<&mut serde_json::de::Deserializer<R> as serde::Deserializer>::x"), "serde_json");
        assert_eq!(owner("<dyn idb::Store>::get"), "idb");
        assert_eq!(owner("<matrix_sdk[f436f51eb59cc80]::Error as core[e3f]::error::Error>::provide"), "matrix_sdk");
        assert_eq!(owner("memcpy"), "(without a crate)");
        assert_eq!(owner(""), "(without a crate)");
    }

    #[test]
    fn all_bytes_are_accounted_for() {
        let module = [
            &b"\0asm\x01\0\0\0"[..],
            b"\x01\x04\x01\x60\0\0",
            b"\x03\x02\x01\0",
            b"\x0a\x04\x01\x02\0\x0b",
            b"\0\x0d\x04name\x01\x06\x01\0\x03a::",
        ]
        .concat();
        let crates = weigh(&module).unwrap();
        assert_eq!(crates[0], ("a".to_owned(), 2));
        assert_eq!(crates.iter().map(|(_, size)| size).sum::<usize>(), module.len());
    }
}
