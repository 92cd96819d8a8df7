//! What a server says of itself before anybody trusts it.

use futures::future::join_all;
use serde_json::{Value, json};
use teahouse::backend::Failure;
use teahouse::backend::protocol::{Answer, Command, HomeCommand};

use super::fit::{HOSTILE, fit, huge};
use crate::people::{Device, home, run};
use crate::tab::Tab;
use crate::way::{Act, Ask, Way};

/// What is asked of a server that one looks at, in the order of `Said`.
const QUESTIONS: [&str; 4] = ["/client/versions", "/login", "/register", "/matrix/support"];

/// A server's four answers, as text.
type Said = [String; 4];

fn sane() -> Said {
    [
        json!({ "versions": ["v1.1", "v1.12"], "unstable_features": {} }),
        json!({ "flows": [{ "type": "m.login.password" }] }),
        json!({ "session": "x", "flows": [{ "stages": ["m.login.dummy"] }], "params": {} }),
        json!({ "contacts": [{ "role": "m.role.admin", "email_address": "mei@example.org" }] }),
    ]
    .map(|it| it.to_string())
}

/// A server that is sane but for one answer.
fn but(at: usize, said: impl Into<String>) -> Said {
    let mut all = sane();
    all[at] = said.into();
    all
}

fn lies() -> Vec<Said> {
    let deep = "[".repeat(100_000);
    let mut all = Vec::new();
    for at in 0..QUESTIONS.len() {
        let odd =
            ["", "null", "[]", "{}", "7", "\"x\"", "<html></html>", "{\"versions\":7,\"flows\":7,\"contacts\":7}"];
        all.extend(odd.map(|odd| but(at, odd)));
        all.push(but(at, deep.clone()));
        all.push(but(at, format!("{{\"versions\":{deep}")));
        all.push(but(at, json!({ huge(): huge() }).to_string()));
    }
    let many = |one: Value| Value::Array(vec![one; 10_000]);
    all.push(but(0, json!({ "versions": many(json!(HOSTILE[1])), "unstable_features": { "x": "yes" } }).to_string()));
    all.push(but(0, json!({ "versions": [huge(), "v1.1"] }).to_string()));
    all.push(but(1, json!({ "flows": many(json!({ "type": 7 })) }).to_string()));
    all.push(but(1, json!({ "flows": many(json!({ "type": HOSTILE[1] })) }).to_string()));
    for (text, times) in HOSTILE.iter().map(|it| ((*it).to_owned(), 10_000)).chain([(huge(), 1)]) {
        let many = |one: Value| Value::Array(vec![one; times]);
        let contact = json!({ "role": text, "email_address": text, "matrix_id": "@<x>\u{202e}:example.org" });
        let contact_by_mail = json!({ "role": "m.role.security", "email_address": text });
        all.push(but(3, json!({ "contacts": many(contact), "support_page": text }).to_string()));
        let page = format!("https://example.org/{text}");
        all.push(but(3, json!({ "contacts": many(contact_by_mail), "support_page": page }).to_string()));
        let policy = |url: &str| json!({ "version": text, "en": { "name": text, "url": url } });
        let policies = json!({ "a": policy(&text), "b": policy(&page), "c": 7, "d": { "en": 7 } });
        let mut register: Value = serde_json::from_str(&sane()[2]).unwrap();
        register["params"] = json!({ "m.login.terms": { "policies": policies } });
        register["flows"] = json!([{ "stages": ["m.login.terms", text] }, { "stages": ["m.login.dummy"] }]);
        all.push(but(2, register.to_string()));
    }
    all
}

async fn look(said: Said) {
    let way = Way::to("http://127.0.0.1:9");
    way.rule(move |ask: &Ask| match QUESTIONS.iter().position(|it| ask.is(it)) {
        Some(2) => Act::Answer(401, said[2].clone()),
        Some(at) => Act::Answer(200, said[at].clone()),
        None => Act::error(404, "M_UNRECOGNIZED"),
    });
    let device = Device::new();
    let tab = Tab::new(&device).await;
    match home(&tab, HomeCommand::Discover { server: way.url.clone() }).await {
        Ok(Answer::Homeserver(found)) => {
            fit(&found);
            assert!(found.keepers.len() <= 8 && found.terms.len() <= 8, "{found:?}");
            let web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
            assert!(found.terms.iter().map(|it| &it.url).chain(&found.support).all(web), "{found:?}");
        }
        Err(failure @ Failure::Home(_)) => fit(&failure),
        other => panic!("{other:?}"),
    }
}

#[test]
fn whatever_a_server_says_of_itself_is_shown_safely_or_refused() {
    run(|| async {
        join_all(lies().into_iter().map(look)).await;
    });
}

#[test]
fn whatever_a_server_says_of_who_one_is_is_shown_safely_or_refused() {
    run(|| async {
        let who = |user: &str, device: Value, token: Value| {
            json!({ "user_id": user, "device_id": device, "access_token": token }).to_string()
        };
        let odd = [
            who("@<script>/../\u{202e}:example.org", json!("D"), json!("t")),
            who("@a:example.org", json!(HOSTILE[1]), json!(HOSTILE[2])),
            who("@a:example.org", json!(7), json!("t")),
            who("mei", json!("D"), json!("t")),
            who(&format!("@{}:example.org", "a".repeat(100_000)), json!("D"), json!("t")),
            who("@a:example.org", json!("D"), json!(huge())),
            "{}".into(),
            "[".repeat(100_000),
        ];
        for answer in odd {
            let way = Way::to("http://127.0.0.1:9");
            way.rule(move |ask: &Ask| match QUESTIONS.iter().position(|it| ask.is(it)) {
                Some(1) if ask.method == "POST" => Act::Answer(200, answer.clone()),
                Some(2) => Act::Answer(401, sane()[2].clone()),
                Some(at) => Act::Answer(200, sane()[at].clone()),
                None => Act::error(404, "M_UNRECOGNIZED"),
            });
            let device = Device::new();
            let tab = Tab::new(&device).await;
            let wish = HomeCommand::SignIn {
                server: way.url.clone(),
                username: "mei".into(),
                password: "a word that is long enough".into(),
            };
            match home(&tab, wish).await {
                Ok(Answer::Profile(profile)) => {
                    fit(&profile);
                    let opened = tab.run(Command::Open { profile: profile.id.clone() }).await;
                    fit(&opened.expect("what was signed in can be opened"));
                }
                Err(failure @ Failure::Home(_)) => fit(&failure),
                other => panic!("{other:?}"),
            }
        }
    });
}
