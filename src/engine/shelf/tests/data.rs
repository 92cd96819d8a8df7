//! What databases of programs keep.

use serde_json::{Value, json};

use super::{Desk, xdc};
use crate::backend::shelf::{ShelfAnswer, ShelfCommand};
use crate::domain::mini::host::Code;

/// A change that is said at once.
fn change(puts: Value, drops: Value) -> Value {
    part("a", 0, false, puts, drops)
}

fn part(batch: &str, part: u32, more: bool, puts: Value, drops: Value) -> Value {
    json!({ "batch": batch, "part": part, "more": more, "puts": puts, "drops": drops })
}

#[test]
fn what_a_database_keeps_is_given_in_pages_and_spared_by_what_else_is_cleared() {
    let desk = Desk::new();
    let program = desk.install(xdc("a"));
    let mega = "x".repeat(700_000);
    let puts = [("s:a", "shape"), ("r:b.0", mega.as_str()), ("r:b.1", mega.as_str())];
    assert_eq!(desk.value(&program, "data.write", change(json!(puts), json!([]))), Value::Null);
    desk.value(&program, "local.clear", json!({}));
    desk.value(&program, "storage.clear", json!({}));
    assert_eq!(desk.value(&program, "storage.keys", json!({})), json!([]));
    assert_eq!(desk.launch(&program).local, []);
    let page = |after| desk.value(&program, "data.read", json!({ "after": after }));
    assert_eq!(page(""), json!({ "entries": [["r:b.0", mega]], "more": true }));
    assert_eq!(page("r:b.0"), json!({ "entries": [["r:b.1", mega], ["s:a", "shape"]], "more": false }));
    let less = change(json!([["r:c.0", "new"]]), json!(["r:b.0", "r:b.1", "r:nothing"]));
    desk.value(&program, "data.write", less);
    assert_eq!(page(""), json!({ "entries": [["r:c.0", "new"], ["s:a", "shape"]], "more": false }));
}

#[test]
fn of_what_is_too_much_nothing_is_kept() {
    let desk = Desk::new();
    let program = desk.install(xdc("a"));
    let mega = "x".repeat(900_000);
    for number in 0..11 {
        desk.value(&program, "data.write", change(json!([[number.to_string(), mega]]), json!([])));
    }
    let entries = || desk.value(&program, "data.read", json!({ "after": "9" }))["entries"].clone();
    let both = change(json!([["a", "small"], ["b", mega]]), json!([]));
    assert_eq!(desk.refused(&program, "data.write", both), Code::Quota);
    assert_eq!(entries(), json!([]));
    let instead = change(json!([["a", "small"], ["b", mega]]), json!(["0"]));
    assert_eq!(desk.value(&program, "data.write", instead), Value::Null);
    assert_eq!(entries(), json!([["a", "small"], ["b", mega]]));
    for wrong in [json!({}), change(json!([["a"]]), json!([])), change(json!([]), json!([7]))] {
        assert_eq!(desk.refused(&program, "data.write", wrong), Code::Malformed);
    }
    assert_eq!(desk.refused(&program, "data.read", json!({ "after": 7 })), Code::Malformed);
}

#[test]
fn what_is_said_in_parts_is_kept_together() {
    let desk = Desk::new();
    let program = desk.install(xdc("a"));
    let say = |params| desk.value(&program, "data.write", params);
    let entries = || desk.value(&program, "data.read", json!({ "after": "" }))["entries"].clone();
    say(part("b", 0, true, json!([["1", "a"]]), json!([])));
    say(part("b", 1, true, json!([["2", "b"]]), json!([])));
    assert_eq!(entries(), json!([]));
    say(part("b", 2, false, json!([["3", "c"]]), json!(["2"])));
    assert_eq!(entries(), json!([["1", "a"], ["3", "c"]]));
    // Another change has come in between: the first one is nothing.
    say(part("c", 0, true, json!([["4", "d"]]), json!([])));
    say(part("d", 0, true, json!([["5", "e"]]), json!([])));
    let refused = |params| desk.refused(&program, "data.write", params);
    assert_eq!(refused(part("c", 1, false, json!([]), json!([]))), Code::Storage);
    assert_eq!(refused(part("d", 1, false, json!([]), json!([]))), Code::Storage, "it is gone as well");
    say(part("e", 0, true, json!([["6", "f"]]), json!([])));
    assert_eq!(desk.act(ShelfCommand::Empty { program: program.clone() }), Ok(ShelfAnswer::Done));
    assert_eq!(refused(part("e", 1, false, json!([]), json!([]))), Code::Storage, "it went with all else");
    say(part("f", 0, false, json!([["1", "a"], ["3", "c"]]), json!([])));
    assert_eq!(entries(), json!([["1", "a"], ["3", "c"]]));
}

#[test]
fn a_change_that_never_ends_is_too_much() {
    let desk = Desk::new();
    let program = desk.install(xdc("a"));
    let names = |from: u32| json!((from..from + 9_000).map(|number| number.to_string()).collect::<Vec<_>>());
    for number in 0..2 {
        desk.value(&program, "data.write", part("b", number, true, json!([]), names(number * 9_000)));
    }
    assert_eq!(desk.refused(&program, "data.write", part("b", 2, true, json!([]), names(18_000))), Code::Quota);
}
