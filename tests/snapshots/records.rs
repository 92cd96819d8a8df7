//! The forms of records of the store, and which older ones are read.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use teahouse::domain::group::act::{Act, LogEntry};
use teahouse::domain::group::code::Code;
use teahouse::domain::group::picture::Picture;
use teahouse::domain::group::{Announcement, HouseRules, Joined, Standing};
use teahouse::domain::guide::Topic;
use teahouse::domain::message::{Body, SendError};
use teahouse::domain::person::{Profile, guide_id};
use teahouse::domain::ticket::{Home, Secret};
use teahouse::domain::time::Timestamp;
use teahouse::engine::local::record::{
    AccountRecord, ChatRecord, ContactRecord, GroupRecord, LastRecord, LogRecord, MemberRecord, MessageRecord, Part,
    QueuedRecord,
};

use super::{chat, message, person, profile, text};

/// A record has this form, and this form is read as the record.
fn record<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(record: &T, form: &serde_json::Value) {
    assert_eq!(serde_json::to_value(record).unwrap(), *form);
    assert_eq!(serde_json::from_value::<T>(form.clone()).unwrap(), *record);
}

#[test]
fn the_records_are_of_version_3() {
    record(&profile(), &json!({ "id": "p", "name": "Mei", "created": 1, "account": null, "home": "Device" }));
    let last = Some(LastRecord { sender: person(), at: Timestamp(2), body: text(), seq: 6 });
    record(
        &ChatRecord { last_seq: 7, last, said: Some(5), ..ChatRecord::new(chat(), vec![person(), guide_id()]) },
        &json!({ "id": "c", "people": ["p", "guide"], "last_seq": 7, "said": 5, "called": 0, "asked": null,
                 "last": { "sender": "p", "at": 2, "body": { "Text": "hi" }, "seq": 6 } }),
    );
    let part = Some(Part::new(Standing::In, Joined::CodeOf(person()), Timestamp(8)));
    record(
        &MemberRecord { pinned: true, draft: "d".into(), part, ..MemberRecord::new(person(), chat(), Timestamp(3)) },
        &json!({ "profile": "p", "chat": "c", "since": 3, "read": 0, "pinned": true, "muted": false, "draft": "d",
                 "heard": 0, "folded": false, "hidden": false, "from": 0, "until": null,
                 "part": { "role": "Member", "standing": "In", "joined": { "CodeOf": "p" }, "since": 8, "alias": null,
                           "plain_names": false, "saved": false, "announcement_seen": 0, "rules_seen": 0 } }),
    );
    let body = Body::Guide(Topic::Offline);
    record(
        &MessageRecord {
            chat: chat(),
            seq: 1,
            id: message(),
            sender: guide_id(),
            at: Timestamp(4),
            body,
            edited: false,
        },
        &json!({ "chat": "c", "seq": 1, "id": "m", "sender": "guide", "at": 4, "body": { "Guide": "Offline" }, "edited": false }),
    );
    let Body::Text(text) = text() else { unreachable!() };
    let failed = Some(SendError::Storage);
    record(
        &QueuedRecord {
            order: 9,
            id: message(),
            chat: chat(),
            sender: person(),
            at: Timestamp(5),
            text,
            file: None,
            tries: 1,
            failed,
        },
        &json!({ "order": 9, "id": "m", "chat": "c", "sender": "p", "at": 5, "text": "hi", "file": null, "tries": 1, "failed": "Storage" }),
    );
}

#[test]
fn the_records_of_groups_are_of_version_2() {
    let Body::Text(text) = text() else { unreachable!() };
    let rules = vec![HouseRules { version: 1, text: text.clone(), by: person(), at: Timestamp(3) }];
    let mut secret = vec![0; 16];
    secret[15] = 7;
    record(
        &GroupRecord {
            chat: chat(),
            title: profile().name,
            picture: Some(Picture::parse("data:image/png;base64,AA==").unwrap()),
            founded: Timestamp(1),
            approval: false,
            code: Some(Code {
                number: 2,
                secret: Secret(7_u128.to_be_bytes()),
                issued: Timestamp(2),
                home: Home::Device,
            }),
            retired: vec![Secret(7_u128.to_be_bytes())],
            announcement: Some(Announcement { number: 1, id: message(), text, by: person(), at: Timestamp(4) }),
            rules,
            set: Some(chat()),
            dissolved: false,
            entries: 2,
        },
        &json!({ "chat": "c", "title": "Mei", "picture": "data:image/png;base64,AA==", "founded": 1, "approval": false,
                 "code": { "number": 2, "secret": secret, "issued": 2, "home": "Device" }, "retired": [secret],
                 "announcement": { "number": 1, "id": "m", "text": "hi", "by": "p", "at": 4 },
                 "rules": [{ "version": 1, "text": "hi", "by": "p", "at": 3 }],
                 "set": "c", "dissolved": false, "entries": 2 }),
    );
    let entry = LogEntry { number: 2, at: Timestamp(5), by: person(), act: Act::Removed(person()) };
    record(
        &LogRecord { chat: chat(), number: 2, entry },
        &json!({ "chat": "c", "number": 2, "entry": { "number": 2, "at": 5, "by": "p", "act": { "Removed": "p" } } }),
    );
    record(
        &ContactRecord { tags: vec![profile().name], ..ContactRecord::new(person(), guide_id()) },
        &json!({ "profile": "p", "person": "guide", "remark": null, "tags": ["Mei"], "follows": false }),
    );
    record(
        &AccountRecord { id: person(), spoken: vec![Timestamp(6)], last: Some(message()) },
        &json!({ "id": "p", "spoken": [6], "last": "m" }),
    );
}

#[test]
fn a_record_without_the_later_fields_is_read() {
    let member: MemberRecord =
        serde_json::from_value(json!({ "profile": "p", "chat": "c", "since": 3, "read": 2 })).unwrap();
    assert_eq!((member.pinned, member.muted, member.draft.as_str()), (false, false, ""));
    assert_eq!((member.heard(), member.from, member.until, member.part), (2, 0, None, None));
    let chat: ChatRecord = serde_json::from_value(json!({ "id": "c", "people": ["p", "guide"], "last_seq": 7,
        "last": { "sender": "p", "at": 2, "body": { "Text": "hi" } } }))
    .unwrap();
    assert_eq!((chat.said(), chat.called), (7, 0), "before groups, every message counted as unread");
    let profile: Profile = serde_json::from_value(json!({ "id": "p", "name": "Mei", "created": 1 })).unwrap();
    assert_eq!(profile.account, None);
}
