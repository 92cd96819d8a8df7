//! The client-server API as any program speaks it, with no engine behind.

use matrix_sdk::reqwest::{Client, Method};
use serde_json::{Value, json};
use teahouse::domain::id::{ChatId, PersonId};
use teahouse::domain::ticket::GroupTicket;

use crate::homeserver::PASSWORD;
use crate::tab::id;

thread_local! {
    /// Reading all certificates of this machine takes a while, so nobody does it for themselves.
    static CLIENT: Client = Client::new();
}

/// Somebody who is signed in.
pub(crate) struct Raw {
    client: Client,
    server: String,
    token: String,
    pub(crate) user: String,
}

/// What the server said: its status, and the content.
pub(crate) type Said = (u16, Value);

impl Raw {
    /// Somebody new.
    pub(crate) async fn new(server: &str) -> Self {
        let username = format!("r{:x}-{:x}", std::process::id(), u128::from_be_bytes(id()));
        let body = json!({ "username": username, "password": PASSWORD, "auth": { "type": "m.login.dummy" } });
        Self::enter(server, "register", &body).await
    }

    /// Another device of somebody who was made here.
    pub(crate) async fn of(server: &str, person: &PersonId) -> Self {
        let who = json!({ "type": "m.id.user", "user": person.as_str() });
        let body = json!({ "type": "m.login.password", "identifier": who, "password": PASSWORD });
        Self::enter(server, "login", &body).await
    }

    async fn enter(server: &str, how: &str, body: &Value) -> Self {
        let (client, server) = (CLIENT.with(Client::clone), server.trim_end_matches('/').to_owned());
        let nobody = Self { client, server, token: String::new(), user: String::new() };
        let (status, said) = nobody.ask(Method::POST, how, Some(body)).await;
        assert_eq!(status, 200, "{said}");
        let text = |field: &str| said[field].as_str().unwrap().to_owned();
        Self { token: text("access_token"), user: text("user_id"), ..nobody }
    }

    async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Said {
        let url = format!("{}/_matrix/client/v3/{path}", self.server);
        let mut request = self.client.request(method, url);
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        if let Some(body) = body {
            request = request.body(body.to_string());
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), serde_json::from_str(&answer.text().await.unwrap()).unwrap())
    }

    pub(crate) async fn get(&self, path: &str) -> Said {
        self.ask(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Said {
        self.ask(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Said {
        self.ask(Method::PUT, path, Some(body)).await
    }

    /// Goes into a room; the server's status.
    pub(crate) async fn join(&self, room: &str) -> u16 {
        self.post(&format!("join/{}", room.replace('#', "%23")), &json!({})).await.0
    }

    /// The content of a piece of state.
    pub(crate) async fn state(&self, room: &str, kind: &str) -> Said {
        self.get(&format!("rooms/{room}/state/{kind}/")).await
    }

    /// Changes a piece of state.
    pub(crate) async fn set(&self, room: &str, kind: &str, key: &str, content: &Value) {
        let (status, said) = self.put(&format!("rooms/{room}/state/{kind}/{key}"), content).await;
        assert_eq!(status, 200, "{said}");
    }

    /// Everything that stands in a room's state.
    pub(crate) async fn all(&self, room: &str) -> Vec<Value> {
        let (status, said) = self.get(&format!("rooms/{room}/state")).await;
        assert_eq!(status, 200, "{said}");
        said.as_array().unwrap().clone()
    }

    /// Waits until the state of a room is as it should be.
    pub(crate) async fn until(&self, room: &str, kind: &str, fits: impl Fn(&Value) -> bool) {
        self.each_time(async || fits(&self.state(room, kind).await.1)).await;
    }

    /// Waits until those are in a room who should be.
    pub(crate) async fn until_members(&self, room: &str, fits: impl Fn(&[String]) -> bool) {
        self.each_time(async || fits(&self.members(room).await)).await;
    }

    /// Looks whenever the server says that something has changed, until all is well.
    async fn each_time(&self, look: impl AsyncFn() -> bool) {
        let mut since = String::new();
        loop {
            let (status, said) = self.get(&format!("sync?timeout=30000{since}")).await;
            assert_eq!(status, 200, "{said}");
            if look().await {
                return;
            }
            since = format!("&since={}", said["next_batch"].as_str().unwrap());
        }
    }

    /// Who is in a room; nobody, to whoever is not.
    pub(crate) async fn members(&self, room: &str) -> Vec<String> {
        let (_, said) = self.get(&format!("rooms/{room}/joined_members")).await;
        said["joined"].as_object().into_iter().flatten().map(|(user, _)| user.clone()).collect()
    }

    /// Where a code leads: its doorway and the group, if there is such an address.
    pub(crate) async fn find(&self, code: &GroupTicket) -> Option<(String, String)> {
        let (status, said) = self.get(&format!("directory/room/{}", alias(code).replace('#', "%23"))).await;
        if status == 404 {
            return None;
        }
        let doorway = said["room_id"].as_str().unwrap().to_owned();
        let (status, content) = self.state(&doorway, "app.teahouse.doorway").await;
        assert_eq!(status, 200, "whoever holds the code reads what stands at the door: {content}");
        Some((doorway, content["group"].as_str().unwrap().to_owned()))
    }
}

/// The address of the doorway of a code.
pub(crate) fn alias(code: &GroupTicket) -> String {
    format!("#teahouse-{:032x}:teahouse.test", u128::from_be_bytes(code.secret.0))
}

/// The room of a chat.
pub(crate) fn room(chat: &ChatId) -> &str {
    chat.as_str()
}
