//! Programs in chats.

use super::*;

#[test]
fn what_a_message_brings_is_the_very_same_program_or_another_one() {
    let desk = Desk::new();
    let mine = desk.install(mini(1, ""));
    assert_eq!(desk.act(ShelfCommand::Brought { card: card(1) }), Err(Failure::NotFound));
    assert_eq!(desk.bring(1, mini(1, "")), mine, "the very same package");
    // Whoever sends another one under its name gets at nothing of it.
    let other = desk.bring(2, mini(9, ""));
    assert_ne!(other, mine);
    assert_eq!((desk.shelf().len(), desk.program(&mine).manifest.version_code), (2, 1));
    let brought = |n| desk.act(ShelfCommand::Brought { card: card(n) });
    let answer =
        |program: &ProgramId| ShelfAnswer::Program { program: program.clone(), name: "Poll".into(), update: true };
    assert_eq!((brought(1), brought(2)), (Ok(answer(&mine)), Ok(answer(&other))));
    // Another version of one's own is none of what the others in the chat have.
    assert_eq!(desk.install(mini(2, "")), mine);
    assert_eq!(brought(1), Err(Failure::NotFound));
    assert_ne!(desk.bring(1, mini(1, "")), mine);
    desk.act(ShelfCommand::GoBack { program: mine.clone() }).unwrap();
    desk.act(ShelfCommand::Uninstall { program: other }).unwrap();
    assert_eq!(brought(2), Err(Failure::NotFound), "it is taken in once more when it is wanted");
    let broken = ShelfCommand::Bring { card: card(3), file: "x.xdc".into(), package: b"PK".to_vec() };
    assert_eq!(desk.act(broken), Ok(ShelfAnswer::Refused(PackageError::Damaged)));
    let Ok(ShelfAnswer::Package { file, package }) = desk.act(ShelfCommand::Pack { program: mine }) else { panic!() };
    assert_eq!((file.as_str(), package), ("Poll.xdc", mini(1, "")), "it goes on as it came");
}

#[test]
fn what_a_program_keeps_in_one_chat_is_not_there_in_another() {
    let mut desk = Desk::new();
    let program = desk.bring(1, xdc("a"));
    assert_eq!(desk.bring(2, xdc("a")), program);
    let places = [None, Some(card(1)), Some(card(2))];
    let mut names = Vec::new();
    for (number, place) in places.iter().enumerate() {
        desk.card = place.clone();
        names.push(desk.launch(&program).pseudonym);
        assert_eq!(desk.value(&program, "storage.get", json!({ "key": "k" })), Value::Null);
        desk.value(&program, "storage.set", json!({ "key": "k", "value": number }));
        desk.value(&program, "local.set", json!({ "key": "l", "value": number.to_string() }));
    }
    for (number, place) in places.into_iter().enumerate() {
        desk.card = place;
        assert_eq!(desk.value(&program, "storage.get", json!({ "key": "k" })), json!(number));
        assert_eq!(desk.value(&program, "storage.keys", json!({})), json!(["k"]));
        assert_eq!(desk.launch(&program).local, [("l".into(), number.to_string())]);
    }
    assert!(names[0] != names[1] && names[1] != names[2] && names[0] != names[2]);
    desk.card = Some(card(1));
    desk.value(&program, "storage.clear", json!({}));
    desk.card = Some(card(2));
    assert_eq!(desk.value(&program, "storage.keys", json!({})), json!(["k"]));
}

#[test]
fn what_a_chat_tells_is_numbered_once_and_what_is_said_goes_to_the_chat() {
    let mut desk = Desk::new();
    let program = desk.bring(1, xdc("a"));
    desk.card = Some(card(1));
    let said = desk.call(&program, "updates.send", json!({ "update": { "payload": 1 } }), None);
    assert_eq!(said, Outcome::Does(Effect::Update { text: r#"{"payload":1}"#.into(), aside: Aside::default() }));
    assert_eq!(desk.value(&program, "updates.since", json!({})), json!({ "last": 0, "updates": [] }));
    let first = vec![shared(1, r#"{"payload":"a b"}"#), shared(2, r#"{"payload":2}"#)];
    assert_eq!(desk.receive(&program, 1, first.clone()), 2);
    let again = first.into_iter().rev().chain([shared(3, r#"{"payload":3}"#)]).collect();
    assert_eq!(desk.receive(&program, 1, again), 1, "what is told twice is one");
    // The name of an update is its sender's alone.
    let imitated = SharedUpdate { sender: owner(9), ..shared(1, r#"{"payload":4}"#) };
    assert_eq!(desk.receive(&program, 1, vec![imitated]), 1);
    for nonsense in
        ["", "1", "[]", "null", "{", "{}]", &format!("{{\"payload\":\"{}\"}}", "x".repeat(2 * MAX_UPDATE_BYTES))]
    {
        assert_eq!(desk.receive(&program, 1, vec![shared(8, nonsense)]), 0, "{nonsense:.20}");
    }
    let since = desk.value(&program, "updates.since", json!({ "serial": 1 }));
    let all = json!([[2, { "payload": 2 }], [3, { "payload": 3 }], [4, { "payload": 4 }]]);
    assert_eq!(since, json!({ "last": 4, "updates": all }));
    desk.card = Some(card(2));
    assert_eq!(desk.value(&program, "updates.since", json!({}))["last"], 0, "another chat has nothing of it");
    let elsewhere = Card { chat: ChatId::random([8; 16]), ..card(1) };
    desk.card = Some(elsewhere);
    assert_eq!(desk.value(&program, "updates.since", json!({}))["last"], 0, "nor has the same message elsewhere");
}

#[test]
fn what_an_update_says_for_the_chat_is_read_from_texts_only_and_stays_in_the_update() {
    let mut desk = Desk::new();
    let program = desk.bring(1, xdc("a"));
    desk.card = Some(card(1));
    let said = |update: Value| match desk.call(&program, "updates.send", json!({ "update": update }), None) {
        Outcome::Does(Effect::Update { text, aside }) => {
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), update);
            aside.fields().map(|(name, said)| format!("{name}={said}")).collect::<Vec<_>>().join(" ")
        }
        other => panic!("{other:?}"),
    };
    let all =
        json!({ "payload": 1, "info": "Ada\nvoted", "href": "index.html#a", "document": "Tea", "summary": "2 votes" });
    assert_eq!(said(all), "info=Ada voted href=index.html#a document=Tea summary=2 votes");
    assert_eq!(said(json!({ "info": 7, "document": ["Tea"], "summary": null, "href": {} })), "");
    assert_eq!(said(json!({ "info": " ", "href": "index.html", "summary": "" })), "summary=");
    for out in ["https://example.org/", "//example.org", "/x", "../x", "javascript:alert(1)", "a\\..\\b"] {
        assert_eq!(said(json!({ "info": "x", "href": out })), "info=x", "{out}");
    }
    // One that fits by itself, and not together with what would be said.
    let full = json!({ "payload": "x".repeat(44_500), "info": "x".repeat(300) });
    let refused = desk.call(&program, "updates.send", json!({ "update": full }), None);
    assert!(matches!(refused, Outcome::Refused(Refused { code: Code::Quota, .. })), "{refused:?}");
}

#[test]
fn a_program_that_shares_without_end_is_slowed_down_and_others_fill_nothing_of_its_own() {
    let mut desk = Desk::new();
    let program = desk.bring(1, xdc("a"));
    desk.card = Some(card(1));
    let send = || desk.call(&program, "updates.send", json!({ "update": { "payload": 1 } }), None);
    let taken = (0..500).map(|_| send()).filter(|it| matches!(it, Outcome::Does(_))).count();
    assert_eq!(taken, 200, "the clock of this test stands still");
    let long = format!("{{\"payload\":\"{}\"}}", "x".repeat(MAX_UPDATE_BYTES));
    let many = |from: u64| {
        let id = |n: u64| MessageId::random(u128::from(n).to_be_bytes());
        (from..from + 100).map(|n| SharedUpdate { id: id(n), sender: owner(2), text: long.clone() }).collect()
    };
    let received: u32 = (0..8).map(|round| desk.receive(&program, 1, many(round * 100))).sum();
    assert!((600..700).contains(&received), "20 MB and no more: {received}");
    let again: u32 = (0..8).map(|round| desk.receive(&program, 1, many(round * 100))).sum();
    assert_eq!(again, 0, "what is told again is there already");
    // They come in pages, and all of them do.
    let (mut serial, mut pages) = (0, 0);
    loop {
        let page = desk.value(&program, "updates.since", json!({ "serial": serial }));
        let updates = page["updates"].as_array().unwrap();
        assert!(updates.len() < 20 && page["last"] == received);
        let Some(last) = updates.last() else { break };
        (serial, pages) = (last[0].as_u64().unwrap(), pages + 1);
    }
    assert!(serial == u64::from(received) && pages > 30);
    desk.card = None;
    assert_eq!(desk.value(&program, "storage.set", json!({ "key": "k", "value": 1 })), Value::Null);
}

#[test]
fn what_is_told_again_takes_no_room_from_what_is_new() {
    let mut desk = Desk::new();
    let program = desk.bring(1, xdc("a"));
    desk.card = Some(card(1));
    let long = format!("{{\"payload\":\"{}\"}}", "x".repeat(MAX_UPDATE_BYTES));
    let update = |n: u64| SharedUpdate {
        id: MessageId::random(u128::from(n).to_be_bytes()),
        sender: owner(2),
        text: long.clone(),
    };
    // Twelve megabytes, told at every opening.
    assert_eq!(desk.receive(&program, 1, (0..375).map(update).collect()), 375);
    assert_eq!(desk.receive(&program, 1, (0..376).map(update).collect()), 1);
}

#[test]
fn a_name_is_told_in_one_chat_and_can_be_taken_back() {
    let mut desk = Desk::new();
    let program = desk.bring(1, mini(1, ""));
    let name = |n, on| desk.act(ShelfCommand::Name { program: program.clone(), card: card(n), on });
    assert_eq!(name(1, true), Ok(ShelfAnswer::Done));
    for (place, named) in [(Some(card(1)), true), (Some(card(2)), false), (None, false)] {
        desk.card = place;
        assert_eq!(desk.launch(&program).named, named);
    }
    let name = |n, on| desk.act(ShelfCommand::Name { program: program.clone(), card: card(n), on });
    assert_eq!(name(1, false), Ok(ShelfAnswer::Done));
    desk.card = Some(card(1));
    assert!(!desk.launch(&program).named);
}
