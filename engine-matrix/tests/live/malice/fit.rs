//! What may cross the port.

use serde::Serialize;
use serde_json::Value;
use teahouse::domain::message::MAX_TEXT_BYTES;
use teahouse::domain::name::Name;

/// Texts that are hostile wherever they stand.
pub(crate) const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "Mei\u{202e}nimdA\u{2066}\u{200b}",
    "nul\u{0}\u{1b}[31mred\u{7f}",
    "../../../etc/passwd",
    "javascript:alert(1)",
    "\u{feff}\u{3164}\u{200e}",
];

/// A text of more than the largest event.
pub(crate) fn huge() -> String {
    "茶\u{202e}".repeat(1 << 18)
}

/// Sees to it that whatever is told is bounded, and that nothing but texts holds what cannot be seen.
pub(crate) fn fit(told: &impl Serialize) {
    let json = serde_json::to_value(told).unwrap();
    walk(&json, "");
}

fn walk(json: &Value, under: &str) {
    match json {
        Value::Array(all) => {
            assert!(all.len() <= 600, "{} things under {under}", all.len());
            all.iter().for_each(|it| walk(it, under));
        }
        Value::Object(all) => all.iter().for_each(|(key, value)| walk(value, key)),
        Value::String(text) => {
            let words = ["Text", "Foreign", "caption", "text", "reason", "Announced"].contains(&under);
            let visible = |part: &str| part.is_empty() || Name::parse(part).is_ok();
            assert!(text.len() <= MAX_TEXT_BYTES, "{} bytes under {under}", text.len());
            // Direction marks stay in texts, which the screen isolates.
            let unfit = |char: char| char.is_control() && !matches!(char, '\n' | '\t');
            assert!(!text.chars().any(unfit), "{under}: {text:?}");
            if !words {
                let chars: Vec<char> = text.chars().collect();
                assert!(chars.len() <= 255, "{} letters under {under}", chars.len());
                let all = |part: &[char]| visible(part.iter().collect::<String>().trim());
                assert!(chars.chunks(40).all(all), "{under}: {text:?}");
            }
        }
        _ => {}
    }
}
