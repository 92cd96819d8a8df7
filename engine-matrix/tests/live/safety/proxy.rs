//! A way to the homeserver on which what is asked can be seen, and changed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::spawn_local;

use crate::people::homeserver;

#[derive(Default)]
pub(crate) struct Seen {
    /// The token that was used last.
    pub(crate) token: RefCell<String>,
    /// Every sign-in is to a new device.
    pub(crate) forgetful: Cell<bool>,
}

/// Where it listens, and what it sees.
pub(crate) async fn proxy() -> (String, Rc<Seen>) {
    let seen = Rc::new(Seen::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let all = Rc::clone(&seen);
    spawn_local(async move {
        while let Ok((client, _)) = listener.accept().await {
            spawn_local(serve(client, Rc::clone(&all)));
        }
    });
    (address, seen)
}

async fn serve(client: TcpStream, seen: Rc<Seen>) {
    let target = homeserver().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let Ok(server) = TcpStream::connect(target).await else { return };
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let back = spawn_local(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
    let mut buffer = vec![0; 1 << 16];
    let mut is_login = false;
    while let Ok(count @ 1..) = from_client.read(&mut buffer).await {
        let part = &mut buffer[..count];
        let text = String::from_utf8_lossy(part).into_owned();
        let lower = text.to_lowercase();
        if let Some(at) = lower.find("authorization: bearer ") {
            let token = text[at + 22..].split("\r\n").next().unwrap_or_default();
            token.clone_into(&mut seen.token.borrow_mut());
        }
        is_login = if text.contains(" HTTP/1.1\r\n") { text.contains("/login HTTP") } else { is_login };
        if seen.forgetful.get() && is_login {
            // As long as before, so that everything else stays right.
            while let Some(at) = part.windows(11).position(|it| it == b"\"device_id\"") {
                part[at..at + 11].copy_from_slice(b"\"nothing__\"");
            }
        }
        if to_server.write_all(part).await.is_err() {
            break;
        }
    }
    drop(to_server);
    let _ = back.await;
}

/// What the server says to whoever has a token.
pub(crate) async fn whoami(token: &str) -> u16 {
    let url = format!("{}/_matrix/client/v3/account/whoami", homeserver());
    let answer = matrix_sdk::reqwest::Client::new().get(url).bearer_auth(token).send().await.unwrap();
    answer.status().as_u16()
}
