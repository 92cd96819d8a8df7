//! Scripts, ours and those that wasm-bindgen writes, without what only people read: remarks, blank lines and indentation.

use anyhow::Result;

use crate::site::Site;

/// Makes every script smaller.
pub(super) fn shorten(site: &Site) -> Result<()> {
    for script in site.files()?.iter().filter(|file| file.ends_with(".js")) {
        site.write(script, shortened(&site.text(script)?))?;
    }
    Ok(())
}

/// Only whole lines go: whatever a line holds besides blanks at its ends stays as it is.
fn shortened(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let (mut in_remark, mut in_literal) = (false, false);
    for line in script.lines() {
        let mut rest = line.trim();
        if in_remark || !in_literal && rest.starts_with("/*") {
            let end = rest.split_once("*/");
            in_remark = end.is_none();
            rest = end.map_or("", |(_, after)| after.trim_start());
        }
        if !in_literal && (rest.is_empty() || rest.starts_with("//")) {
            continue;
        }
        let starts_inside = in_literal;
        in_literal ^= line.matches('`').count() % 2 == 1;
        kept.push_str(if starts_inside || in_literal { line } else { rest });
        kept.push('\n');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    #[test]
    fn remarks_and_indentation_go() {
        let script = "/**\n * @returns {string}\n */\nexport function a() {\n    // Why.\n\n    return 1; // one\n}\n/* b */\n/* c\n*/ let c;";
        assert_eq!(shortened(script), "export function a() {\nreturn 1; // one\n}\nlet c;\n");
    }

    #[test]
    fn a_text_of_several_lines_stays_as_it_is() {
        let script = "    let a = `x\n    // y\n\n  /* z\n`;\n    f(`${a}`);\n";
        assert_eq!(shortened(script), "    let a = `x\n    // y\n\n  /* z\n`;\nf(`${a}`);\n");
    }

    #[test]
    fn only_scripts_are_touched_in_whatever_folder() {
        let trial = Trial::new(&[("a.js", "  a;"), ("b.css", "  b;"), ("c/d.js", "  d;")]);
        shorten(&trial.0).unwrap();
        let texts = ["a.js", "b.css", "c/d.js"].map(|file| trial.0.text(file).unwrap());
        assert_eq!(texts, ["a;\n", "  b;", "d;\n"]);
    }
}
