//! What databases of programs keep.

use serde_json::{Value, json};

use super::{Desk, xdc};
use crate::domain::mini::host::Code;

#[test]
fn what_a_database_keeps_is_given_in_pages_and_spared_by_what_else_is_cleared() {
    let desk = Desk::new();
    let program = desk.install(xdc("a"));
    let mega = "x".repeat(700_000);
    let puts = [("s:a", "shape"), ("r:b.0", mega.as_str()), ("r:b.1", mega.as_str())];
    assert_eq!(desk.value(&program, "data.write", json!({ "puts": puts, "drops": [] })), Value::Null);
    desk.value(&program, "local.clear", json!({}));
    desk.value(&program, "storage.clear", json!({}));
    assert_eq!(desk.value(&program, "storage.keys", json!({})), json!([]));
    assert_eq!(desk.launch(&program).local, []);
    let page = |after| desk.value(&program, "data.read", json!({ "after": after }));
    assert_eq!(page(""), json!({ "entries": [["r:b.0", mega]], "more": true }));
    assert_eq!(page("r:b.0"), json!({ "entries": [["r:b.1", mega], ["s:a", "shape"]], "more": false }));
    let less = json!({ "puts": [["r:c.0", "new"]], "drops": ["r:b.0", "r:b.1", "r:nothing"] });
    desk.value(&program, "data.write", less);
    assert_eq!(page(""), json!({ "entries": [["r:c.0", "new"], ["s:a", "shape"]], "more": false }));
}

#[test]
fn of_what_is_too_much_nothing_is_kept() {
    let desk = Desk::new();
    let program = desk.install(xdc("a"));
    let mega = "x".repeat(900_000);
    for number in 0..11 {
        desk.value(&program, "data.write", json!({ "puts": [[number.to_string(), mega]], "drops": [] }));
    }
    let entries = || desk.value(&program, "data.read", json!({ "after": "9" }))["entries"].clone();
    let both = json!({ "puts": [["a", "small"], ["b", mega]], "drops": [] });
    assert_eq!(desk.refused(&program, "data.write", both), Code::Quota);
    assert_eq!(entries(), json!([]));
    let instead = json!({ "puts": [["a", "small"], ["b", mega]], "drops": ["0"] });
    assert_eq!(desk.value(&program, "data.write", instead), Value::Null);
    assert_eq!(entries(), json!([["a", "small"], ["b", mega]]));
    for wrong in [json!({}), json!({ "puts": [["a"]], "drops": [] }), json!({ "puts": [], "drops": [7] })] {
        assert_eq!(desk.refused(&program, "data.write", wrong), Code::Malformed);
    }
    assert_eq!(desk.refused(&program, "data.read", json!({ "after": 7 })), Code::Malformed);
}
