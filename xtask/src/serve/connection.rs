//! One connection: requests in, answers out, until either side has enough.
//!
//! Just enough of HTTP/1.1 for a browser that asks for files (RFC 9112).
//! Each connection has a thread of its own, because browsers open some ahead and leave them idle:
//! a pool of threads would be used up by connections that say nothing.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::answer::{Answer, Ask, answer};
use super::store::Store;

/// Longer than browsers keep an idle connection.
const PATIENCE: Duration = Duration::from_secs(360);
/// All lines of a request together.
const LONGEST_REQUEST: u64 = 32 * 1024;

/// Answers until the connection closes.
pub(super) fn talk(stream: TcpStream, store: &Store) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    loop {
        let lines = read_lines(&mut reader)?;
        if lines.is_empty() {
            return Ok(());
        }
        let Some(request) = Request::parse(&lines) else {
            let refusal = Answer { status: 400, ..Answer::default() };
            return send(&mut writer, &refusal, "GET", Next::Close);
        };
        let next = request.next();
        let answer = answer(store, &request.ask());
        send(&mut writer, &answer, request.method, next)?;
        if next == Next::Close {
            return Ok(());
        }
    }
}

/// What becomes of the connection after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Keep,
    Close,
}

#[derive(Debug)]
struct Request<'a> {
    method: &'a str,
    target: &'a str,
    version: &'a str,
    headers: Vec<(&'a str, &'a str)>,
}

impl<'a> Request<'a> {
    fn parse(lines: &'a [String]) -> Option<Self> {
        let (first, rest) = lines.split_first()?;
        let mut words = first.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        let headers: Option<Vec<_>> =
            rest.iter().map(|line| line.split_once(':').map(|(name, value)| (name, value.trim()))).collect();
        let is_whole = words.next().is_none() && version.starts_with("HTTP/1.");
        Some(Self { method, target, version, headers: headers.filter(|_| is_whole)? })
    }

    fn header(&self, name: &str) -> &'a str {
        let mut headers = self.headers.iter();
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    fn ask(&self) -> Ask<'a> {
        Ask {
            method: self.method,
            target: self.target,
            accept_encoding: self.header("Accept-Encoding"),
            if_none_match: self.header("If-None-Match"),
        }
    }

    /// A body is never read, so nothing can follow one.
    fn next(&self) -> Next {
        let has_body =
            !self.header("Transfer-Encoding").is_empty() || !["", "0"].contains(&self.header("Content-Length"));
        let wants_close = self.header("Connection").eq_ignore_ascii_case("close");
        if has_body || wants_close || self.version == "HTTP/1.0" { Next::Close } else { Next::Keep }
    }
}

/// The lines of a request up to the blank one; none when the other side has closed.
fn read_lines(reader: &mut impl BufRead) -> io::Result<Vec<String>> {
    let mut reader = reader.take(LONGEST_REQUEST);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            // Cut off or too long: what has come is no request.
            return Ok(Vec::new());
        }
        match line.trim_end_matches(['\r', '\n']) {
            // Some clients send a blank line before a request.
            "" if lines.is_empty() => {}
            "" => return Ok(lines),
            line => lines.push(line.to_owned()),
        }
    }
}

fn send(writer: &mut impl Write, answer: &Answer, method: &str, next: Next) -> io::Result<()> {
    let reason = match answer.status {
        200 => "OK",
        304 => "Not Modified",
        308 => "Permanent Redirect",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Bad Request",
    };
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if answer.status != 304 {
        head.push_str(&format!("Content-Length: {}\r\n", answer.body.len()));
    }
    if next == Next::Close {
        head.push_str("Connection: close\r\n");
    }
    head.push_str("\r\n");
    let mut message = head.into_bytes();
    if method != "HEAD" {
        message.extend(&answer.body);
    }
    writer.write_all(&message)?;
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        read_lines(&mut text.as_bytes()).unwrap()
    }

    #[test]
    fn a_request_is_read_up_to_its_blank_line() {
        let lines = lines("GET /a HTTP/1.1\r\naccept-encoding: gzip, br\r\n\r\nGET /b HTTP/1.1\r\n");
        let request = Request::parse(&lines).unwrap();
        let ask = request.ask();
        assert_eq!((ask.method, ask.target), ("GET", "/a"));
        assert_eq!(ask.accept_encoding, "gzip, br");
        assert_eq!(request.next(), Next::Keep);
    }

    #[test]
    fn nothing_is_read_after_a_body() {
        let lines = lines("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n");
        assert_eq!(Request::parse(&lines).unwrap().next(), Next::Close);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for text in ["GET /\r\n\r\n", "GET / x HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nx\r\n\r\n"] {
            assert!(Request::parse(&lines(text)).is_none(), "{text}");
        }
        assert!(lines(&"x".repeat(40_000)).is_empty());
        assert!(lines("GET / HTTP/1.1\r\n").is_empty());
    }

    #[test]
    fn a_head_request_gets_the_length_without_the_body() {
        let answer = Answer { status: 200, headers: vec![("A".into(), "b".into())], body: b"tea".into() };
        let mut sent = Vec::new();
        send(&mut sent, &answer, "HEAD", Next::Keep).unwrap();
        assert_eq!(sent, b"HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 3\r\n\r\n");
    }
}
