//! A way to the homeserver that can be shut, and on which answers can be changed, lost, cut and given by itself.
//!
//! It lives on a thread of its own, so that it outlives the engines of a test.
#![allow(dead_code, reason = "each test binary uses what it needs")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A request on its way.
pub(crate) struct Ask {
    pub(crate) method: String,
    /// With everything behind the `?`.
    pub(crate) path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Ask {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What is asked is in this part of the server.
    pub(crate) fn is(&self, part: &str) -> bool {
        self.path.contains(part)
    }

    /// What is asked with it holds this.
    pub(crate) fn says(&self, part: &str) -> bool {
        String::from_utf8_lossy(&self.body).contains(part)
    }

    /// An event is sent.
    pub(crate) fn sends(&self) -> bool {
        self.method == "PUT" && (self.is("/send/") || self.is("/redact/"))
    }

    /// It is asked what is new.
    pub(crate) fn syncs(&self) -> bool {
        self.is("/sync?") || self.path.ends_with("/sync")
    }
}

type Changing = Box<dyn Fn(Value) -> String + Send>;

/// What becomes of a request.
pub(crate) enum Act {
    /// It is answered by the server.
    Pass,
    /// It is answered here.
    Answer(u16, String),
    /// Nobody is there.
    Refuse,
    /// The server hears it, and its answer is lost.
    Lose,
    /// The server hears it, and half of its answer comes back.
    Cut,
    /// It is taken and never answered.
    Hang,
    /// The server answers, and this is made of it.
    Change(Changing),
}

impl Act {
    /// An answer of the server whose JSON is changed.
    pub(crate) fn change(change: impl Fn(&mut Value) + Send + 'static) -> Self {
        Self::Change(Box::new(move |mut json| {
            change(&mut json);
            json.to_string()
        }))
    }

    /// A refusal as Matrix has it.
    pub(crate) fn error(status: u16, code: &str) -> Self {
        Self::Answer(status, format!(r#"{{"errcode":"{code}","error":"no","retry_after_ms":700}}"#))
    }
}

type Rule = Arc<dyn Fn(&Ask) -> Act + Send + Sync>;

struct State {
    target: String,
    rule: Mutex<Rule>,
    seen: watch::Sender<Vec<String>>,
    /// The token that was used last.
    token: Mutex<String>,
    /// Grows when everything on its way is cut.
    era: watch::Sender<u64>,
}

/// The way.
pub(crate) struct Way {
    /// Where it begins.
    pub(crate) url: String,
    state: Arc<State>,
}

impl Way {
    /// A way to a server, on which nothing happens yet.
    pub(crate) fn to(server: &str) -> Self {
        let target = server.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let state = Arc::new(State {
            target,
            rule: Mutex::new(Arc::new(|_| Act::Pass)),
            seen: watch::Sender::new(Vec::new()),
            token: Mutex::default(),
            era: watch::Sender::new(0),
        });
        let (told, heard) = std::sync::mpsc::channel::<SocketAddr>();
        let all = Arc::clone(&state);
        // It ends with the program.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                told.send(listener.local_addr().unwrap()).unwrap();
                while let Ok((client, _)) = listener.accept().await {
                    tokio::spawn(serve(client, Arc::clone(&all)));
                }
            });
        });
        Self { url: format!("http://{}", heard.recv().unwrap()), state }
    }

    /// From now on requests are treated like this.
    pub(crate) fn rule(&self, rule: impl Fn(&Ask) -> Act + Send + Sync + 'static) {
        *self.state.rule.lock().unwrap() = Arc::new(rule);
    }

    /// From now on requests are treated like this, and what is on its way is cut.
    pub(crate) fn at_once(&self, rule: impl Fn(&Ask) -> Act + Send + Sync + 'static) {
        self.rule(rule);
        self.state.era.send_modify(|era| *era += 1);
    }

    /// Everything goes its way again.
    pub(crate) fn open(&self) {
        self.rule(|_| Act::Pass);
    }

    /// The token that was used last.
    pub(crate) fn token(&self) -> String {
        self.state.token.lock().unwrap().clone()
    }

    /// How many requests were seen of which a line says this: `PUT /_matrix/…`, and `lost PUT …` when the server has
    /// answered one whose answer is lost, and `changed GET …` when it was changed.
    pub(crate) fn count(&self, part: &str) -> usize {
        self.state.seen.borrow().iter().filter(|line| line.contains(part)).count()
    }

    /// Waits until there are so many.
    pub(crate) async fn seen(&self, part: &str, count: usize) {
        let mut seen = self.state.seen.subscribe();
        seen.wait_for(|seen| seen.iter().filter(|line| line.contains(part)).count() >= count).await.unwrap();
    }
}

async fn serve(mut client: TcpStream, state: Arc<State>) {
    let mut era = state.era.subscribe();
    let Some(ask) = read(&mut client).await else { return };
    let line = format!("{} {}", ask.method, ask.path);
    let rule = Arc::clone(&*state.rule.lock().unwrap());
    let act = rule(&ask);
    if let Some(token) = ask.header("authorization").and_then(|it| it.strip_prefix("Bearer ")) {
        token.clone_into(&mut state.token.lock().unwrap());
    }
    state.seen.send_modify(|seen| seen.push(line.clone()));
    let changes = matches!(act, Act::Change(_));
    let answer = tokio::select! {
        answer = answer(&state, &ask, act) => answer,
        _ = era.changed() => return,
        // Whoever asked has gone.
        _ = client.read_u8() => return,
    };
    match answer {
        Some(bytes) => {
            drop(client.write_all(&bytes).await);
            if changes {
                state.seen.send_modify(|seen| seen.push(format!("changed {line}")));
            }
        }
        None => state.seen.send_modify(|seen| seen.push(format!("lost {line}"))),
    }
}

/// What is sent back, if anything.
async fn answer(state: &State, ask: &Ask, act: Act) -> Option<Vec<u8>> {
    match act {
        Act::Refuse => None,
        Act::Hang => std::future::pending().await,
        Act::Answer(status, text) => {
            let kind = if text.starts_with('<') { "text/html" } else { "application/json" };
            Some(response(status, &format!("content-type: {kind}\r\n"), text.as_bytes()))
        }
        Act::Pass => {
            let (status, headers, body) = forward(state, ask).await?;
            Some(response(status, &headers, &body))
        }
        Act::Lose => {
            forward(state, ask).await?;
            None
        }
        Act::Cut => {
            let (status, headers, body) = forward(state, ask).await?;
            let mut whole = response(status, &headers, &body);
            whole.truncate(whole.len() - body.len() / 2 - 1);
            Some(whole)
        }
        Act::Change(change) => {
            let (status, headers, body) = forward(state, ask).await?;
            let Ok(json) = serde_json::from_slice(&body) else { return Some(response(status, &headers, &body)) };
            Some(response(status, &headers, change(json).as_bytes()))
        }
    }
}

fn response(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status} So\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn split(bytes: &[u8]) -> Option<(String, usize)> {
    let end = bytes.windows(4).position(|it| it == b"\r\n\r\n")?;
    Some((String::from_utf8_lossy(&bytes[..end]).into_owned(), end + 4))
}

fn headers(head: &str) -> Vec<(String, String)> {
    let lines = head.split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
    lines.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect()
}

async fn read(client: &mut TcpStream) -> Option<Ask> {
    let mut bytes = Vec::new();
    let (head, start) = loop {
        if client.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        if let Some(found) = split(&bytes) {
            break found;
        }
    };
    let headers = headers(&head);
    let length = headers.iter().find(|(name, _)| name == "content-length").map_or(0, |it| it.1.parse().unwrap());
    while bytes.len() < start + length {
        if client.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let mut first = head.split_whitespace();
    let (method, path) = (first.next()?.to_owned(), first.next()?.to_owned());
    Some(Ask { method, path, headers, body: bytes.split_off(start) })
}

/// Asks the server, in the oldest words that it knows: then its answer ends where the connection does.
async fn forward(state: &State, ask: &Ask) -> Option<(u16, String, Vec<u8>)> {
    let mut server = TcpStream::connect(&state.target).await.ok()?;
    let mut head = format!("{} {} HTTP/1.0\r\nhost: {}\r\n", ask.method, ask.path, state.target);
    let kept = |name: &str| !["host", "connection", "accept-encoding", "content-length"].contains(&name);
    for (name, value) in ask.headers.iter().filter(|(name, _)| kept(name)) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", ask.body.len()));
    server.write_all(head.as_bytes()).await.ok()?;
    server.write_all(&ask.body).await.ok()?;
    let mut bytes = Vec::new();
    server.read_to_end(&mut bytes).await.ok()?;
    let (head, start) = split(&bytes)?;
    let status = head.split_whitespace().nth(1)?.parse().ok()?;
    let own = |name: &str| !["content-length", "connection", "transfer-encoding"].contains(&name);
    let kept = headers(&head).into_iter().filter(|(name, _)| own(name));
    let kept = kept.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    Some((status, kept, bytes.split_off(start)))
}
