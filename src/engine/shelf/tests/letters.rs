//! What programs would say in chats, and what they ask for that only the shell can do.

use super::*;
use crate::domain::file::MAX_FILE_NAME;
use crate::domain::message::MAX_TEXT_BYTES;
use crate::domain::mini::host::Letter;

const WANTS: &str = r#"{ "name": "message" }, { "name": "share" }, { "name": "realtime" }"#;

fn card() -> Card {
    Card { chat: ChatId::random([3; 16]), message: MessageId::random([4; 16]) }
}

fn asked(outcome: Outcome) -> Effect {
    match outcome {
        Outcome::Asks { effect, .. } => effect,
        other => panic!("{other:?}"),
    }
}

fn letter(outcome: Outcome) -> Letter {
    match asked(outcome) {
        Effect::Send(letter) => letter,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_program_would_say_is_shown_as_it_will_be_sent() {
    let mut desk = Desk::new();
    let program = desk.install(mini(1, WANTS));
    let said = json!({ "text": "  Tea\u{0} at four\n\n" });
    let shown = letter(desk.call(&program, "chat.send", said.clone(), None));
    assert_eq!(shown, Letter { text: "  Tea at four".into(), file: None, here: false });
    desk.card = Some(card());
    assert!(letter(desk.call(&program, "chat.send", said.clone(), None)).here);
    assert!(!letter(desk.call(&program, "chat.share", said, None)).here, "it is shared where the person chooses");
    let file = json!({ "file": { "name": format!("../{}.csv", "x".repeat(500)), "type": "text/csv" } });
    let Letter { text, file: Some((name, media_type)), .. } = letter(desk.call(&program, "chat.share", file, None))
    else {
        panic!()
    };
    assert_eq!((text.as_str(), media_type.as_str()), ("", "text/csv"));
    assert!(name.ends_with(".csv") && !name.contains('/') && name.chars().count() <= MAX_FILE_NAME);
}

#[test]
fn nothing_and_too_much_is_not_said() {
    let desk = Desk::new();
    let program = desk.install(mini(1, WANTS));
    for (params, code) in [
        (json!({}), Code::Malformed),
        (json!({ "text": " \n" }), Code::Malformed),
        (json!({ "text": null }), Code::Malformed),
        (json!({ "text": 4 }), Code::Malformed),
        (json!({ "file": { "name": "a" } }), Code::Malformed),
        (json!({ "text": "x".repeat(MAX_TEXT_BYTES + 1) }), Code::Quota),
    ] {
        assert_eq!(desk.refused(&program, "chat.share", params.clone()), code, "{params}");
    }
}

#[test]
fn what_no_manifest_names_is_not_even_asked() {
    let desk = Desk::new();
    let program = desk.install(mini(1, ""));
    for method in ["chat.send", "chat.share", "program.share", "contacts.pick", "code.scan"] {
        assert_eq!(desk.refused(&program, method, json!({ "text": "Tea" })), Code::Denied, "{method}");
    }
    // A webxdc program shares, because its interface can; it does not write, pick or scan.
    let webxdc = desk.install(xdc("<p>"));
    assert!(matches!(desk.call(&webxdc, "chat.share", json!({ "text": "Tea" }), None), Outcome::Asks { .. }));
    assert_eq!(desk.refused(&webxdc, "chat.send", json!({ "text": "Tea" })), Code::Denied);
}

#[test]
fn who_is_in_no_chat_joins_nobody() {
    let mut desk = Desk::new();
    let program = desk.install(mini(1, WANTS));
    assert_eq!(desk.refused(&program, "live.join", json!({})), Code::Unavailable);
    desk.card = Some(card());
    assert_eq!(asked(desk.call(&program, "live.join", json!({}), None)), Effect::Join(true));
    let always = Some(Reply::ForGood(Standing::Always));
    assert_eq!(desk.call(&program, "live.join", json!({}), always), Outcome::Does(Effect::Join(true)));
    assert_eq!(desk.call(&program, "live.join", json!({}), None), Outcome::Does(Effect::Join(true)));
    assert_eq!(desk.call(&program, "live.leave", json!({}), None), Outcome::Does(Effect::Join(false)));
    assert_eq!(desk.call(&program, "view.back", json!({ "on": true }), None), Outcome::Does(Effect::Back(true)));
    assert_eq!(desk.refused(&program, "view.back", json!({ "on": "yes" })), Code::Malformed);
}
