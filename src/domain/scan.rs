//! What a text means that came out of a code, off the clipboard or from a keyboard.
//!
//! The text is a stranger's. It is sorted, never obeyed: no address is opened, and nothing is paid.

use super::name::is_invisible;
use super::ticket::{Ticket, TicketError};

/// Longest address that is offered as a link, in bytes.
pub const MAX_LINK_BYTES: usize = 2048;

/// Longest text that is shown, in characters: a QR code holds at most 4,296 of them.
pub const MAX_SHOWN_CHARS: usize = 1000;

/// What a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// A code of Teahouse: its payload, and what that says.
    Ticket(String, Ticket),
    /// A code of Teahouse that cannot be read.
    Broken(TicketError),
    /// A request for money.
    Payment,
    /// An address with scheme `http` or `https`.
    Link(String),
    /// Something else, perhaps cut.
    Text(String),
    /// Nothing but blank space.
    Nothing,
}

/// What a look at a picture ended in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// The text of a code.
    Text(String),
    /// There is no code in it.
    Nothing,
    /// It is no picture.
    NoPicture,
    /// What reads codes could not be started.
    Broken,
}

/// What was on the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pasted {
    /// A text.
    Text(String),
    /// A picture, and what was seen in it.
    Picture(Sight),
    /// The browser or the person did not allow to look.
    Refused,
}

/// Why a camera shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraFault {
    /// The person or the browser did not allow it.
    Refused,
    /// There is none.
    Missing,
    /// Something else uses it.
    Busy,
    /// It was closed before it was open.
    Closed,
}

/// Says what a text is.
pub fn recognise(text: &str) -> Scanned {
    let text = text.trim();
    if text.is_empty() {
        return Scanned::Nothing;
    }
    if let Some(payload) = address(text).and_then(payload) {
        return match Ticket::parse(payload) {
            Ok(ticket) => Scanned::Ticket(payload.into(), ticket),
            Err(error) => Scanned::Broken(error),
        };
    }
    // Any word could be a damaged payload; only one with a good checksum is surely meant as one.
    match Ticket::parse(text) {
        Ok(ticket) => return Scanned::Ticket(text.into(), ticket),
        Err(error @ TicketError::Newer) => return Scanned::Broken(error),
        Err(TicketError::Damaged) => {}
    }
    if is_payment(text) {
        Scanned::Payment
    } else if is_link(text) {
        Scanned::Link(text.into())
    } else {
        Scanned::Text(text.chars().take(MAX_SHOWN_CHARS).collect())
    }
}

/// What follows the scheme of a web address.
fn address(text: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    })
}

/// The payload in the address of a code, on whichever site: the backend that it is for stands in the code itself.
fn payload(address: &str) -> Option<&str> {
    let (place, fragment) = address.split_once('#')?;
    if let Some(payload) = fragment.strip_prefix("/join/") {
        return Some(payload);
    }
    let (_, path) = place.split('?').next()?.split_once('/')?;
    let path = path.strip_suffix('/').unwrap_or(path);
    let joins = path == "join" || path.ends_with("/join");
    (joins && !fragment.is_empty()).then_some(fragment)
}

/// EMVCo's merchant-presented codes begin with their format indicator, UPI has a scheme of its own, and the
/// European Payments Council's EPC069-12 begins with its service tag and a version.
fn is_payment(text: &str) -> bool {
    const UPI: &str = "upi://pay";
    let upi = text.get(..UPI.len()).is_some_and(|start| start.eq_ignore_ascii_case(UPI));
    let mut lines = text.lines();
    let transfer = lines.next() == Some("BCD") && lines.next().is_some_and(|version| version.starts_with("00"));
    upi || transfer || text.starts_with("000201")
}

/// An address that shows where it leads: other scripts in the name of a host could imitate one.
fn is_link(text: &str) -> bool {
    let Some(address) = address(text).filter(|_| text.len() <= MAX_LINK_BYTES) else { return false };
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let named = host.starts_with(|char: char| char.is_ascii_alphanumeric() || char == '[');
    let plain = |char: char| !char.is_whitespace() && !is_invisible(char) && !"<>\"\\`".contains(char);
    named && host.is_ascii() && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PersonId;
    use crate::domain::name::Name;
    use crate::domain::ticket::{ContactTicket, Home};
    use proptest::prelude::*;

    fn ticket() -> Ticket {
        Ticket::Contact(ContactTicket {
            home: Home::Device,
            person: PersonId::random([7; 16]),
            name: Name::parse("Mei").unwrap(),
        })
    }

    #[test]
    fn a_code_is_recognised_wherever_it_is_hosted() {
        let payload = ticket().payload();
        for text in [
            ticket().link("https://tea.example/"),
            ticket().link("http://127.0.0.1:8080/~somebody/teahouse/"),
            format!("HTTPS://TEA.EXAMPLE/join#{payload}"),
            format!("https://tea.example/app/join/#{payload}"),
            format!("https://tea.example/join?as=x#{payload}"),
            format!("https://tea.example/#/join/{payload}"),
            format!("https://tea.example#/join/{payload}"),
            format!("  {payload}\n"),
            payload.clone(),
        ] {
            assert_eq!(recognise(&text), Scanned::Ticket(payload.clone(), ticket()), "{text}");
        }
    }

    #[test]
    fn a_code_that_cannot_be_read_says_why() {
        for text in ["https://tea.example/join#x", "https://tea.example/#/join/", "https://tea.example/a/join/#%20"] {
            assert_eq!(recognise(text), Scanned::Broken(TicketError::Damaged), "{text}");
        }
        // Version 2, an empty body, and a checksum that is right.
        let newer = "AqGODDw";
        for text in [format!("https://tea.example/join#{newer}"), newer.into()] {
            assert_eq!(recognise(&text), Scanned::Broken(TicketError::Newer), "{text}");
        }
    }

    #[test]
    fn requests_for_money_are_told_apart() {
        for text in
            ["00020101021126", "upi://pay?pa=a@b", "UPI://PAY?pa=a@b", "BCD\n001\n1\nSCT", "BCD\r\n002\r\n1\r\nSCT"]
        {
            assert_eq!(recognise(text), Scanned::Payment, "{text}");
        }
        for text in ["BCD", "BCD\nx", "upi://mandate", "0002"] {
            assert!(matches!(recognise(text), Scanned::Text(_)), "{text}");
        }
    }

    #[test]
    fn only_web_addresses_that_hide_nothing_are_links() {
        for text in [
            "https://tea.example",
            "HTTP://TEA.EXAMPLE/A?B#C",
            "https://[::1]:8080/",
            "https://tea.example/join",
            "https://join#x",
            "https://tea.example/茶",
            "https://tea.example/enjoin#x",
        ] {
            assert_eq!(recognise(text), Scanned::Link(text.into()));
        }
        for text in [
            "javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "file:///etc/passwd",
            "https://",
            "https:///x",
            "https://te\u{430}.example/",
            "https://tea.example/\u{202e}gpj.exe",
            "https://tea.example/ x",
            "https://tea.example/<img src=x>",
            "intent://scan/#Intent;end",
            "<b>https://tea.example</b>",
            "tel:110",
        ] {
            assert_eq!(recognise(text), Scanned::Text(text.into()));
        }
    }

    #[test]
    fn blank_space_is_nothing_and_a_flood_is_cut() {
        assert_eq!(recognise(" \n\t"), Scanned::Nothing);
        assert_eq!(recognise(&"茶".repeat(10_000)), Scanned::Text("茶".repeat(MAX_SHOWN_CHARS)));
        let long = format!("https://tea.example/{}", "x".repeat(10_000));
        assert_eq!(recognise(&long), Scanned::Text(long[..MAX_SHOWN_CHARS].into()));
        let long = format!("https://tea.example/join#{}", "x".repeat(10_000));
        assert_eq!(recognise(&long), Scanned::Broken(TicketError::Damaged));
    }

    proptest! {
        #[test]
        fn any_text_is_something(text in "(https?://|HTTP://|[a-z.]|/join|#|/|upi://pay|BCD\n|000201|茶|\\PC){0,30}") {
            let _ = recognise(&text);
        }
    }
}
