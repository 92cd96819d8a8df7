//! Somebody who has no client at all, and puts into a room whatever the server takes.
#![allow(dead_code, reason = "each test binary uses what it needs")]

use matrix_sdk::reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::people::{PASSWORD, homeserver};
use crate::tab::id;

pub(crate) struct Stranger {
    http: Client,
    token: String,
    /// Their address.
    pub(crate) user: String,
}

impl Stranger {
    pub(crate) async fn new() -> Self {
        let username = format!("x{:x}-{:x}", std::process::id(), u128::from_be_bytes(id()));
        let mut it = Self { http: Client::new(), token: String::new(), user: String::new() };
        let wish = json!({ "username": username, "password": PASSWORD, "auth": { "type": "m.login.dummy" } });
        let made = it.ask(Method::POST, "register", &wish).await.1;
        it.token = made["access_token"].as_str().expect("an account").into();
        it.user = made["user_id"].as_str().expect("an account").into();
        it
    }

    /// The same as somebody else, whose token is known.
    pub(crate) fn with(token: String) -> Self {
        Self { http: Client::new(), token, user: String::new() }
    }

    /// Asks something of the server.
    pub(crate) async fn ask(&self, method: Method, path: &str, body: &Value) -> (u16, Value) {
        let url = format!("{}/_matrix/client/v3/{path}", homeserver());
        let mut asked = self.http.request(method, url).body(body.to_string());
        if !self.token.is_empty() {
            asked = asked.bearer_auth(&self.token);
        }
        let answer = asked.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default())
    }

    /// Makes a room with some people in it.
    pub(crate) async fn room(&self, wish: Value) -> String {
        let (status, made) = self.ask(Method::POST, "createRoom", &wish).await;
        assert_eq!(status, 200, "{made}");
        made["room_id"].as_str().unwrap().into()
    }

    /// Puts an event of any kind into a room; its id, if the server took it.
    pub(crate) async fn put(&self, room: &str, kind: &str, content: &Value) -> Option<String> {
        let path = format!("rooms/{room}/send/{kind}/{:x}", u128::from_be_bytes(id()));
        self.ask(Method::PUT, &path, content).await.1["event_id"].as_str().map(Into::into)
    }

    /// Says something, whatever it is.
    pub(crate) async fn say(&self, room: &str, content: Value) -> String {
        self.put(room, "m.room.message", &content).await.expect("the server takes it")
    }

    /// Says a text.
    pub(crate) async fn text(&self, room: &str, text: &str) -> String {
        self.say(room, json!({ "msgtype": "m.text", "body": text })).await
    }

    /// Changes the state of a room; the server's answer.
    pub(crate) async fn set(&self, room: &str, kind: &str, key: &str, content: &Value) -> u16 {
        self.ask(Method::PUT, &format!("rooms/{room}/state/{kind}/{key}"), content).await.0
    }
}
