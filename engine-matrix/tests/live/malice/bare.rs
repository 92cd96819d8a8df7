//! A server that does not tell that a chat is encrypted, or not yet: a sync can meet a room half made.

use serde_json::Value;
use teahouse::domain::id::ChatId;

use crate::classic::classic;
use crate::people::{Device, Person, homeserver, reads, run};
use crate::tab::Tab;
use crate::way::{Act, Ask, Way};

const ENCRYPTION: &str = "m.room.encryption";

/// Takes out all that says of a room that it is encrypted.
fn bare(json: &mut Value) {
    match json {
        Value::Array(all) => {
            all.retain(|it| it["type"] != ENCRYPTION);
            all.iter_mut().for_each(bare);
        }
        Value::Object(all) => all.values_mut().for_each(bare),
        _ => {}
    }
}

fn hides(ask: &Ask) -> Act {
    match ask.is(&format!("/state/{ENCRYPTION}")) {
        true => Act::error(404, "M_NOT_FOUND"),
        false if ask.syncs() => Act::change(bare),
        false => Act::Pass,
    }
}

/// Mei asks such a server, and Zhou the true one.
async fn at_such(rule: impl Fn(&Ask) -> Act + Send + Sync + 'static) -> (Way, (Device, Tab), (Device, Tab)) {
    let way = Way::to(&homeserver());
    way.rule(rule);
    let (_, device, mei) = Person::at(&way.url, "Mei").await;
    let (_, other, zhou) = Person::new("Zhou").await;
    (way, (device, mei), (other, zhou))
}

async fn is_said_in_secret(way: &Way, mei: &Tab, zhou: &mut Tab, chat: &ChatId) {
    mei.send(chat, "Tea at nine?").await;
    reads(zhou, chat, "Tea at nine?").await;
    assert_eq!((way.count("/send/m.room.encrypted/"), way.count("/send/m.room.message/")), (1, 0));
}

#[test]
fn what_is_said_first_in_a_new_chat_is_encrypted() {
    run(|| async {
        let (way, (_device, mei), (_other, mut zhou)) = at_such(hides).await;
        let chat = mei.chat_with(&zhou.me()).await;
        is_said_in_secret(&way, &mei, &mut zhou, &chat).await;
    });
}

#[test]
fn what_is_said_first_in_a_new_group_is_encrypted() {
    run(|| async {
        let (way, (_device, mei), (_other, mut zhou)) = at_such(hides).await;
        let chat = mei.found("Tea", &[&zhou.me()]).await;
        zhou.inside(&chat).await;
        is_said_in_secret(&way, &mei, &mut zhou, &chat).await;
    });
}

#[test]
fn what_is_said_first_is_encrypted_on_classic_sync() {
    run(|| async {
        let both = |ask: &Ask| match classic(ask) {
            Act::Pass => hides(ask),
            other => other,
        };
        let (way, (_device, mei), (_other, mut zhou)) = at_such(both).await;
        let chat = mei.chat_with(&zhou.me()).await;
        is_said_in_secret(&way, &mei, &mut zhou, &chat).await;
    });
}
