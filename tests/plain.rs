//! What is written as plain objects is read as it was, and what was not written so is damaged.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use js_sys::{JSON, Object, Reflect};
use serde::{Deserialize, Serialize};
use teahouse::domain::file::FileContent;
use teahouse::engine::plain::{Damaged, read};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Record {
    yes: bool,
    small: u8,
    below: i64,
    /// The largest whole number that JavaScript has.
    large: u64,
    float: f64,
    letter: char,
    text: String,
    nothing: Option<String>,
    something: Option<Box<Way>>,
    wrapped: Wrapped,
    pair: (u32, String),
    list: Vec<Way>,
    set: BTreeSet<u32>,
    map: BTreeMap<String, Wrapped>,
    file: FileContent,
    unit: (),
    #[serde(default)]
    later: u32,
    #[serde(default)]
    last: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Wrapped(i32);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Way {
    Here,
    There(Wrapped),
    Between(u8, String),
    Far { name: String, by: Option<u32> },
}

fn record() -> Record {
    let far = |by| Way::Far { name: "茶".into(), by };
    Record {
        yes: true,
        small: 255,
        below: 1 - (1 << 53),
        large: (1 << 53) - 1,
        float: 0.5,
        letter: '茶',
        text: "\u{0}\"quoted\"\n".into(),
        nothing: None,
        something: Some(Box::new(far(Some(7)))),
        wrapped: Wrapped(-3),
        pair: (1, "two".into()),
        list: vec![Way::Here, Way::There(Wrapped(4)), Way::Between(5, String::new()), far(None)],
        set: BTreeSet::from([3, 1]),
        map: BTreeMap::from([("a".into(), Wrapped(1)), ("b".into(), Wrapped(2))]),
        file: FileContent { media_type: "image/png".into(), bytes: vec![0, 255] },
        unit: (),
        later: 9,
        last: vec![1, 2, 3],
    }
}

fn written(record: &impl Serialize) -> JsValue {
    serde_wasm_bindgen::to_value(record).unwrap()
}

fn with(name: &str, value: impl Into<JsValue>) -> Result<Record, Damaged> {
    let object = written(&record());
    Reflect::set(&object, &name.into(), &value.into()).unwrap();
    read(object)
}

fn without(name: &str) -> Result<Record, Damaged> {
    let object: Object = written(&record()).into();
    Reflect::delete_property(&object, &name.into()).unwrap();
    read(object.into())
}

#[wasm_bindgen_test]
fn a_record_is_read_as_it_was_written() {
    assert_eq!(read(written(&record())), Ok(record()));
}

#[wasm_bindgen_test]
fn what_older_records_do_not_have_is_nothing_or_its_default() {
    assert_eq!(without("later"), Ok(Record { later: 0, ..record() }));
    assert_eq!(without("last"), Ok(Record { last: Vec::new(), ..record() }));
    assert_eq!(without("something"), Ok(Record { something: None, ..record() }));
    assert_eq!(without("text"), Err(Damaged));
    assert_eq!(without("wrapped"), Err(Damaged));
}

#[wasm_bindgen_test]
fn what_only_newer_records_have_is_left_out() {
    assert_eq!(with("newer", "field"), Ok(record()));
}

#[wasm_bindgen_test]
fn what_is_of_another_kind_is_damaged() {
    let parsed = |text: &str| JSON::parse(text).unwrap();
    for (name, value) in [
        ("yes", parsed("1")),
        ("small", parsed("256")),
        ("small", parsed("-1")),
        ("small", parsed("0.5")),
        ("large", f64::NAN.into()),
        ("large", f64::INFINITY.into()),
        ("letter", parsed("\"ab\"")),
        ("text", parsed("[]")),
        ("wrapped", JsValue::NULL),
        ("pair", parsed("[1]")),
        ("list", parsed("{\"length\": 1}")),
        ("list", parsed("[\"Nowhere\"]")),
        ("list", parsed("[\"There\"]")),
        ("list", parsed("[{}]")),
        ("list", parsed("[7]")),
        ("map", parsed("{}")),
        ("file", parsed("\"bytes\"")),
        // What is there and of another kind is not taken for what is not there.
        ("later", parsed("\"9\"")),
        ("later", JsValue::NULL),
    ] {
        assert_eq!(with(name, value.clone()), Err(Damaged), "{name}: {value:?}");
    }
    for value in [JsValue::NULL, JsValue::UNDEFINED, "text".into(), 1.into()] {
        assert_eq!(read::<Record>(value), Err(Damaged));
    }
}
