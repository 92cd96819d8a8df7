//! Wasm without what only debuggers read: the custom sections `name` and `producers`.

use anyhow::{Context, Result, bail};

use crate::site::Site;

/// Strips every wasm file of the top folder.
pub(super) fn strip(site: &Site) -> Result<()> {
    for file in site.top(&[".wasm"])? {
        let before = site.bytes(&file)?;
        let after = stripped(&before).with_context(|| format!("{file} is not valid wasm."))?;
        if after.len() != before.len() {
            site.write(&file, after)?;
        }
    }
    Ok(())
}

/// The module without the two sections. See the core specification, "Binary Format", "Modules".
fn stripped(module: &[u8]) -> Result<Vec<u8>> {
    let header = module.get(..8).context("It is too short.")?;
    if !header.starts_with(b"\0asm") {
        bail!("It does not start like wasm.");
    }
    let mut kept = header.to_vec();
    let mut rest = &module[8..];
    while let Some((&id, after_id)) = rest.split_first() {
        let (size, body) = number(after_id)?;
        let (body, next) = body.split_at_checked(size).context("A section is cut off.")?;
        if id != 0 || !is_for_debuggers(body)? {
            kept.extend(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Ok(kept)
}

fn is_for_debuggers(body: &[u8]) -> Result<bool> {
    let (size, name) = number(body)?;
    Ok(matches!(name.get(..size), Some(b"name" | b"producers")))
}

/// An unsigned LEB128 number, and what follows it.
fn number(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let mut value = 0;
    for (at, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Ok((value, &bytes[at + 1..]));
        }
    }
    bail!("A number is cut off.");
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn only_the_two_custom_sections_go() {
        let module = [HEADER, b"\0\x06\x04nameX", b"\x01\x01A", b"\0\x0a\x09producers", b"\0\x02\x01z"];
        let kept = [HEADER, b"\x01\x01A", b"\0\x02\x01z"];
        assert_eq!(stripped(&module.concat()).unwrap(), kept.concat());
    }

    #[test]
    fn what_is_not_wasm_is_refused() {
        assert!(stripped(b"<html></html>").is_err());
        assert!(stripped(&[HEADER, b"\x01\x09A"].concat()).is_err());
    }

    #[test]
    fn long_numbers_are_read() {
        assert_eq!(number(b"\xe5\x8e\x26!").unwrap(), (624_485, &b"!"[..]));
        assert!(number(b"\x80").is_err());
    }
}
